import { useRef } from 'react';
import { PlaygroundIcon } from './PlaygroundIcon.tsx';
import { RECORDINGS } from '../recordingInfo.ts';

interface RecordingListProps {
  current: string | undefined;
  ownRecordings: ReadonlyMap<string, string>;
  onPlay: (name: string) => void;
  onOpen: (name: string, text: string) => void;
}

export function RecordingList({ current, ownRecordings, onPlay, onOpen }: RecordingListProps) {
  const fileInput = useRef<HTMLInputElement>(null);
  const openFile = async (file: File | undefined) => {
    if (file) onOpen(file.name, await file.text());
  };
  return (
    <section className="pg-section" aria-labelledby="recordings-title">
      <div className="pg-section-head">
        <h2 id="recordings-title">Recordings</h2>
        <button type="button" className="pg-button" onClick={() => fileInput.current?.click()}>
          Open .sse file
        </button>
        <input
          ref={fileInput}
          type="file"
          accept=".sse,.txt,text/event-stream"
          hidden
          onChange={(event) => {
            void openFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      <ul className="pg-recordings">
        {[...ownRecordings].map(([name, text]) => (
          <Recording key={name} title={name} isOwn isCurrent={false} onPlay={() => onOpen(name, text)} />
        ))}
        {Object.entries(RECORDINGS).map(([name, { title }]) => (
          <Recording key={name} title={title} isCurrent={name === current} onPlay={() => onPlay(name)} />
        ))}
      </ul>
    </section>
  );
}

interface RecordingProps {
  title: string;
  isOwn?: boolean;
  isCurrent: boolean;
  onPlay: () => void;
}

function Recording({ title, isOwn, isCurrent, onPlay }: RecordingProps) {
  return (
    <li>
      <button type="button" className="pg-recording" aria-current={isCurrent || undefined} onClick={onPlay}>
        <PlaygroundIcon name={isOwn ? 'file' : 'play'} />
        {title}
      </button>
    </li>
  );
}

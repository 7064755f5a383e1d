import { useRef } from 'react';
import { PlaygroundIcon } from './PlaygroundIcon.tsx';
import { RECORDINGS } from './recordingInfo.ts';

interface RecordingListProps {
  current: string | undefined;
  ownRecordings: ReadonlyMap<string, string>;
  onPlay: (name: string, text?: string) => void;
}

export function RecordingList({ current, ownRecordings, onPlay }: RecordingListProps) {
  const fileInput = useRef<HTMLInputElement>(null);
  const openFile = async (file: File | undefined) => {
    if (file) onPlay(file.name, await file.text());
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
        {[...ownRecordings.keys()].map((name) => (
          <Recording key={name} name={name} title={name} isOwn isCurrent={false} onPlay={onPlay} />
        ))}
        {Object.entries(RECORDINGS).map(([name, { title }]) => (
          <Recording key={name} name={name} title={title} isCurrent={name === current} onPlay={onPlay} />
        ))}
      </ul>
    </section>
  );
}

interface RecordingProps {
  name: string;
  title: string;
  isOwn?: boolean;
  isCurrent: boolean;
  onPlay: (name: string) => void;
}

function Recording({ name, title, isOwn, isCurrent, onPlay }: RecordingProps) {
  return (
    <li>
      <button type="button" className="pg-recording" aria-current={isCurrent || undefined} onClick={() => onPlay(name)}>
        <PlaygroundIcon name={isOwn ? 'file' : 'play'} />
        {title}
      </button>
    </li>
  );
}

import { type InteractionStreamHandle, InteractionScroll } from '../../src/index.ts';
import { isRecording } from '../attachments.ts';
import type { Session } from '../createSession.ts';
import { useAttachments } from '../useAttachments.ts';
import { useDroppedFiles } from '../useDroppedFiles.ts';
import { Composer } from './Composer.tsx';
import { EmptyThread } from './EmptyThread.tsx';
import { Thread } from './Thread.tsx';

interface ChatProps {
  session: Session;
  /** The thread that streams. */
  live: InteractionStreamHandle;
  /** The thread that is shown: that one, or a moment of it. */
  shown: InteractionStreamHandle;
}

export function Chat({ session, live, shown }: ChatProps) {
  const attachments = useAttachments();

  const takeFiles = async (files: readonly File[]) => {
    const texts = await Promise.all(files.map((file) => (/\.(sse|txt)$/i.test(file.name) ? file.text() : '')));
    const recording = texts.findIndex(isRecording);
    if (recording === -1) await attachments.add(files);
    else session.open(files[recording]?.name ?? '', texts[recording] ?? '');
  };
  const isDropTarget = useDroppedFiles({
    onFiles: (files) => void takeFiles(files),
    onRecording: (text) => session.open('Pasted recording', text),
  });

  return (
    <main className="pg-chat">
      <InteractionScroll stream={live} className="pg-scroller">
        <div className="pg-column">
          {live.outcome === 'idle' && <EmptyThread onPrompt={session.send} />}
          <Thread stream={shown} renders={session.renders} />
        </div>
      </InteractionScroll>
      <div className="pg-dock">
        <Composer stream={live} attachments={attachments} onFiles={takeFiles} onSend={session.send} />
      </div>
      {isDropTarget && <div className="pg-drop">Drop files to attach them, or an .sse file to play it</div>}
    </main>
  );
}

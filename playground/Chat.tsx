import {
  type InteractionInput,
  type InteractionStreamHandle,
  InteractionSteps,
  type StepComponents,
} from '../src/index.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { isRecording } from './attachments.ts';
import { Composer } from './Composer.tsx';
import { EmptyThread } from './EmptyThread.tsx';
import { IconButton } from './IconButton.tsx';
import { PlaygroundStreamProvider } from './PlaygroundStream.ts';
import { useAttachments } from './useAttachments.ts';
import { useDroppedFiles } from './useDroppedFiles.ts';
import { useStickToBottom } from './useStickToBottom.ts';
import { UserMessage } from './UserMessage.tsx';

const COMPONENTS: StepComponents = { user_input: UserMessage, function_call: AnswerCard };

interface ChatProps {
  stream: InteractionStreamHandle;
  onSend: (input: InteractionInput) => void;
  /** Plays a recording, or a text under that name. */
  onPlay: (name: string, text?: string) => void;
}

export function Chat({ stream, onSend, onPlay }: ChatProps) {
  const { ref, isAtBottom, scrollToBottom } = useStickToBottom();
  const attachments = useAttachments();
  const isEmpty = stream.outcome === 'idle';

  const takeFiles = async (files: readonly File[]) => {
    const texts = await Promise.all(files.map((file) => (/\.(sse|txt)$/i.test(file.name) ? file.text() : '')));
    const recording = texts.findIndex(isRecording);
    if (recording === -1) await attachments.add(files);
    else onPlay(files[recording]?.name ?? '', texts[recording]);
  };
  const isDropTarget = useDroppedFiles({
    onFiles: (files) => void takeFiles(files),
    onRecording: (text) => onPlay('Pasted recording', text),
  });

  return (
    <main className="pg-chat">
      <div className="pg-scroller" ref={ref}>
        <div className="pg-column">
          {isEmpty && <EmptyThread onPrompt={onSend} />}
          <PlaygroundStreamProvider value={stream}>
            <InteractionSteps stream={stream} components={COMPONENTS} />
          </PlaygroundStreamProvider>
        </div>
      </div>
      <div className="pg-dock">
        {!isAtBottom && !isEmpty && (
          <IconButton icon="down" label="Go to the newest" className="pg-to-bottom" onClick={scrollToBottom} />
        )}
        <Composer
          stream={stream}
          attachments={attachments}
          onFiles={takeFiles}
          onSend={onSend}
          onSent={scrollToBottom}
        />
      </div>
      {isDropTarget && <div className="pg-drop">Drop files to attach them, or an .sse file to play it</div>}
    </main>
  );
}

import { type KeyboardEvent, type SyntheticEvent, useRef, useState } from 'react';
import {
  type Content,
  type InteractionInput,
  type InteractionStreamHandle,
  useInteractionSelector,
} from '../../src/index.ts';
import { AttachmentList } from './AttachmentList.tsx';
import { IconButton } from './IconButton.tsx';
import type { Attachments } from '../useAttachments.ts';

interface ComposerProps {
  stream: InteractionStreamHandle;
  attachments: Attachments;
  onFiles: (files: readonly File[]) => Promise<void>;
  onSend: (input: InteractionInput) => void;
}

export function Composer({ stream, attachments, onFiles, onSend }: ComposerProps) {
  const [text, setText] = useState('');
  const fileInput = useRef<HTMLInputElement>(null);
  const isAgent = useInteractionSelector(
    stream,
    ({ interactions }) => interactions.at(-1)?.metadata.agent !== undefined,
  );
  const isRunning = stream.outcome === 'running';
  const canRetry = !isRunning && stream.outcome !== 'idle';
  const isEmpty = text.trim() === '' && attachments.list.length === 0;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isRunning || isEmpty) return;
    const words: Content[] = text.trim() === '' ? [] : [{ type: 'text', text: text.trim() }];
    onSend([...attachments.list.map(({ content }) => content), ...words]);
    setText('');
    attachments.clear();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };

  return (
    <form className="pg-composer" onSubmit={submit}>
      <AttachmentList list={attachments.list} error={attachments.error} onRemove={attachments.remove} />
      <textarea
        aria-label="Message"
        placeholder="Type a prompt"
        rows={1}
        value={text}
        dir="auto"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="pg-composer-bar">
        <IconButton icon="attach" label="Attach files" onClick={() => fileInput.current?.click()} />
        <input
          ref={fileInput}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            void onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <span className="pg-space" />
        {canRetry && <IconButton icon="retry" label="Retry" onClick={() => void stream.retry()} />}
        {isRunning && isAgent && <IconButton icon="cancel" label="Cancel" onClick={() => void stream.cancel()} />}
        {isRunning ? (
          <IconButton icon="stop" label="Stop" className="pg-primary" onClick={stream.stop} />
        ) : (
          <IconButton icon="send" label="Send" className="pg-primary" type="submit" disabled={isEmpty} />
        )}
      </div>
    </form>
  );
}

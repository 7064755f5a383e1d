import { useState, type SyntheticEvent } from 'react';
import { type Content, UserInput, type UserInputProps, useInteractionSelector } from '../../src/index.ts';
import { IconButton } from './IconButton.tsx';
import { usePlaygroundStream } from '../PlaygroundStream.ts';

/** What was said, and under it the ways to say it again: in other words, or in the same. */
export function UserMessage(props: UserInputProps) {
  const { step } = props;
  const stream = usePlaygroundStream();
  const [isEditing, setEditing] = useState(false);
  const key = useInteractionSelector(
    stream,
    ({ interactions }) => interactions.find(({ input }) => input.some((entry) => entry.step === step))?.key,
  );
  const isBusy = stream.outcome === 'running' || !stream.store.getOptions().transport;
  const content = step.content ?? [];
  const texts = content.filter(isText);

  if (isEditing && key !== undefined) {
    const send = (text: string) => {
      setEditing(false);
      const files = content.filter((item) => !isText(item));
      void stream.edit(key, [...files, { type: 'text', text }]);
    };
    return (
      <EditForm text={texts.map(({ text }) => text).join('\n')} onSend={send} onCancel={() => setEditing(false)} />
    );
  }
  return (
    <div className="pg-message">
      <UserInput {...props} />
      {key !== undefined && (
        <div className="pg-message-actions">
          <IconButton icon="edit" label="Edit" disabled={isBusy} onClick={() => setEditing(true)} />
          <IconButton icon="retry" label="Regenerate" disabled={isBusy} onClick={() => void stream.regenerate(key)} />
        </div>
      )}
    </div>
  );
}

interface EditFormProps {
  text: string;
  onSend: (text: string) => void;
  onCancel: () => void;
}

function EditForm({ text, onSend, onCancel }: EditFormProps) {
  const [edited, setEdited] = useState(text);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSend(edited.trim());
  };
  return (
    <form className="pg-edit" onSubmit={submit}>
      <textarea
        aria-label="Edited message"
        rows={2}
        dir="auto"
        value={edited}
        onChange={(event) => setEdited(event.target.value)}
      />
      <button type="button" className="pg-button" onClick={onCancel}>
        Cancel edit
      </button>
      <button type="submit" className="pg-button" data-primary="" disabled={edited.trim() === ''}>
        Send edit
      </button>
    </form>
  );
}

function isText(item: Content): item is Extract<Content, { type: 'text'; text: string }> {
  return item.type === 'text';
}

import type { Attachment } from '../attachments.ts';
import { formatSize } from '../formatSize.ts';
import { IconButton } from './IconButton.tsx';
import { PlaygroundIcon } from './PlaygroundIcon.tsx';

interface AttachmentListProps {
  list: readonly Attachment[];
  error: string | undefined;
  onRemove: (id: number) => void;
}

export function AttachmentList({ list, error, onRemove }: AttachmentListProps) {
  return (
    <>
      {error && (
        <p className="pg-attachment-error" role="alert">
          {error}
        </p>
      )}
      {list.length > 0 && (
        <ul className="pg-attachments" aria-label="Attachments">
          {list.map(({ id, name, size, content, url }) => (
            <li key={id} className="pg-attachment">
              {content.type === 'image' ? <img src={url} alt="" /> : <PlaygroundIcon name="file" />}
              <span className="pg-attachment-name">{name}</span>
              <span className="pg-muted">{formatSize(size)}</span>
              <IconButton icon="close" label={`Remove ${name}`} onClick={() => onRemove(id)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

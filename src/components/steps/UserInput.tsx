import { useMemo, type ReactNode } from 'react';
import type { Content } from '../../protocol/Content.ts';
import { isContent } from '../../protocol/guards.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { UserInputProps } from '../../react/StepComponents.ts';
import { ContentItem } from './ContentItems.tsx';
import { recordOf, textOf } from '../parts/fields.ts';
import { ImageStep } from '../media/ImageStep.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { ClipNote } from '../parts/ClipNote.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { useLimit } from '../parts/useLimit.ts';
import { toItems } from './toItems.ts';

/** What the user said: attachments, and under them the words as they were typed, in a bubble at the inline end. */
export function UserInput({
  step,
  status = 'done',
  startedAt: _startedAt,
  stoppedAt: _stoppedAt,
  className,
  ...rest
}: UserInputProps): ReactNode {
  const { message } = useLabels();
  const items = useMemo(() => toItems(recordOf(step).content), [step]);
  const texts = items.filter((item) => isContent(item, 'text')).map((item) => textOf(item.text));
  const attachments = items.filter((item) => !isContent(item, 'text'));
  const [limit, more] = useLimit('contentItems');
  const said = texts.filter((text) => text.trim() !== '');
  return (
    <div {...rest} {...slotProps('user-input', status, className)}>
      {attachments.length > 0 && (
        <ul className="ris-attachments" aria-label={message.attachments}>
          {attachments.slice(0, limit).map((item, at) => (
            <li key={at}>
              <Attachment item={item} />
            </li>
          ))}
        </ul>
      )}
      {said.length > 0 && (
        <div className="ris-bubble">
          {said.slice(0, limit).map((text, at) => (
            <Said key={at} text={text} />
          ))}
        </div>
      )}
      <MoreButton left={Math.max(attachments.length, said.length) - limit} onMore={more} />
    </div>
  );
}

function Said({ text }: { text: string }): ReactNode {
  const [limit, more] = useLimit('textLength');
  return (
    <>
      <p dir="auto">{text.slice(0, limit)}</p>
      <ClipNote shown={limit} total={text.length} onMore={more} />
    </>
  );
}

function Attachment({ item }: { item: Content }): ReactNode {
  return isContent(item, 'image') ? (
    <ImageStep content={item} size="thumbnail" />
  ) : (
    <ContentItem item={item} status="done" />
  );
}

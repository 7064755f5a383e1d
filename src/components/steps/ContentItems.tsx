import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { Content } from '../../protocol/Content.ts';
import { isJsonType } from '../../protocol/asksForJson.ts';
import { isContent } from '../../protocol/guards.ts';
import { isWire, typeOf } from '../../protocol/Wire.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { AudioItem } from '../media/AudioItem.tsx';
import { AnswerText } from '../citations/AnswerText.tsx';
import { DocumentItem } from '../media/DocumentItem.tsx';
import { listOf, recordOf, textOf } from '../parts/fields.ts';
import { ImageStep } from '../media/ImageStep.tsx';
import { JsonAnswer } from '../json/JsonAnswer.tsx';
import { JsonView } from '../parts/JsonView.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { VideoItem } from '../media/VideoItem.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { useLimit } from '../parts/useLimit.ts';

/** Props of `ContentItems`, beside those of its `div`. */
export interface ContentItemsProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** In order. Anything that is no content item is left out. */
  content: readonly Content[] | undefined;
  /** While `streaming`, the last item is still growing. Default `done`. */
  status?: StepStatus;
  /** The texts in it are JSON. By itself, one is where its `mime_type` says so. */
  format?: 'json';
}

/**
 * Content items one under the other: text as markdown, as a transcript or as the JSON that it is, media in their players,
 * and what is unknown as raw JSON.
 */
export function ContentItems({ content, status = 'done', format, className, ...rest }: ContentItemsProps): ReactNode {
  const items = listOf(content).filter(isWire) as Content[];
  const [limit, more] = useLimit('contentItems');
  const last = items.length - 1;
  return (
    <div {...rest} {...slotProps('content-items', status, className)}>
      {items.slice(0, limit).map((item, at) => (
        <ContentItem
          key={at}
          item={item}
          status={at === last || status !== 'streaming' ? status : 'done'}
          format={format}
        />
      ))}
      <MoreButton left={items.length - limit} onMore={more} />
    </div>
  );
}

interface ContentItemProps {
  item: Content;
  status: StepStatus;
  format?: 'json';
}

/** One content item. */
export function ContentItem({ item, status, format }: ContentItemProps): ReactNode {
  const labels = useLabels();
  if (isContent(item, 'text') && (format === 'json' || isJsonType(recordOf(item).mime_type)))
    return <JsonAnswer text={textOf(item.text)} status={status} />;
  if (isContent(item, 'text')) return <AnswerText item={item} status={status} />;
  if (isContent(item, 'image')) return <ImageStep content={item} status={status} />;
  if (isContent(item, 'audio')) return <AudioItem content={item} status={status} />;
  if (isContent(item, 'video')) return <VideoItem content={item} status={status} />;
  if (isContent(item, 'document')) return <DocumentItem content={item} />;
  return (
    <div {...slotProps('unknown-content')}>
      <p className="ris-hint">{labels.unknown.content(typeOf(item))}</p>
      <JsonView value={item} />
    </div>
  );
}

import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { Content } from '../protocol/Content.ts';
import { isContent } from '../protocol/guards.ts';
import { isWire, typeOf } from '../protocol/Wire.ts';
import { useLabels } from '../react/InteractionProvider.tsx';
import type { StepStatus } from '../store/InteractionState.ts';
import { AudioItem } from './AudioItem.tsx';
import { AnswerText } from './citations/AnswerText.tsx';
import { DocumentItem } from './DocumentItem.tsx';
import { listOf } from './fields.ts';
import { ImageStep } from './ImageStep.tsx';
import { JsonView } from './JsonView.tsx';
import { slotProps } from './slotProps.ts';
import { VideoItem } from './VideoItem.tsx';

export interface ContentItemsProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** In order. Anything that is no content item is left out. */
  content: readonly Content[] | undefined;
  /** While `streaming`, the last item is still growing. Default `done`. */
  status?: StepStatus;
}

/** Content items one under the other: text as markdown or as a transcript, media in their players, and what is unknown as raw JSON. */
export function ContentItems({ content, status = 'done', className, ...rest }: ContentItemsProps): ReactNode {
  const items = listOf(content).filter(isWire) as Content[];
  const last = items.length - 1;
  return (
    <div {...rest} {...slotProps('content-items', status, className)}>
      {items.map((item, at) => (
        <ContentItem key={at} item={item} status={at === last || status !== 'streaming' ? status : 'done'} />
      ))}
    </div>
  );
}

/** One content item. */
export function ContentItem({ item, status }: { item: Content; status: StepStatus }): ReactNode {
  const labels = useLabels();
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

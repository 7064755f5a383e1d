import { useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { Content } from '../../protocol/Content.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { base64Size } from './base64.ts';
import type { BlobSource } from './BlobSource.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { FileCard } from './FileCard.tsx';
import type { IconName } from '../parts/icons.tsx';
import { MediaPlaceholder, remoteState } from './MediaPlaceholder.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { useBlobUrl } from './useBlobUrl.ts';
import { useRemoteMedia } from './useRemoteMedia.ts';

export interface PlayerItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  content: Content;
  status: StepStatus;
  slot: string;
  /** What it is, as a label: "Audio". */
  kind: string;
  icon: IconName;
  /** What the inline data is. A function of the module, not of a render. */
  readSource: (content: Content) => BlobSource;
  /** The player. `src` is missing for the moment before the page has made one. */
  renderPlayer: (src: string | undefined, onError: () => void) => ReactNode;
}

/** What audio and video have in common: waits for inline data to be whole, asks the policy for remote ones. */
export function PlayerItem({
  content,
  status,
  slot,
  kind,
  icon,
  readSource,
  renderPlayer,
  className,
  ...rest
}: PlayerItemProps): ReactNode {
  const labels = useLabels();
  const { data, uri } = recordOf(content);
  const inline = textOf(data) !== '';
  const waits = status === 'streaming' && (inline || textOf(uri) === '');
  const source = useMemo(() => (inline ? readSource(content) : undefined), [inline, content, readSource]);
  const blob = useBlobUrl(waits ? undefined : source);
  const remote = useRemoteMedia(inline ? undefined : uri, content);
  const [failed, setFailed] = useState<string>();

  const src = blob?.url ?? (remote.action === 'load' ? remote.src : undefined);
  const broken = src !== undefined && src === failed;
  const playable = inline ? !waits && !blob?.fault : remote.action === 'load';
  if (playable && !broken) {
    return (
      <div {...rest} {...slotProps(slot, 'shown', className)}>
        {renderPlayer(src, () => src !== undefined && setFailed(src))}
      </div>
    );
  }
  if (playable && inline) {
    return (
      <FileCard {...rest} className={className} content={content} kind={kind} icon={icon} slot={slot} state="file" />
    );
  }
  const unshown = blob?.fault === 'empty' ? 'missing' : inline ? 'failed' : remoteState(remote, textOf(uri));
  const state = waits ? 'loading' : unshown;
  const again = () => {
    setFailed(undefined);
    remote.load();
  };
  return (
    <div {...rest} {...slotProps(slot, state, className)}>
      <MediaPlaceholder
        kind={kind}
        icon={icon}
        state={state}
        media={remote}
        words={source && labels.content.soFar(kind, amountOf(source, labels.common))}
        onRetry={inline ? undefined : again}
      />
    </div>
  );
}

/** How much of a clip there is: PCM tells its duration by its size. */
function amountOf(
  { data, pcm }: BlobSource,
  { duration, bytes }: { duration: (milliseconds: number) => string; bytes: (bytes: number) => string },
): string {
  const size = base64Size(data);
  return pcm ? duration((size / (2 * pcm.channels * pcm.rate)) * 1000) : bytes(size);
}

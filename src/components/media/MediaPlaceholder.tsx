import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon, type IconName } from '../parts/icons.tsx';
import { slotProps } from '../parts/slotProps.ts';
import type { RemoteMedia } from './useRemoteMedia.ts';

/** Why a medium is not shown. `ask`: the reader may load it. */
export type UnshownState = 'ask' | 'refused' | 'failed' | 'missing' | 'loading';

export interface MediaPlaceholderProps extends Omit<ComponentPropsWithRef<'span'>, 'children'> {
  /** What it is, as a label: "Image". */
  kind: string;
  icon: IconName;
  state: UnshownState;
  /** The decision that led here, where the medium is a remote one. */
  media?: RemoteMedia;
  /** What the medium shows, in words, where it is known. */
  description?: string;
  /** With `loading`: what is known of it by now, in the place of the kind. */
  words?: string;
  /** With `failed`: tries again, where that may help. */
  onRetry?: () => void;
}

/** Stands for a medium that is not shown: says what and why, names the host, and loads it on the reader's click. */
export function MediaPlaceholder({
  kind,
  icon,
  state,
  media,
  description,
  words,
  onRetry,
  className,
  ...rest
}: MediaPlaceholderProps): ReactNode {
  const { common, content } = useLabels();
  const reasons = {
    ask: media?.action === 'ask' ? content.remote(kind, media.host) : kind,
    refused: isRefusedByPage(media) ? content.blockedByPage(kind, media.host) : content.blocked(kind),
    failed: media?.action === 'fail' ? content.unresolved(kind, media.message) : content.failed(kind),
    missing: content.missing(kind),
    loading: words ?? kind,
  };
  return (
    <span {...rest} {...slotProps('media-placeholder', state, className)}>
      <Icon name={icon} />
      <span className="ris-media-words" dir="auto">
        {description && <span className="ris-media-description">{description}</span>}
        <span className="ris-media-reason">{reasons[state]}</span>
      </span>
      {state === 'ask' && media && <Button onClick={media.load}>{content.load(kind)}</Button>}
      {state === 'failed' && onRetry && <Button onClick={onRetry}>{common.tryAgain}</Button>}
    </span>
  );
}

/** Why a remote medium is not on the page, as the policy, the app and the reader have left it. */
export function remoteState({ action }: RemoteMedia, uri: string): UnshownState {
  if (uri === '') return 'missing';
  if (action === 'wait') return 'loading';
  if (action === 'ask') return 'ask';
  return action === 'refuse' ? 'refused' : 'failed';
}

function isRefusedByPage(media: RemoteMedia | undefined): media is RemoteMedia & { host: string } {
  return media?.action === 'refuse' && media.by === 'page' && media.host !== undefined;
}

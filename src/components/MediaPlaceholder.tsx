import type { ComponentPropsWithRef, ReactNode } from 'react';
import { useLabels } from '../react/InteractionProvider.tsx';
import { Icon, type IconName } from './icons.tsx';
import { slotProps } from './slotProps.ts';
import type { RemoteMedia } from './useRemoteMedia.ts';

export interface MediaPlaceholderProps extends Omit<ComponentPropsWithRef<'span'>, 'children'> {
  /** What it is, as a label: "Image". */
  kind: string;
  icon: IconName;
  /** Why it is not shown. `ask`: the reader may load it. */
  state: 'ask' | 'refused' | 'failed' | 'missing' | 'loading';
  /** With `ask` and `refused`: the decision that led here. */
  media?: RemoteMedia;
  /** What the medium shows, in words, where it is known. */
  description?: string;
}

/** Stands for a medium that is not shown: says what and why, names the host, and loads it on the reader's click. */
export function MediaPlaceholder({
  kind,
  icon,
  state,
  media,
  description,
  className,
  ...rest
}: MediaPlaceholderProps): ReactNode {
  const { content } = useLabels();
  const words = {
    ask: media?.action === 'ask' ? content.remote(kind, media.host) : kind,
    refused: isRefusedByPage(media) ? content.blockedByPage(kind, media.host) : content.blocked(kind),
    failed: content.failed(kind),
    missing: content.missing(kind),
    loading: kind,
  };
  return (
    <span {...rest} {...slotProps('media-placeholder', state, className)}>
      <Icon name={icon} />
      <span className="ris-media-words" dir="auto">
        {description && <span className="ris-media-description">{description}</span>}
        <span className="ris-media-reason">{words[state]}</span>
      </span>
      {state === 'ask' && media && (
        <button type="button" className="ris-button" onClick={media.load}>
          {content.load(kind)}
        </button>
      )}
    </span>
  );
}

function isRefusedByPage(media: RemoteMedia | undefined): media is RemoteMedia & { host: string } {
  return media?.action === 'refuse' && media.by === 'page' && media.host !== undefined;
}

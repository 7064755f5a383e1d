import { useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { Content } from '../protocol/Content.ts';
import type { StepStatus } from '../store/InteractionState.ts';
import { recordOf, textOf } from './fields.ts';
import { FileCard } from './FileCard.tsx';
import type { IconName } from './icons.tsx';
import { MediaPlaceholder } from './MediaPlaceholder.tsx';
import { slotProps } from './slotProps.ts';
import { useBlobUrl } from './useBlobUrl.ts';
import { useRemoteMedia } from './useRemoteMedia.ts';

/** Bytes that the browser can play, and their type. */
export interface Clip {
  bytes: Uint8Array<ArrayBuffer>;
  /** One that is neither audio nor video is not passed on: a `blob:` page of HTML has the app's own origin. */
  type: string;
}

export interface PlayerItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  content: Content;
  status: StepStatus;
  slot: string;
  /** What it is, as a label: "Audio". */
  kind: string;
  icon: IconName;
  /** Reads the inline data; `undefined` when it is broken. A function of the module, not of a render. */
  readClip: (content: Content) => Clip | undefined;
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
  readClip,
  renderPlayer,
  className,
  ...rest
}: PlayerItemProps): ReactNode {
  const { data, uri } = recordOf(content);
  const inline = textOf(data) !== '';
  const waits = status === 'streaming' && (inline || textOf(uri) === '');
  const clip = useMemo(() => (inline && !waits ? readClip(content) : undefined), [inline, waits, content, readClip]);
  const blob = useBlobUrl(clip?.bytes, /^(audio|video)\//.test(clip?.type ?? '') ? clip?.type : undefined);
  const media = useRemoteMedia(uri, content);
  const [failed, setFailed] = useState<string>();

  const playable = clip !== undefined || (!inline && media.action === 'load');
  const src = clip ? blob : media.action === 'load' ? media.src : undefined;
  const broken = src !== undefined && src === failed;
  if (playable && !broken) {
    return (
      <div {...rest} {...slotProps(slot, 'shown', className)}>
        {renderPlayer(src, () => src !== undefined && setFailed(src))}
      </div>
    );
  }
  if (clip) {
    return (
      <FileCard {...rest} className={className} content={content} kind={kind} icon={icon} slot={slot} state="file" />
    );
  }
  const state = waits ? 'loading' : broken || inline ? 'failed' : textOf(uri) === '' ? 'missing' : reason(media.action);
  return (
    <div {...rest} {...slotProps(slot, state, className)}>
      <MediaPlaceholder kind={kind} icon={icon} state={state} media={media} />
    </div>
  );
}

function reason(action: 'load' | 'ask' | 'refuse'): 'ask' | 'refused' {
  return action === 'ask' ? 'ask' : 'refused';
}

import { useMemo, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { Content } from '../../protocol/Content.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { Labels } from '../../react/labels.ts';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { base64Size } from './base64.ts';
import type { BlobSource } from './BlobSource.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { FileCard } from './FileCard.tsx';
import { MediaPlaceholder } from './MediaPlaceholder.tsx';
import { parseMediaType, playableType } from './mediaType.ts';
import { pcmFormat } from './pcmToWav.ts';
import { slotProps } from '../parts/slotProps.ts';
import { useMedium } from './useMedium.ts';

export interface PlayerItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  content: Content;
  status?: StepStatus;
  slot: string;
  player: 'audio' | 'video';
}

/** What audio and video have in common: waits for inline data to be whole, asks the policy for remote ones. */
export function PlayerItem({ content, status = 'done', slot, player, className, ...rest }: PlayerItemProps): ReactNode {
  const labels = useLabels();
  const kind = labels.content[player];
  const icon = player === 'audio' ? 'audio' : 'film';
  const clip = useMemo(() => readClip(content), [content]);
  const medium = useMedium(content, status, status === 'streaming' ? undefined : clip);
  const { isInline, waits, src, fault, isBroken, remote } = medium;
  const isPlayable = isInline ? !waits && !fault : remote.action === 'load';
  if (isPlayable && !isBroken) {
    const common = { controls: true, preload: 'metadata', 'aria-label': kind, onError: medium.onError };
    return (
      <div {...rest} {...slotProps(slot, 'shown', className)}>
        {/* oxlint-disable jsx-a11y/media-has-caption -- the API sends no captions */}
        {player === 'audio' ? (
          <audio {...common} className="ris-audio" src={src} />
        ) : (
          <video {...common} className="ris-video" src={src} playsInline />
        )}
      </div>
    );
  }
  if (isPlayable && isInline) {
    return (
      <FileCard {...rest} className={className} content={content} kind={kind} icon={icon} slot={slot} state="file" />
    );
  }
  const unshown = fault === 'empty' ? 'missing' : isInline ? 'failed' : medium.unshown;
  const state = waits ? 'loading' : unshown;
  return (
    <div {...rest} {...slotProps(slot, state, className)}>
      <MediaPlaceholder
        kind={kind}
        icon={icon}
        state={state}
        media={remote}
        words={clip && labels.content.soFar(kind, amountOf(clip, labels.common))}
        onRetry={medium.onRetry}
      />
    </div>
  );
}

/** What inline data is, if there is any. Raw PCM gets the header that it lacks. */
function readClip(content: Content): BlobSource | undefined {
  const { data, mime_type, sample_rate, rate, channels } = recordOf(content);
  const type = parseMediaType(mime_type);
  const clip = { item: content, data: textOf(data), type: playableType(type) };
  if (clip.data === '') return undefined;
  if (type.essence !== 'audio/l16' && type.essence !== 'audio/pcm') return clip;
  return { ...clip, type: 'audio/wav', pcm: pcmFormat(type.parameters, sample_rate ?? rate, channels) };
}

/** How much of a clip there is: PCM tells its duration by its size. */
function amountOf({ data, pcm }: BlobSource, { duration, bytes }: Labels['common']): string {
  const size = base64Size(data);
  return pcm ? duration((size / (2 * pcm.channels * pcm.rate)) * 1000) : bytes(size);
}

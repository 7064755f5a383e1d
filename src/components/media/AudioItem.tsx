import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { AudioContent, Content } from '../../protocol/Content.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import type { BlobSource } from './BlobSource.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { parseMediaType, playableType } from './mediaType.ts';
import { pcmFormat } from './pcmToWav.ts';
import { PlayerItem } from './PlayerItem.tsx';

/** Props of `AudioItem`, beside those of its `div`. */
export interface AudioItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** The clip as the API sends it: with its `data` in base64, or a `uri`. */
  content: AudioContent;
  /** While `streaming`, the clip is waited for, and says how much of it has come. Default `done`. */
  status?: StepStatus;
}

/** An audio content item in the browser's own player. Raw PCM gets the header that it lacks. */
export function AudioItem({ content, status = 'done', ...rest }: AudioItemProps): ReactNode {
  const { audio } = useLabels().content;
  return (
    <PlayerItem
      {...rest}
      content={content}
      status={status}
      slot="audio-item"
      kind={audio}
      icon="audio"
      readSource={readSource}
      renderPlayer={(src, onError) => (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- the API sends no captions
        <audio className="ris-audio" controls preload="metadata" src={src} aria-label={audio} onError={onError} />
      )}
    />
  );
}

function readSource(content: Content): BlobSource {
  const { data, mime_type, sample_rate, rate, channels } = recordOf(content);
  const type = parseMediaType(mime_type);
  const base = { item: content, data: textOf(data) };
  if (type.essence !== 'audio/l16' && type.essence !== 'audio/pcm') return { ...base, type: playableType(type) };
  return { ...base, type: 'audio/wav', pcm: pcmFormat(type.parameters, sample_rate ?? rate, channels) };
}

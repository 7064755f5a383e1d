import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { AudioContent, Content } from '../protocol/Content.ts';
import { useLabels } from '../react/InteractionProvider.tsx';
import type { StepStatus } from '../store/InteractionState.ts';
import { decodeBase64 } from './base64.ts';
import { recordOf } from './fields.ts';
import { parseMediaType } from './mediaType.ts';
import { pcmFormat, pcmToWav } from './pcmToWav.ts';
import { PlayerItem, type Clip } from './PlayerItem.tsx';

export interface AudioItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  content: AudioContent;
  /** While `streaming`, the clip is waited for. Default `done`. */
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
      readClip={readClip}
      renderPlayer={(src, onError) => (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- the API sends no captions
        <audio className="ris-audio" controls preload="metadata" src={src} aria-label={audio} onError={onError} />
      )}
    />
  );
}

function readClip(content: Content): Clip | undefined {
  const { data, mime_type, sample_rate, rate, channels } = recordOf(content);
  const bytes = decodeBase64(data);
  if (!bytes || bytes.length === 0) return undefined;
  const type = parseMediaType(mime_type);
  if (type.essence !== 'audio/l16' && type.essence !== 'audio/pcm') return { bytes, type: type.essence };
  const format = pcmFormat(type.parameters, sample_rate ?? rate, channels);
  return { bytes: pcmToWav(bytes, format), type: 'audio/wav' };
}

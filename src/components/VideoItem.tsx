import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { Content, VideoContent } from '../protocol/Content.ts';
import { useLabels } from '../react/InteractionProvider.tsx';
import type { StepStatus } from '../store/InteractionState.ts';
import { decodeBase64 } from './base64.ts';
import { recordOf } from './fields.ts';
import { parseMediaType } from './mediaType.ts';
import { PlayerItem, type Clip } from './PlayerItem.tsx';

export interface VideoItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  content: VideoContent;
  /** While `streaming`, the clip is waited for. Default `done`. */
  status?: StepStatus;
}

/** A video content item in the browser's own player, in a frame of a fixed shape, so that nothing moves when it loads. */
export function VideoItem({ content, status = 'done', ...rest }: VideoItemProps): ReactNode {
  const { video } = useLabels().content;
  return (
    <PlayerItem
      {...rest}
      content={content}
      status={status}
      slot="video-item"
      kind={video}
      icon="film"
      readClip={readClip}
      renderPlayer={(src, onError) => (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- the API sends no captions
        <video
          className="ris-video"
          controls
          playsInline
          preload="metadata"
          src={src}
          aria-label={video}
          onError={onError}
        />
      )}
    />
  );
}

function readClip(content: Content): Clip | undefined {
  const { data, mime_type } = recordOf(content);
  const bytes = decodeBase64(data);
  return bytes && bytes.length > 0 ? { bytes, type: parseMediaType(mime_type).essence } : undefined;
}

import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { Content, VideoContent } from '../../protocol/Content.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import type { BlobSource } from './BlobSource.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { parseMediaType, playableType } from './mediaType.ts';
import { PlayerItem } from './PlayerItem.tsx';

/** Props of `VideoItem`, beside those of its `div`. */
export interface VideoItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** The clip as the API sends it: with its `data` in base64, or a `uri`. */
  content: VideoContent;
  /** While `streaming`, the clip is waited for, and says how much of it has come. Default `done`. */
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
      readSource={readSource}
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

function readSource(content: Content): BlobSource {
  const { data, mime_type } = recordOf(content);
  return { item: content, data: textOf(data), type: playableType(parseMediaType(mime_type)) };
}

import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { VideoContent } from '../../protocol/Content.ts';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { PlayerItem } from './PlayerItem.tsx';

/** Props of `VideoItem`, beside those of its `div`. */
export interface VideoItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** The clip as the API sends it: with its `data` in base64, or a `uri`. */
  content: VideoContent;
  /** While `streaming`, the clip is waited for, and says how much of it has come. Default `done`. */
  status?: StepStatus;
}

/** A video content item in the browser's own player, in a frame of a fixed shape, so that nothing moves when it loads. */
export function VideoItem(props: VideoItemProps): ReactNode {
  return <PlayerItem {...props} slot="video-item" player="video" />;
}

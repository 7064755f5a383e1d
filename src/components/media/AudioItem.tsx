import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { AudioContent } from '../../protocol/Content.ts';
import type { StepStatus } from '../../store/state/InteractionState.ts';
import { PlayerItem } from './PlayerItem.tsx';

/** Props of `AudioItem`, beside those of its `div`. */
export interface AudioItemProps extends Omit<ComponentPropsWithRef<'div'>, 'children' | 'content'> {
  /** The clip as the API sends it: with its `data` in base64, or a `uri`. */
  content: AudioContent;
  /** While `streaming`, the clip is waited for, and says how much of it has come. Default `done`. */
  status?: StepStatus;
}

/** An audio content item in the browser's own player. Raw PCM gets the header that it lacks. */
export function AudioItem(props: AudioItemProps): ReactNode {
  return <PlayerItem {...props} slot="audio-item" player="audio" />;
}

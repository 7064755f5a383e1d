import type { StoreApi } from 'zustand/vanilla';
import type { FrameScheduler } from './frameScheduler.ts';
import type { InteractionState, ThreadState } from '../state/InteractionState.ts';
import type { InteractionStoreState, InteractionStreamOptions } from './InteractionStreamOptions.ts';
import type { ThreadMemory } from './threadMemory.ts';

/** What the parts of a thread share. */
export interface ThreadContext {
  store: Pick<StoreApi<InteractionStoreState>, 'getState'>;
  /** Changes the thread. Never throws, whatever its subscribers do. */
  commit: (thread: Partial<ThreadState>) => void;
  /** The last interaction, if there is any. */
  last: () => InteractionState | undefined;
  /** Puts something else in the place of the last interaction. */
  replaceLast: (interaction: InteractionState, changes?: Partial<ThreadState>) => void;
  /** The host's options, as they are now. */
  options: () => InteractionStreamOptions;
  memory: ThreadMemory;
  scheduler: FrameScheduler;
  /** The clock, in ms since the epoch. */
  now: () => number;
  /** A key that no interaction has had. */
  newKey: () => string;
}

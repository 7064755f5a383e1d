import { createContext } from 'react';
import type { InteractionStore } from '../../store/thread/createInteractionStore.ts';

/** The thread that a row stands in, as far as it can be acted on. */
export interface ThreadStoreValue {
  store: InteractionStore;
  /** Says a text to screen readers. */
  say: (text: string) => void;
}

/** Missing where steps are drawn that were stored: nothing can be done about them. */
export const ThreadStore = createContext<ThreadStoreValue | undefined>(undefined);

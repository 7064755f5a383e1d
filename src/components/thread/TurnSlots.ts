import { createContext, type ReactNode } from 'react';
import type { ThreadTurn } from './ThreadTurn.ts';

/** What a host adds to every turn. */
export interface TurnSlotsValue {
  /** Stands under a turn that is over. */
  actions?: (turn: ThreadTurn) => ReactNode;
}

/** Without a value, turns have but their own actions. */
export const TurnSlots = createContext<TurnSlotsValue>({});

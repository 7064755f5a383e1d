import { createContext, type ReactNode } from 'react';
import type { ThreadTurn } from './ThreadTurn.ts';

/** What a host adds under every turn that is over. */
export const TurnActions = createContext<((turn: ThreadTurn) => ReactNode) | undefined>(undefined);

import { createContext } from 'react';

/** The numbers of all sources of a turn, by key: its answer may come in several steps. */
export const TurnSources = createContext<ReadonlyMap<string, number> | undefined>(undefined);

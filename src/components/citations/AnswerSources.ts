import { createContext } from 'react';
import type { Source } from './collectSources.ts';

/** The sources of the answer that a text stands in, by key. Outside of an answer nothing is cited. */
export const AnswerSources = createContext<ReadonlyMap<string, Source> | undefined>(undefined);

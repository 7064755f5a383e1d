import { useSyncExternalStore } from 'react';
import type { Tape } from './tape/createTape.ts';
import type { TapeView } from './tape/Tape.ts';

/** The tape as it is, at most once a frame. */
export function useTape(tape: Tape): TapeView {
  return useSyncExternalStore(tape.subscribe, tape.getView);
}

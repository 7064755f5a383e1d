import { createContext, useContext } from 'react';
import type { InteractionStreamHandle } from '../src/index.ts';

const PlaygroundStream = createContext<InteractionStreamHandle | undefined>(undefined);

export const PlaygroundStreamProvider = PlaygroundStream.Provider;

/** The thread of the page, for the components that its steps are drawn by. */
export function usePlaygroundStream(): InteractionStreamHandle {
  const stream = useContext(PlaygroundStream);
  if (!stream) throw new Error('There is no PlaygroundStreamProvider.');
  return stream;
}

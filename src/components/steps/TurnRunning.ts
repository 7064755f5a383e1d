import { createContext } from 'react';

/**
 * Whether the turn that a card stands in goes on. While it does, nothing folds by itself. A card outside of a thread
 * cannot know, so there it always does.
 */
export const TurnRunning = createContext(true);

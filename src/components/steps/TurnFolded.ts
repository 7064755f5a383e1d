import { createContext } from 'react';

/** Whether the turn that a card stands in has folded. A card outside of a thread cannot know, so there it never has. */
export const TurnFolded = createContext(false);

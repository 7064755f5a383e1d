import { createContext } from 'react';

/** Whether search suggestions are shown elsewhere than on the card of the search: in a thread, under the answer. */
export const SuggestionsPlaced = createContext(false);

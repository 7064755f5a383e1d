import { useState } from 'react';

/** How many of a long list are drawn, until the reader asks for more of them. */
export const ENTRIES = 100;

/** How many of a list to draw, and what draws as many again. */
export function useLimit(step = ENTRIES): [limit: number, more: () => void] {
  const [limit, setLimit] = useState(step);
  return [limit, () => setLimit(limit + step)];
}

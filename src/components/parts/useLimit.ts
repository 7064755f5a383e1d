import { useState } from 'react';
import { useLimits } from '../../react/InteractionProvider.tsx';

/** How many entries of a list are looked at to see what it holds. */
export const ENTRIES = 100;

type DrawnLimit = 'textLength' | 'detailLength' | 'entries' | 'contentItems' | 'annotations';

/** How much to draw by a limit, and what draws as much again. */
export function useLimit(name: DrawnLimit = 'entries'): [limit: number, more: () => void] {
  const step = useLimits()[name];
  const [times, setTimes] = useState(1);
  return [step * times, () => setTimes(times + 1)];
}

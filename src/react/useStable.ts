import { useState } from 'react';
import { isShallowEqual } from './isShallowEqual.ts';

/**
 * Keeps the last object for as long as the next ones are equal to it, so that an object literal written in a render does
 * not pass for news. Plain objects and lists are compared by their fields, `depth` levels down; everything else by identity.
 */
export function useStable<T>(value: T, depth: number): T {
  const [stable, setStable] = useState(value);
  if (isShallowEqual(stable, value, depth)) return stable;
  setStable(value);
  return value;
}

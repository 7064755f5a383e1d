import { useState } from 'react';
import { useLimit } from './useLimit.ts';

/**
 * As much of a text as is drawn, how much that may be, and what draws as much again.
 *
 * To look at a long text that has been put together costs an engine all of its length, in each frame of one that grows. What
 * is clipped already is looked at again once there is half as much more of it.
 */
export function useClipped(text: string, isGrowing: boolean): [shown: string, limit: number, more: () => void] {
  const [limit, more] = useLimit('textLength');
  const [last, setLast] = useState({ length: -1, limit: 0, shown: '' });
  const isKnown = isGrowing && last.limit === limit && last.length <= text.length && text.length < last.length * 1.5;
  if (isKnown) return [last.shown, limit, more];
  const shown = text.slice(0, limit);
  if (isGrowing && text.length > limit) setLast({ length: text.length, limit, shown });
  return [shown, limit, more];
}

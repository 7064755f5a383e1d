import { useEffect, useState, type RefObject } from 'react';
import { whenOutOfSight } from './whenOutOfSight.ts';

/**
 * Folds the groups of a turn: once it is over and none of them is in sight, or with the next turn. So nothing that is looked
 * at changes by itself.
 *
 * @param keep Which of them stay as they are, by their runs. Asked right before they fold.
 * @returns What was kept, once they are folded.
 */
export function useFold(
  turn: RefObject<Element | null>,
  { isRunning, isLast }: { isRunning: boolean; isLast: boolean },
  keep: (turn: Element) => ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  const [kept, setKept] = useState(isRunning ? undefined : NONE);

  useEffect(() => {
    const element = turn.current;
    if (!element || isRunning !== (kept !== undefined)) return undefined;
    const change = () => setKept(isRunning ? undefined : keep(element));
    if (!isRunning && isLast) return whenOutOfSight(element.querySelectorAll('.ris-group'), change);
    change();
    return undefined;
  }, [turn, isRunning, isLast, kept, keep]);

  return kept;
}

const NONE: ReadonlySet<string> = new Set();

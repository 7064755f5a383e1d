import { useEffect, useRef, useState, type RefObject } from 'react';
import { holdStill } from './holdStill.ts';
import { useBeforePaint } from '../parts/useBeforePaint.ts';
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
  const letGo = useRef<() => void>(undefined);

  /** What closes in the same breath has closed by then, and nothing is painted yet. */
  useBeforePaint(() => {
    if (letGo.current) queueMicrotask(letGo.current);
    letGo.current = undefined;
  }, [kept]);

  useEffect(() => {
    const element = turn.current;
    if (!element || isRunning !== (kept !== undefined)) return undefined;
    const change = () => {
      letGo.current = holdStill(element);
      setKept(isRunning ? undefined : keep(element));
    };
    if (!isRunning && isLast) return whenOutOfSight(element.querySelectorAll('.ris-group'), change);
    change();
    return undefined;
  }, [turn, isRunning, isLast, kept, keep]);

  return kept;
}

const NONE: ReadonlySet<string> = new Set();

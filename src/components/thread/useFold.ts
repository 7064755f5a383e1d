import { useEffect, useRef, useState, type RefObject } from 'react';
import { type Hold, holdStill } from './holdStill.ts';
import { useBeforePaint } from '../parts/useBeforePaint.ts';

/**
 * Whether the groups of a turn are folded: they are when the turn is over. What is read stays where it is on the screen; where
 * it cannot, since there is not enough to scroll, they fold as soon as it can, or with the next turn.
 *
 * @param onFold Called right before they fold.
 */
export function useFold(
  turn: RefObject<Element | null>,
  { isRunning, isLast }: { isRunning: boolean; isLast: boolean },
  onFold: (turn: Element) => void,
): boolean {
  const [isFolded, setIsFolded] = useState(!isRunning);
  /** How far what is read of the turn would move, in px. */
  const [wait, setWait] = useState<{ by: number; of: Element }>();
  const held = useRef<Hold>(undefined);
  const undo = useRef<Hold>(undefined);

  useBeforePaint(() => {
    if (isRunning) {
      setIsFolded(false);
      setWait(undefined);
      return;
    }
    if (isFolded) {
      const { off, moved } = held.current?.restore() ?? { off: 0, moved: 0 };
      if (off > 1 && isLast && turn.current) {
        undo.current = held.current;
        setIsFolded(false);
        setWait({ by: Math.abs(moved), of: turn.current });
      }
      held.current = undefined;
      return;
    }
    undo.current?.undo();
    undo.current = undefined;
    if (!turn.current || (wait !== undefined && isLast)) return;
    held.current = holdStill(turn.current);
    if (!held.current && isLast) {
      setWait({ by: 0, of: turn.current });
      return;
    }
    onFold(turn.current);
    setIsFolded(true);
    setWait(undefined);
  }, [turn, isRunning, isLast, isFolded, wait, onFold]);

  useEffect(() => {
    if (wait === undefined) return undefined;
    let frame: number | undefined;
    const onScroll = () => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        const hold = holdStill(wait.of);
        if (hold && (!hold.isInSight || hold.scroller.scrollTop >= wait.by)) setWait(undefined);
      });
    };
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [wait]);

  return isFolded;
}

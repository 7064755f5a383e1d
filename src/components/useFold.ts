import { useEffect, useRef, useState, type RefObject } from 'react';
import { type Hold, holdStill } from './holdStill.ts';
import { useBeforePaint } from './useBeforePaint.ts';

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
  /** How far what is read would move, in px. */
  const [wait, setWait] = useState<number>();
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
      if (off > 1 && isLast) {
        undo.current = held.current;
        setIsFolded(false);
        setWait(Math.abs(moved));
      }
      held.current = undefined;
      return;
    }
    undo.current?.undo();
    undo.current = undefined;
    if (!turn.current || (wait !== undefined && isLast)) return;
    held.current = holdStill(turn.current);
    if (!held.current && isLast) {
      setWait(0);
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
        const hold = held.current ?? (root.current && holdStill(root.current));
        if (hold && (!hold.isInSight || hold.scroller.scrollTop >= wait)) setWait(undefined);
      });
    };
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [turn, wait]);

  return isFolded;
}

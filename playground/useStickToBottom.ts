import { useEffect, useState } from 'react';

/** Pixels from the end within which the reader counts as being there. */
const NEAR = 32;
/** Milliseconds in which what a click opens has been laid out. */
const SETTLE = 300;

/**
 * Keeps the end of a scroller in sight while its content grows, but only as long as the reader is there: scrolling up
 * and opening something let go, scrolling to the end takes hold again.
 */
export function useStickToBottom() {
  const [scroller, ref] = useState<HTMLElement | null>(null);
  const [isAtBottom, setAtBottom] = useState(true);

  useEffect(() => {
    if (!scroller) return;
    let isStuck = true;
    let lastTop = scroller.scrollTop;
    const isNear = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= NEAR;
    const onScroll = () => {
      const isUp = scroller.scrollTop < lastTop;
      lastTop = scroller.scrollTop;
      isStuck = isNear() || (isStuck && !isUp);
      setAtBottom(isNear());
    };
    let settled: ReturnType<typeof setTimeout> | undefined;
    const onClick = () => {
      const wasStuck = isStuck;
      isStuck = false;
      clearTimeout(settled);
      settled = setTimeout(() => (isStuck = wasStuck && isNear()), SETTLE);
    };
    const observer = new ResizeObserver(() => {
      if (isStuck) scrollToEnd(scroller);
      setAtBottom(isNear());
    });
    scroller.addEventListener('scroll', onScroll, { passive: true });
    scroller.addEventListener('click', onClick);
    for (const target of [scroller, ...scroller.children]) observer.observe(target);
    return () => {
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('click', onClick);
      clearTimeout(settled);
      observer.disconnect();
    };
  }, [scroller]);

  return { ref, isAtBottom, scrollToBottom: () => scroller && scrollToEnd(scroller) };
}

function scrollToEnd(scroller: HTMLElement): void {
  scroller.scrollTo({ top: scroller.scrollHeight });
}

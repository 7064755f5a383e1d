import { useEffect, useRef } from 'react';

/** What does something else with the keys, and what does something else with the space bar alone. */
const USERS = 'input, textarea, select, [contenteditable], [role="tablist"], audio, video';
const PRESSED = `${USERS}, button, summary, a, label, iframe, [role="button"]`;

interface TimelineKeys {
  /** Back (-1) and forth (1). Shift makes it ten. */
  onMove: (by: number) => void;
  onToggle: () => void;
}

/** The arrow keys and the space bar anywhere on the page, where nothing else wants them. */
export function useTimelineKeys(keys: TimelineKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      const { target, key } = event;
      const isIn = (selector: string) => target instanceof Element && target.closest(selector) !== null;
      if (key === ' ' && !event.shiftKey && !event.repeat && !isIn(PRESSED)) {
        event.preventDefault();
        latest.current.onToggle();
        return;
      }
      const by = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
      if (by === 0 || isIn(USERS) || (target instanceof Element && scrollsSideways(target))) return;
      event.preventDefault();
      latest.current.onMove(event.shiftKey ? 10 * by : by);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function scrollsSideways(element: Element): boolean {
  return element !== document.body && element.scrollWidth > element.clientWidth;
}

import { useEffect, useRef } from 'react';

/** What does something else with the arrow keys. */
const USERS = 'input, textarea, select, [contenteditable], [role="tablist"], audio, video';

/** The arrow keys anywhere on the page, where nothing else wants them: back (-1) and forth (1). Shift makes it ten. */
export function useArrowKeys(onMove: (by: number) => void): void {
  const latest = useRef(onMove);
  useEffect(() => {
    latest.current = onMove;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
      if (by === 0 || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      const { target } = event;
      if (target instanceof Element && (target.closest(USERS) || scrollsSideways(target))) return;
      event.preventDefault();
      latest.current(event.shiftKey ? 10 * by : by);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function scrollsSideways(element: Element): boolean {
  return element !== document.body && element.scrollWidth > element.clientWidth;
}

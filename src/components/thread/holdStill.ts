import { lastIndexWhere } from '../../store/reducer/lastIndexWhere.ts';

/**
 * Remembers where the last group of a turn ends that does not reach below what is in sight. Returns what scrolls so that it
 * ends there again: what stands under it does not move, though it has become smaller, in browsers without scroll anchoring
 * too. Nothing to hold: nothing in sight moves.
 */
export function holdStill(turn: Element): (() => void) | undefined {
  const scroller = scrollerOf(turn);
  const groups = [...turn.querySelectorAll('.ris-group')];
  const limit = bottomOf(scroller);
  const group = groups[lastIndexWhere(groups, (each) => each.getBoundingClientRect().bottom <= limit)];
  if (!group) return undefined;
  const before = group.getBoundingClientRect().bottom;
  return () => {
    const moved = group.getBoundingClientRect().bottom - before;
    // A host may have its boxes scroll smoothly.
    if (moved !== 0) scroller.scrollTo({ top: scroller.scrollTop + moved, behavior: 'instant' });
  };
}

function scrollerOf(element: Element): Element {
  const { documentElement, scrollingElement, body } = element.ownerDocument;
  const page = scrollingElement ?? documentElement;
  for (let box = element.parentElement; box && box !== body && box !== page; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return page;
}

/** Where what shows of a scrolling box ends on the screen. */
function bottomOf(scroller: Element): number {
  const { scrollingElement, documentElement } = scroller.ownerDocument;
  const isPage = scroller === (scrollingElement ?? documentElement);
  return isPage ? documentElement.clientHeight : scroller.getBoundingClientRect().bottom;
}

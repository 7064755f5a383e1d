/** What is read of a turn, and where it stood. */
export interface Hold {
  readonly scroller: Element;
  /** Whether anything of the turn is in sight. */
  readonly isInSight: boolean;
  /**
   * Scrolls so that what is read stands where it stood, and says by how many px it does not, and how far it has moved on the
   * page.
   */
  restore(): { off: number; moved: number };
  /** Scrolls back to where the box was. */
  undo(): void;
}

/**
 * Remembers where the last thing in sight stands that does not fold: browsers without scroll anchoring would move it when
 * something above it folds, and those with it do so at the edges of the box. Nothing to hold, though the turn is in sight:
 * the reader is in the midst of what would fold, and it is `undefined`.
 */
export function holdStill(turn: Element): Hold | undefined {
  const scroller = scrollerOf(turn);
  const view = viewOf(scroller);
  const { top, bottom } = turn.getBoundingClientRect();
  const isInSight = bottom > view.top && top < view.bottom && bottom > top;
  const held = isInSight ? lastInSight(turn, view) : turn;
  if (!held) return undefined;
  const edge = () => {
    const box = held.getBoundingClientRect();
    return bottom <= view.top ? box.bottom : box.top;
  };
  const before = edge();
  const scrolled = scroller.scrollTop;
  return {
    scroller,
    isInSight,
    restore() {
      const shift = edge() - before;
      const moved = shift + scroller.scrollTop - scrolled;
      if (top < view.bottom && shift !== 0) scrollTo(scroller, scroller.scrollTop + shift);
      return { off: isInSight ? Math.abs(edge() - before) : 0, moved };
    },
    undo: () => scrollTo(scroller, scrolled),
  };
}

interface View {
  top: number;
  bottom: number;
}

/** A host may have its boxes scroll smoothly. */
function scrollTo(scroller: Element, top: number): void {
  scroller.scrollTo({ top, behavior: 'instant' });
}

function scrollerOf(element: Element): Element {
  const { documentElement, scrollingElement, body } = element.ownerDocument;
  const page = scrollingElement ?? documentElement;
  for (let box = element.parentElement; box && box !== body && box !== page; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return page;
}

function viewOf(scroller: Element): View {
  const { scrollingElement, documentElement } = scroller.ownerDocument;
  if (scroller === (scrollingElement ?? documentElement)) return { top: 0, bottom: documentElement.clientHeight };
  return scroller.getBoundingClientRect();
}

/** The last child in sight that neither folds nor is there for the end of the turn alone. */
function lastInSight(parent: Element, view: View): Element | undefined {
  for (let child = parent.lastElementChild; child; child = child.previousElementSibling) {
    if (child.matches('.ris-group, .ris-turn-end, .ris-pending')) continue;
    const { top, bottom } = child.getBoundingClientRect();
    if (bottom <= view.top || top >= view.bottom || bottom === top) continue;
    const found = child.matches('.ris-chunk') ? lastInSight(child, view) : child;
    if (found) return found;
  }
  return undefined;
}

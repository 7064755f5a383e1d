import { Component, type ReactNode, type RefObject } from 'react';
import { lastIndexWhere } from '../../store/reducer/lastIndexWhere.ts';
import { heldScrolls } from './heldScrolls.ts';

interface HoldStillProps {
  turn: RefObject<Element | null>;
  /** Whether the groups of the turn are folded. */
  isFolded: boolean;
  children: ReactNode;
}

/**
 * Keeps what stands under the groups of a turn where it is on the screen while they fold or unfold, in browsers without
 * scroll anchoring too. Measured right before the document changes: until then others may scroll.
 */
export class HoldStill extends Component<HoldStillProps> {
  override getSnapshotBeforeUpdate({ isFolded }: HoldStillProps): (() => void) | null {
    const turn = this.props.turn.current;
    return turn && isFolded !== this.props.isFolded ? hold(turn) : null;
  }

  /** What closes in the same breath has closed by then, and nothing is painted yet. */
  override componentDidUpdate(_props: unknown, _state: unknown, letGo: (() => void) | null): void {
    if (letGo) queueMicrotask(letGo);
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

/**
 * Remembers where the last group of a turn ends that does not reach below what is in sight. Returns what scrolls so that it
 * ends there again: what stands under it does not move, though it has become smaller. Nothing to hold: nothing in sight
 * moves.
 */
function hold(turn: Element): (() => void) | null {
  const scroller = scrollerOf(turn);
  const groups = [...turn.querySelectorAll('.ris-group')];
  const limit = bottomOf(scroller);
  const group = groups[lastIndexWhere(groups, (each) => each.getBoundingClientRect().bottom <= limit)];
  if (!group) return null;
  const before = group.getBoundingClientRect().bottom;
  return () => {
    const moved = group.getBoundingClientRect().bottom - before;
    if (moved === 0) return;
    // A host may have its boxes scroll smoothly.
    scroller.scrollTo({ top: scroller.scrollTop + moved, behavior: 'instant' });
    heldScrolls.set(scroller, scroller.scrollTop);
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

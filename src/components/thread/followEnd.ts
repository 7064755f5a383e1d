import { heldScrolls } from './heldScrolls.ts';

/** How near to the end counts as being there, in px. */
const NEAR = 32;

/** How long what a click opened or closed may take to be laid out, in ms. */
const SETTLE = 300;

/** What keeps the end of a scrolling box in sight. */
export interface EndFollower {
  /** Scrolls to the end, and follows it again. */
  jump(behavior?: ScrollBehavior): void;
  /** Lets go of the box. */
  disconnect(): void;
}

/**
 * Keeps the end of a scrolling box in sight while its content grows, as long as the reader is there. Scrolling up lets go
 * of it, at once; so does a click in the content, which may open something that should stay where it is. Scrolling to the
 * end takes hold again.
 *
 * @param content What grows in the box.
 * @param onChange Is told whether the end is followed, and whether it is in sight.
 */
export function followEnd(
  box: HTMLElement,
  content: HTMLElement,
  onChange: (state: { isFollowing: boolean; isAtEnd: boolean }) => void,
): EndFollower {
  let isFollowing = true;
  let lastTop = box.scrollTop;
  let settled: ReturnType<typeof setTimeout> | undefined;

  const toEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight;
  const isAtEnd = () => toEnd() <= NEAR;
  const tell = () => onChange({ isFollowing, isAtEnd: isAtEnd() });

  const letGo = () => {
    isFollowing = false;
    tell();
  };

  /** A scroll that was made here is told of later, and has moved nothing by then. */
  const onScroll = () => {
    const moved = heldScrolls.get(box) === box.scrollTop ? 0 : box.scrollTop - lastTop;
    heldScrolls.delete(box);
    lastTop = box.scrollTop;
    // Up, and still at the very end: the content has become smaller.
    if (moved < 0) isFollowing &&= toEnd() <= 1;
    if (moved > 0) isFollowing ||= isAtEnd();
    tell();
  };

  /** The box may be scrolled to its end again before the browser tells that the reader scrolls up. */
  const onWheel = ({ deltaY }: WheelEvent) => {
    if (deltaY < 0 && box.scrollHeight > box.clientHeight) letGo();
  };

  const onClick = () => {
    if (!isFollowing) return;
    isFollowing = false;
    clearTimeout(settled);
    settled = setTimeout(() => {
      isFollowing = isAtEnd();
      tell();
    }, SETTLE);
  };

  const onResize = () => {
    if (isFollowing) {
      box.scrollTop = box.scrollHeight;
      lastTop = box.scrollTop;
    }
    tell();
  };
  const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(onResize);

  box.addEventListener('scroll', onScroll, { passive: true });
  box.addEventListener('wheel', onWheel, { passive: true });
  content.addEventListener('click', onClick);
  observer?.observe(box);
  observer?.observe(content);

  return {
    jump(behavior = 'instant') {
      isFollowing = true;
      // jsdom has no scrollTo, and hosts test there.
      if (box.scrollTo) box.scrollTo({ top: box.scrollHeight, behavior });
      else box.scrollTop = box.scrollHeight;
      tell();
    },
    disconnect() {
      clearTimeout(settled);
      observer?.disconnect();
      box.removeEventListener('scroll', onScroll);
      box.removeEventListener('wheel', onWheel);
      content.removeEventListener('click', onClick);
    },
  };
}

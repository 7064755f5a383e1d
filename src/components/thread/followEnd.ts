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

  const isAtEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR;
  const tell = () => onChange({ isFollowing, isAtEnd: isAtEnd() });

  const letGo = () => {
    isFollowing = false;
    tell();
  };

  const onScroll = () => {
    const isUp = box.scrollTop < lastTop && heldScrolls.get(box) !== box.scrollTop;
    heldScrolls.delete(box);
    lastTop = box.scrollTop;
    isFollowing = isAtEnd() || (isFollowing && !isUp);
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
    if (isFollowing) box.scrollTop = box.scrollHeight;
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

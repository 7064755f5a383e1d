/** Says when queued events become a commit. */
export interface FrameScheduler {
  /** Calls `flush` once, at the next frame. Returns what calls it off. */
  schedule(flush: () => void): () => void;
}

/** How long to wait for a frame, in ms, before a timer does: a hidden tab draws none. */
const FRAME_TIMEOUT = 250;

/**
 * One flush an animation frame, or a timer's where the tab is hidden. Where there are no frames (on a server), what one
 * task brings is flushed together after it.
 */
export const frameScheduler: FrameScheduler = {
  schedule(flush) {
    if (typeof requestAnimationFrame === 'undefined') {
      const timer = setTimeout(flush);
      return () => clearTimeout(timer);
    }
    const run = () => {
      cancel();
      flush();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, FRAME_TIMEOUT);
    const cancel = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
    return cancel;
  },
};

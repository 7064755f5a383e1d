import type { FrameScheduler } from './frameScheduler.ts';

/**
 * A scheduler that leaves some time between two commits, and then waits for what the given one waits for.
 *
 * @param interval The least time between two commits, in ms; asked for each time. 0 or less, or no number, for none.
 * @param now The clock, in ms. One that is set back does not hold a commit up for longer than the interval.
 */
export function throttleScheduler(
  scheduler: FrameScheduler,
  interval: () => number,
  now: () => number,
): FrameScheduler {
  let last = -Infinity;
  return {
    schedule(flush) {
      let cancel = () => {};
      const waitForFrame = () => {
        cancel = scheduler.schedule(() => {
          last = now();
          flush();
        });
      };
      const rest = Math.min(last + interval() - now(), interval());
      if (rest > 0) {
        const timer = setTimeout(waitForFrame, rest);
        cancel = () => clearTimeout(timer);
      } else {
        waitForFrame();
      }
      return () => cancel();
    },
  };
}

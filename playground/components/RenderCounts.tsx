import { useSyncExternalStore } from 'react';
import type { RenderCounter } from '../createRenderCounter.ts';

/** What React's Profiler says of the thread. */
export function RenderCounts({ counter }: { counter: RenderCounter }) {
  const { commits, duration } = useSyncExternalStore(counter.subscribe, counter.getCounts);
  return (
    <button
      type="button"
      className="pg-counts"
      title="Commits of the thread, and the time that its components took, in this development build. Click to begin again."
      onClick={counter.reset}
    >
      <span>{commits === 1 ? '1 commit' : `${commits} commits`}</span>
      <span>{duration.toFixed(duration < 100 ? 1 : 0)} ms</span>
    </button>
  );
}

export interface RenderCounts {
  /** How often React committed something of the thread. */
  commits: number;
  /** Milliseconds spent in its components. */
  duration: number;
}

export interface RenderCounter {
  add(duration: number): void;
  reset(): void;
  getCounts(): RenderCounts;
  /** Calls back at most once a frame. */
  subscribe(listener: () => void): () => void;
}

/** Counts what the thread costs React, apart from React's state so that counting costs no commit of the thread. */
export function createRenderCounter(): RenderCounter {
  const listeners = new Set<() => void>();
  let counts: RenderCounts = { commits: 0, duration: 0 };
  let shown = counts;
  let frame: number | undefined;

  function change(next: RenderCounts) {
    counts = next;
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      shown = counts;
      for (const listener of listeners) listener();
    });
  }

  return {
    add: (duration) => change({ commits: counts.commits + 1, duration: counts.duration + duration }),
    reset: () => change({ commits: 0, duration: 0 }),
    getCounts: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

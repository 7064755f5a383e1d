/** A way to draw an answer that streams. */
export interface Candidate {
  /** Draws a thread with so many past turns, then waits for the answer. */
  mount: (root: HTMLElement, past: readonly string[], onCommit: () => void) => Promise<Answer>;
}

/** The answer that streams. */
export interface Answer {
  push: (delta: string) => void;
  end: () => void;
}

import type { Source } from './collectSources.ts';

/** A source where it is cited. */
export interface Cited {
  source: Source;
  /** The words of the source that are cited; `''` when they are not said. */
  passage: string;
}

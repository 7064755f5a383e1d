import type { Wire } from '../../protocol/Wire.ts';

/** Everything that an answer says of its sources. */
export interface Sources {
  readonly chunks: readonly Wire[];
  readonly queries: readonly string[];
  readonly imageQueries: readonly string[];
  readonly retrievalQueries: readonly string[];
  /** Google's search suggestions: HTML. */
  readonly suggestions: string;
  readonly mapsToken: string;
  /** Rows of `urlMetadata`. */
  readonly urls: readonly Wire[];
}

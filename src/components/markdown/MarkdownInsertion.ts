import type { ReactNode } from 'react';

/** Something drawn inside a text: the mark of a citation, say. */
export interface MarkdownInsertion {
  /**
   * How many bytes of the text, in UTF-8, stand before it: the `end_index` of an annotation. It is drawn right behind the
   * last visible character of those; behind the whole of code or a link that this falls into. Whatever lies outside of
   * the text is taken for its nearest end.
   */
  at: number;
  /** Its own among all insertions of the text. */
  key: string;
  /** What is drawn there, in the line of the text. */
  element: ReactNode;
}

/** An insertion, with its place counted as blocks are: in UTF-16 units of the whole text, line ends counted as one. */
export interface PlacedInsertion {
  readonly at: number;
  readonly key: string;
  readonly element: ReactNode;
}

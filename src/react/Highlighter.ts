/** What a stretch of code is, as far as its colour goes. */
export type SyntaxKind =
  'comment' | 'keyword' | 'string' | 'number' | 'function' | 'type' | 'property' | 'tag' | 'inserted' | 'deleted';

/** A stretch of a line of code. Without a kind it has the colour of text. */
export interface CodeToken {
  /** Its characters, none left out and none added. */
  text: string;
  /** What it is, which is what gives it its colour. */
  kind?: SyntaxKind;
}

/** A line of code in its tokens, which joined are the line. */
export interface TokenizedLine {
  /** In the order of the line. */
  tokens: readonly CodeToken[];
  /** What the next line is to be read with: whether a comment is open, and the like. Never changed. */
  state: unknown;
}

/**
 * Reads one line of code, without its line end. `state` is what the line above gave; `undefined` for the first. Called
 * while React renders, so it must be quick, and the same line and state must give the same. A line for which it throws is
 * shown as plain text.
 */
export type LineTokenizer = (line: string, state: unknown) => TokenizedLine;

/** Gives code its colours. `createShikiHighlighter()` of `react-interaction-stream/shiki` makes one. */
export interface Highlighter {
  /**
   * Loads what a language needs; `undefined` if it is not known. Asked once for each language, as the author of the code
   * named it, when the first such code comes near the window; again for later code if it was rejected.
   */
  load: (language: string) => Promise<LineTokenizer | undefined>;
}

import type { Links } from 'marked';
import type { PlacedInsertion } from './MarkdownInsertion.ts';

/**
 * A stretch of markdown that is lexed and drawn as one: a paragraph, a few dozen items of a list, a screenful of code.
 * Never changed: what a part says is a function of these fields, so whoever draws it may go by its identity.
 */
export interface MarkdownPart {
  /** Markdown that can be lexed by itself; of code, the code. Lines end in `\n`. */
  readonly source: string;
  /** Where it begins in the whole text, in UTF-16 units, line ends counted as one. */
  readonly start: number;
  /** How much of `source` only repeats what an earlier part holds, in UTF-16 units: the head of a table. */
  readonly lead: number;
  /** The link definitions that it may refer to, by normalised label. */
  readonly links: Links;
  /** Whether formulas are told from text in it. */
  readonly hasMath: boolean;
  /** What is drawn inside of it, in order. */
  readonly insertions?: readonly PlacedInsertion[];
}

/** A top-level block. A long one has several parts, of which only the last still grows. */
export type MarkdownBlock = FlowBlock | ListBlock | TableBlock | CodeBlock;

interface Parts {
  readonly parts: readonly MarkdownPart[];
}

/** A paragraph, a heading, a quotation, a rule, HTML, indented code: always of one part. */
export interface FlowBlock extends Parts {
  readonly type: 'flow';
}

/** A list, its items shared out among its parts. */
export interface ListBlock extends Parts {
  readonly type: 'list';
  readonly ordered: boolean;
  /** The number of the first item, when ordered. */
  readonly first: number;
  /** Whether blank lines stand between or in any items: then the text of all of them stands in paragraphs. */
  readonly loose: boolean;
}

/** A table: every part begins with its head, and has some of its rows. */
export interface TableBlock extends Parts {
  readonly type: 'table';
}

/** A fenced code block: its parts are the code. */
export interface CodeBlock extends Parts {
  readonly type: 'code';
  /** As the author named it. */
  readonly language: string | undefined;
  /** Whether its closing line has come. */
  readonly isClosed: boolean;
  /** What is drawn behind it, in order. */
  readonly insertions?: readonly PlacedInsertion[];
}

/** A text as its blocks, a few dozen to a group: whoever draws it need not walk thousands of them for each change. */
export interface MarkdownDocument {
  readonly groups: readonly (readonly MarkdownBlock[])[];
}

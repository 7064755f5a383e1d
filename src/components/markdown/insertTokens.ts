import type { MarkedToken, Token, Tokens } from 'marked';
import { append } from '../parts/append.ts';
import { lastBelow } from './lastBelow.ts';
import { leavesOf } from './leavesOf.ts';
import { lexPart } from './lexPart.ts';
import type { MarkdownPart } from './MarkdownBlock.ts';
import type { PlacedInsertion } from './MarkdownInsertion.ts';
import type { Leaf } from './readLeaves.ts';
import { textEnd } from './textEnd.ts';

/** Insertions among tokens. */
export interface InsertionToken {
  type: 'insertion';
  raw: '';
  insertions: readonly PlacedInsertion[];
}

/** An insertion behind so many UTF-16 units of a token. */
interface Cut {
  at: number;
  insertion: PlacedInsertion;
}

type Cuts = ReadonlyMap<Token, readonly Cut[]>;

/** The tokens of a part, its insertions among them. */
export function insertTokens(part: MarkdownPart): readonly Token[] {
  const tokens = lexPart(part);
  if (!part.insertions) return tokens;
  const leaves = leavesOf(part);
  if (leaves.length === 0) return tokens;
  const cuts = new Map<Token, Cut[]>();
  for (const insertion of part.insertions) {
    const at = insertion.at - part.start + part.lead;
    const leaf =
      leaves[
        Math.max(
          0,
          lastBelow(leaves, at, ({ place }) => place(0)),
        )
      ];
    if (leaf) append(cuts, leaf.token, { at: leaf.isText ? cutOf(leaf, at) : leaf.token.raw.length, insertion });
  }
  return withInsertions(tokens, cuts);
}

/** How many UTF-16 units of a text stand before a place in the source. */
function cutOf({ token, place }: Leaf, at: number): number {
  let cut = 0;
  for (let high = token.raw.length + 1; high - cut > 1;) {
    const middle = (cut + high) >> 1;
    if (place(middle - 1) < at) cut = middle;
    else high = middle;
  }
  return textEnd(token.raw, cut);
}

/** Tokens with what is inserted into them; the very same where nothing is. */
function withInsertions<T extends Token>(tokens: readonly T[], cuts: Cuts): T[] {
  return tokens.flatMap((token) => {
    const own = cuts.get(token);
    return own ? (parted(token, own) as T[]) : [inside(token as MarkedToken, cuts) as T];
  });
}

function inside(token: MarkedToken, cuts: Cuts): Token {
  if (token.type === 'list') {
    return { ...token, items: token.items.map((item) => ({ ...item, tokens: withInsertions(item.tokens, cuts) })) };
  }
  if (token.type === 'table') {
    const within = (cells: Tokens.TableCell[]) =>
      cells.map((cell) => ({ ...cell, tokens: withInsertions(cell.tokens, cuts) }));
    return { ...token, header: within(token.header), rows: token.rows.map(within) };
  }
  return 'tokens' in token && token.tokens ? { ...token, tokens: withInsertions(token.tokens, cuts) } : token;
}

/** A token with its insertions: a text in pieces, anything else whole in front of them. */
function parted(token: Token, cuts: readonly Cut[]): (Token | InsertionToken)[] {
  const pieces: (Token | InsertionToken)[] = [];
  let start = 0;
  const places = new Map<number, PlacedInsertion[]>();
  for (const { at, insertion } of cuts) append(places, at, insertion);
  for (const [at, insertions] of [...places].sort(([a], [b]) => a - b)) {
    pieces.push(pieceOf(token, start, at), { type: 'insertion', raw: '', insertions });
    start = at;
  }
  return start < token.raw.length ? [...pieces, pieceOf(token, start, token.raw.length)] : pieces;
}

function pieceOf(token: Token, start: number, end: number): Token {
  if (end - start === token.raw.length) return token;
  const raw = token.raw.slice(start, end);
  return { ...(token as Tokens.Text), raw, text: raw, isBehind: start > 0 } as Token;
}

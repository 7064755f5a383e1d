import type { Tokens } from 'marked';
import { trimLineEnds } from './trimEnds.ts';

/** How many items of a list are drawn as one part. */
const PART = 32;
const BLANK_LINE_AT_END = /\n[ \t]*\n[ \t]*$/;

/** A few dozen items of a list. */
export interface ListPiece {
  source: string;
  /** Where it begins in the list, in UTF-16 units. */
  start: number;
}

/** A list as pieces of a few dozen items each; the last may be shorter. */
export function splitList(list: Tokens.List): ListPiece[] {
  const pieces: ListPiece[] = [];
  let start = 0;
  for (let at = 0; at < list.items.length; at += PART) {
    const source = rawOf(list.items.slice(at, at + PART));
    pieces.push({ source: trimLineEnds(source), start });
    start += source.length;
  }
  return pieces;
}

/**
 * The leading items of a list that still grows which make whole pieces and are final: another item has begun behind them,
 * and has its first line. `source` begins with the list. `undefined` if there are none.
 */
export function finalItems(list: Tokens.List, source: string): Tokens.List | undefined {
  let count = 0;
  let start = 0;
  let length = 0;
  for (const [at, item] of list.items.entries()) {
    if (at > 0 && at % PART === 0 && source.includes('\n', start)) {
      count = at;
      length = start;
    }
    start += item.raw.length;
  }
  if (count === 0) return undefined;
  const items = list.items.slice(0, count);
  return { ...list, items, raw: source.slice(0, length), loose: items.some(isLoose) };
}

/** Whether an item with another one behind it makes the list a loose one. */
function isLoose(item: Tokens.ListItem): boolean {
  return (
    BLANK_LINE_AT_END.test(item.raw) || item.tokens.some(({ type, raw }) => type === 'space' && /\n.*\n/.test(raw))
  );
}

function rawOf(items: readonly Tokens.ListItem[]): string {
  return items.map(({ raw }) => raw).join('');
}

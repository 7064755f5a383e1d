import type { Labels } from '../../react/labels.ts';

/** How much raw JSON is drawn at most, in UTF-16 units. */
const LIMIT = 20_000;
/** How long a string may be before it counts as data, if it reads as base64. */
const SHORT = 256;
/** How many levels, and how many lists and objects, are drawn of a value that nests without end. */
const DEPTH = 50;
const NODES = 2000;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * A value as indented JSON for people: base64 data and signatures give way to their size, and what is too long for a page is clipped with
 * a note. Never throws.
 */
export function toRawJson(value: unknown, { common }: Labels): { text: string; note?: string } {
  const text = stringify(value, (data) => common.binary(Math.floor((data.length * 3) / 4)));
  if (text.length <= LIMIT) return { text };
  return { text: `${text.slice(0, LIMIT)}…`, note: common.clipped(LIMIT, text.length) };
}

function stringify(value: unknown, binary: (data: string) => string): string {
  if (typeof value === 'string') return value;
  const readable = (name: string, item: unknown) => {
    if (typeof item === 'bigint') return String(item);
    return typeof item === 'string' && (name === 'signature' || isData(item)) ? binary(item) : item;
  };
  try {
    return JSON.stringify(value, readable, 2) ?? (value === undefined ? '' : String(value));
  } catch {
    return JSON.stringify(outermost(value), readable, 2);
  }
}

/** A copy of what nests so deep, or in a circle, that `JSON.stringify` gives up: as much of it as anybody would read. */
function outermost(value: unknown): unknown {
  let left = NODES;
  const copy = (item: unknown, depth: number): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    left -= 1;
    if (depth === 0 || left < 0) return '…';
    if (Array.isArray(item)) return item.map((each) => copy(each, depth - 1));
    return Object.fromEntries(Object.entries(item).map(([name, field]) => [name, copy(field, depth - 1)]));
  };
  return copy(value, DEPTH);
}

/** The sample keeps a text of megabytes from being matched to its end when its beginning already is no base64. */
function isData(text: string): boolean {
  return text.length > SHORT && BASE64.test(text.slice(0, SHORT)) && BASE64.test(text);
}

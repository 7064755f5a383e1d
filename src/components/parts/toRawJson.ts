import type { Labels } from '../../react/labels.ts';

/** How long a string may be before it counts as data, if it reads as base64. */
const SHORT = 256;
/**
 * How deep a value may nest to be written whole. Each level is indented by more than the one around it: with thousands of
 * them the white space alone would fill the memory.
 */
const LEVELS = 200;
/** How many levels, and how many lists and objects, are drawn of a value that nests deeper, or without end. */
const DEPTH = 50;
const NODES = 2000;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * A value as indented JSON for people: base64 data and signatures give way to their size. `isPartial` says that it nests
 * too deep, and only its outermost levels are in the text. Never throws.
 */
export function toRawJson(value: unknown, { common }: Labels): { text: string; isPartial: boolean } {
  const binary = (data: string) => common.binary(Math.floor((data.length * 3) / 4));
  if (typeof value === 'string') return { text: value, isPartial: false };
  const readable = (name: string, item: unknown) => {
    if (typeof item === 'bigint') return String(item);
    return typeof item === 'string' && (name === 'signature' || isData(item)) ? binary(item) : item;
  };
  try {
    if (isDeep(value)) return { text: JSON.stringify(outermost(value), readable, 2), isPartial: true };
    const text = JSON.stringify(value, readable, 2) ?? (value === undefined ? '' : String(value));
    return { text, isPartial: false };
  } catch {
    return { text: JSON.stringify(outermost(value), readable, 2), isPartial: true };
  }
}

/** Whether a value nests deeper than is written whole, or in a circle. */
function isDeep(value: unknown): boolean {
  const open: { item: unknown; level: number }[] = [{ item: value, level: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { item, level } = next;
    if (typeof item !== 'object' || item === null) continue;
    if (level === LEVELS) return true;
    for (const field of Object.values(item)) open.push({ item: field, level: level + 1 });
  }
  return false;
}

/** A copy of what nests too deep, or that `JSON.stringify` gives up: as much of it as anybody would read. */
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

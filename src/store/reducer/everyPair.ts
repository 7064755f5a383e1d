import { isWire, type Wire } from '../../protocol/Wire.ts';

/**
 * Compares two JSON values, and what lies in them at the same places. Never recurses.
 *
 * @param compare Says whether two values are well as they are; `undefined` where that depends on what is in them. It is asked
 *   with `undefined` for what only one of them has.
 */
export function everyPair(
  value: unknown,
  other: unknown,
  compare: (value: unknown, other: unknown) => boolean | undefined,
): boolean {
  const rest: [unknown, unknown][] = [[value, other]];
  for (let pair = rest.pop(); pair; pair = rest.pop()) {
    const [one, two] = pair;
    const isWell = compare(one, two);
    if (isWell === false) return false;
    if (isWell) continue;
    for (const key of new Set([...keysOf(one), ...keysOf(two)])) rest.push([fieldOf(one, key), fieldOf(two, key)]);
  }
  return true;
}

/** Whether both are lists, or both are objects. */
export function areAlike(value: unknown, other: unknown): boolean {
  return (isWire(value) && isWire(other)) || (Array.isArray(value) && Array.isArray(other));
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function fieldOf(value: unknown, key: string): unknown {
  return Object.hasOwn(value as object, key) ? (value as Wire)[key] : undefined;
}

import { useState } from 'react';

/**
 * Keeps the last object for as long as the next ones are equal to it, so that an object literal written in a render does
 * not pass for news. Plain objects and lists are compared by their fields, `depth` levels down; everything else by identity.
 */
export function useStable<T>(value: T, depth: number): T {
  const [stable, setStable] = useState(value);
  if (isEqualTo(stable, value, depth)) return stable;
  setStable(value);
  return value;
}

function isEqualTo(a: unknown, b: unknown, depth: number): boolean {
  if (Object.is(a, b)) return true;
  if (depth === 0 || !isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqualTo(a[key], b[key], depth - 1))
  );
}

function isPlain(value: unknown): value is { [key: string]: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype;
}

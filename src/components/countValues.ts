import { isWire } from '../protocol/Wire.ts';

/** How many values there are in a value, itself included; counting stops when it is more than the limit. */
export function countValues(value: unknown, limit: number): number {
  const open: unknown[] = [value];
  let count = 0;
  while (open.length > 0 && count <= limit) {
    const item = open.pop();
    count += 1;
    if (typeof item !== 'object' || item === null) continue;
    const size = Array.isArray(item) ? item.length : isWire(item) ? Object.keys(item).length : 0;
    if (count + open.length + size > limit) return limit + 1;
    open.push(...Object.values(item));
  }
  return count;
}

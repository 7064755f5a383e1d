import { isWire } from '../../protocol/Wire.ts';
import { ENTRIES } from '../parts/useLimit.ts';

/**
 * How many values of a value would be laid out, itself included: of long lists and objects only the beginning is. Counting
 * stops when it is more than the limit.
 */
export function countValues(value: unknown, limit: number): number {
  const open: unknown[] = [value];
  let count = 0;
  while (open.length > 0 && count <= limit) {
    const item = open.pop();
    count += 1;
    if (!Array.isArray(item) && !isWire(item)) continue;
    const items = Array.isArray(item) ? item.slice(0, ENTRIES) : Object.values(item).slice(0, ENTRIES);
    if (count + open.length + items.length > limit) return limit + 1;
    open.push(...items);
  }
  return count;
}

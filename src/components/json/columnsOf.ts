import { isWire } from '../../protocol/Wire.ts';
import type { GrowingContainers } from '../../store/reducer/createPartialJsonReader.ts';
import { entriesOf } from './entriesOf.ts';
import { ENTRIES } from '../parts/useLimit.ts';

/** How many columns a table has at most. */
const COLUMNS = 6;

/**
 * The columns of a list of like, flat objects. Nothing for any other list, nor for a single object, unless more are coming.
 */
export function columnsOf(list: readonly unknown[], growing?: GrowingContainers): string[] | undefined {
  if (list.length < 2 && !growing?.has(list)) return undefined;
  const columns = new Set<string>();
  for (const item of growing?.has(list) ? list.slice(0, ENTRIES) : list) {
    if (!isWire(item)) return undefined;
    for (const [name, field] of entriesOf(item, COLUMNS + 1, growing).entries) {
      if (typeof field === 'object' && field !== null) return undefined;
      columns.add(name);
    }
    if (columns.size > COLUMNS) return undefined;
  }
  return columns.size > 0 ? [...columns] : undefined;
}

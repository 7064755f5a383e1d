import type { Wire } from '../../protocol/Wire.ts';
import type { GrowingContainers } from '../../store/reducer/createPartialJsonReader.ts';

/** The first fields of an object, and how many it has. To count those of one that grows again each time would add up. */
export function entriesOf(
  value: Wire,
  limit: number,
  growing?: GrowingContainers,
): { entries: [name: string, field: unknown][]; size: number } {
  const head = growing?.get(value);
  const names = head && head.names.length >= Math.min(limit, head.size) ? head.names : Object.keys(value);
  return {
    entries: names.slice(0, limit).map((name) => [name, value[name]]),
    size: head?.size ?? names.length,
  };
}

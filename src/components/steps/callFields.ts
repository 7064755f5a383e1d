import { isWire, type Wire } from '../../protocol/Wire.ts';
import type { GrowingContainers } from '../../store/reducer/createPartialJsonReader.ts';
import { entriesOf } from '../json/entriesOf.ts';
import { listOf, recordOf } from '../parts/fields.ts';

/** What every call and result carries for the machine, and their cards show otherwise or not at all. */
const MACHINERY: ReadonlySet<string> = new Set([
  'type',
  'id',
  'call_id',
  'signature',
  'name',
  'server_name',
  'is_error',
  'search_type',
  'retrieval_type',
]);

/** What a tool was called with: `arguments`, or whatever a tool that this version does not know has instead. */
export function argumentsOf(call: unknown): unknown {
  return fieldOrRest(call, 'arguments');
}

/** What a tool gave: `result`, or whatever else it says. `undefined` when it says nothing; `null` is a result. */
export function resultOf(result: unknown): unknown {
  return fieldOrRest(result, 'result');
}

/** The rows of a tool's result. */
export function rowsOf(result: unknown): Wire[] {
  return listOf(recordOf(result).result).filter(isWire);
}

function fieldOrRest(step: unknown, field: string): unknown {
  const fields = recordOf(step);
  if (fields[field] !== undefined) return fields[field];
  const rest = Object.entries(fields).filter(([name, value]) => !MACHINERY.has(name) && value !== undefined);
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

/** The first argument in one line: the one that tells calls apart as a rule. */
export function firstArgument(value: unknown, growing?: GrowingContainers): string | undefined {
  const first = isWire(value) ? entriesOf(value, 1, growing).entries[0]?.[1] : value;
  if (first === undefined || first === null) return undefined;
  if (typeof first !== 'object') return String(first);
  const head = Array.isArray(first) ? first.slice(0, 20) : [];
  return head.length > 0 && head.every((item) => typeof item !== 'object') ? head.join(', ') : undefined;
}

/** Whether there is nothing in it to lay out. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || (isWire(value) && Object.keys(value).length === 0);
}

/** Whether a result is there and says nothing: an empty text, list or object, or `null`. */
export function saysNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0) || isEmpty(value);
}

import { isWire, type Wire } from '../../protocol/Wire.ts';

/** The wire is looser than its types: these read a field as what it should be, or as nothing. */

/** The string, or `''`. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The object with named fields, or an empty one. */
export function recordOf(value: unknown): Wire {
  return isWire(value) ? value : {};
}

/** The list, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The strings of a list that are not blank. */
export function textsOf(value: unknown): string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string' && item.trim() !== '');
}

/** How long from one time to the other in ms; `undefined` when one is missing or it is too short to mention. */
export function durationOf(startedAt: unknown, stoppedAt: unknown): number | undefined {
  if (typeof startedAt !== 'number' || typeof stoppedAt !== 'number') return undefined;
  const duration = stoppedAt - startedAt;
  return duration >= 100 ? duration : undefined;
}

import { isWire, type Wire } from '../../protocol/Wire.ts';

/** The text, or `''` for what is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The object, or an empty one. */
export function recordOf(value: unknown): Wire {
  return isWire(value) ? value : {};
}

/** The objects of a list. */
export function recordsOf(value: unknown): Wire[] {
  return Array.isArray(value) ? value.filter(isWire) : [];
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : [];
}

/** The fields that say something: what is `undefined` or `''` is left out. */
export function filled<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Fields;
}

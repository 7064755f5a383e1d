/** An object as it came over the wire: any key, any value. */
export interface Wire {
  [key: string]: unknown;
}

/** Whether the value is an object with named fields: not `null`, not an array, not a primitive. */
export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The `type` of a value, or `''` when it has none that is a string. */
export function typeOf(value: unknown): string {
  const type = (value as Wire | null | undefined)?.type;
  return typeof type === 'string' ? type : '';
}

/** The object with one field set, or taken out by `undefined`. The very same object when that changes nothing. */
export function withField(wire: Wire, key: string, value: unknown): Wire {
  if (wire[key] === value) return wire;
  if (value !== undefined) return { ...wire, [key]: value };
  const { [key]: _, ...rest } = wire;
  return rest;
}

/** The same with several fields. */
export function withFields(wire: Wire, fields: Wire): Wire {
  return Object.entries(fields).reduce((changed, [key, value]) => withField(changed, key, value), wire);
}

/** The object without the fields that are `undefined`. */
export function definedOf<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

/**
 * The object with fields renamed, old name to new. A field whose new name is taken stays as it is. The very same object
 * when nothing is renamed.
 */
export function withNames(wire: Wire, names: ReadonlyMap<string, string>): Wire {
  let renamed = wire;
  for (const key of Object.keys(wire)) {
    const name = names.get(key);
    if (name === undefined || Object.hasOwn(renamed, name)) continue;
    const { [key]: value, ...rest } = renamed;
    renamed = { ...rest, [name]: value };
  }
  return renamed;
}

/**
 * A list field in the current words: an array of normalised items, those that `normalize` turns down left out. Where the
 * wire gives one bare item instead of a list, a list of that one; `undefined` where it gives nothing of use. The very
 * same array when nothing changes.
 */
export function normalizeList(value: unknown, normalize: (item: unknown) => unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return normalizeItems(value, normalize);
  const item = value === '' ? undefined : normalize(value);
  return item === undefined ? undefined : [item];
}

function normalizeItems(items: readonly unknown[], normalize: (item: unknown) => unknown): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let at = 0; at < items.length; at += 1) {
    const item = normalize(items[at]);
    if (!changed && item === items[at] && item !== undefined) continue;
    changed ??= items.slice(0, at);
    if (item !== undefined) changed.push(item);
  }
  return changed ?? items;
}

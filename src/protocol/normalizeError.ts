import { isWire, withFields, type Wire } from './Wire.ts';

/**
 * An error in the current words: `code` and `message` are strings or absent. Bare text becomes the message, a numeric
 * code a string, and of a list the first error counts. `undefined` when the value is no error.
 */
export function normalizeError(value: unknown): Wire | undefined {
  const error: unknown = Array.isArray(value) ? value.find((item) => isWire(item) || typeof item === 'string') : value;
  if (typeof error === 'string') return error === '' ? undefined : { message: error };
  if (!isWire(error)) return undefined;
  return withFields(error, { code: text(error.code), message: text(error.message) });
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** Whether a JSON value says nothing: it is missing, `null`, `""`, `[]` or `{}`. */
export function isEmpty(value: unknown): boolean {
  return !isFilled(value) || (typeof value === 'object' && Object.keys(value as object).length === 0);
}

/** Whether a field has a value, be it an empty list or object. */
export function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/**
 * The value of a `Retry-After` header in milliseconds from now: it is a number of seconds or an HTTP date.
 *
 * @returns `undefined` where there is none, or none that can be read.
 */
export function readRetryAfter(value: string | null | undefined, now: number = Date.now()): number | undefined {
  if (!value?.trim()) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.round(seconds * 1000) : undefined;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

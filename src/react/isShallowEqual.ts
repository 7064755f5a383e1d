/**
 * Whether two values are the same, or are arrays or plain objects with the same items, `depth` levels down. Everything else
 * (a `Date`, a `Map`, a `URL`) goes by identity: its content cannot be seen from outside, and a wrong `true` would hide news.
 */
export function isShallowEqual(a: unknown, b: unknown, depth = 1): boolean {
  if (Object.is(a, b)) return true;
  if (depth === 0) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => isShallowEqual(item, b[at], depth - 1));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isShallowEqual(a[key], b[key], depth - 1))
  );
}

function isPlain(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

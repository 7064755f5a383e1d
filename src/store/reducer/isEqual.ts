/** Whether two JSON values are equal, whatever the order of their keys. `undefined` equals a missing key. Never recurses. */
export function isEqual(a: unknown, b: unknown): boolean {
  const rest: [unknown, unknown][] = [[a, b]];
  for (let pair = rest.pop(); pair; pair = rest.pop()) {
    const [left, right] = pair;
    if (Object.is(left, right)) continue;
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
    if (Array.isArray(left) !== Array.isArray(right)) return false;
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    for (const key of keys) rest.push([own(left, key), own(right, key)]);
  }
  return true;
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as { [key: string]: unknown })[key] : undefined;
}

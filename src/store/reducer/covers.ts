/**
 * Whether a JSON value says no less than another: it has all that the other has, and no text of it is shorter. What is
 * empty says nothing. Never recurses.
 */
export function covers(value: unknown, other: unknown): boolean {
  const rest: [unknown, unknown][] = [[value, other]];
  for (let pair = rest.pop(); pair; pair = rest.pop()) {
    const [now, old] = pair;
    if (now === old || isEmpty(old)) continue;
    if (now === undefined || now === null) return false;
    if (typeof old === 'string') {
      if (typeof now !== 'string' || now.length < old.length) return false;
    } else if (isObject(old)) {
      if (!isObject(now) || Array.isArray(now) !== Array.isArray(old)) return false;
      for (const key of Object.keys(old)) rest.push([Object.hasOwn(now, key) ? now[key] : undefined, old[key]]);
    }
  }
  return true;
}

/** Whether a JSON value says nothing: it is missing, `null`, `""`, `[]` or `{}`. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return isObject(value) && Object.keys(value).length === 0;
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

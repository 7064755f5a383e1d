import { normalizeContents } from './normalizeContent.ts';
import { isWire, withField, withFields, type Wire } from './Wire.ts';

/**
 * A Google search call, step or delta, in the current words: the queries lie in `arguments.queries`. An early dialect has
 * one `query` on the step itself, or its text as `content`.
 */
export function normalizeSearchCall(call: Wire): Wire {
  const args = isWire(call.arguments) ? call.arguments : {};
  if (Array.isArray(args.queries)) return call;
  const field = ['query', 'queries', 'content'].find((name) => textsOf(call[name]).length > 0);
  if (field === undefined) return call;
  const { [field]: source, ...rest } = call;
  return { ...rest, arguments: { ...args, queries: textsOf(source) } };
}

/**
 * A Google search result, step or delta, in the current words: what it gave lies in the rows of `result`. An early
 * dialect has `search_suggestions` or `rendered_content` on the step itself, and may have what was found as `content`;
 * the current words have no place for that, so it stays where it is.
 */
export function normalizeSearchResult(found: Wire): Wire {
  const row: Wire = {};
  let rest = found;
  for (const name of ['search_suggestions', 'rendered_content']) {
    if (typeof found[name] !== 'string') continue;
    row[name] = found[name];
    rest = withField(rest, name, undefined);
  }
  const result = isWire(found.result) ? [found.result] : found.result;
  const rows = rest === found ? result : [...rowsOf(result), row];
  return withFields(rest, { result: rows, content: normalizeContents(found.content) });
}

function rowsOf(result: unknown): readonly unknown[] {
  if (Array.isArray(result)) return result;
  return result === undefined || result === null ? [] : [result];
}

/** The texts in a string, a list of strings, or content items. */
function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .map((item) => (isWire(item) ? item.text : item))
    .filter((text): text is string => typeof text === 'string' && text !== '');
}

import { isWire, typeOf, withField, withNames, type Wire } from './Wire.ts';

const RANGE: ReadonlyMap<string, string> = new Map([
  ['startIndex', 'start_index'],
  ['endIndex', 'end_index'],
]);

const LINK: ReadonlyMap<string, string> = new Map([...RANGE, ['uri', 'url']]);

/**
 * An annotation in the current words: offsets are numbers and in snake_case (Google's own samples read them in camelCase),
 * links under `url` (an early dialect says `uri`), and a type, told from the other fields where it is missing, `''` where they do
 * not tell. `undefined` when the value is no object.
 */
export function normalizeAnnotation(value: unknown): Wire | undefined {
  if (!isWire(value)) return undefined;
  const type = typeOf(value) || inferType(value);
  const typed = withField(value, 'type', type);
  const named = withNames(typed, type === 'url_citation' || type === 'place_citation' ? LINK : RANGE);
  return withNumber(withNumber(named, 'start_index'), 'end_index');
}

/** Protobuf writes large integers as digits in JSON. */
function withNumber(annotation: Wire, field: string): Wire {
  const value = annotation[field];
  return typeof value === 'string' && /^\d+$/.test(value) ? withField(annotation, field, Number(value)) : annotation;
}

function inferType(annotation: Wire): string {
  if (annotation.place_id !== undefined) return 'place_citation';
  if (annotation.document_uri !== undefined || annotation.file_name !== undefined) return 'file_citation';
  if (annotation.url !== undefined || annotation.uri !== undefined) return 'url_citation';
  return '';
}

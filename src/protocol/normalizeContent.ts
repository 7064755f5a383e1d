import { normalizeAnnotation } from './normalizeAnnotation.ts';
import { isWire, normalizeList, typeOf, withField, withNames, type Wire } from './Wire.ts';

/** The objects in which `generateContent`, and proxies that come from it, wrap a medium. */
const BLOBS = ['inlineData', 'inline_data', 'fileData', 'file_data'];

const MEDIA_NAMES: ReadonlyMap<string, string> = new Map([
  ['mimeType', 'mime_type'],
  ['fileUri', 'uri'],
  ['file_uri', 'uri'],
  ['sampleRate', 'sample_rate'],
]);

const MEDIA_TYPES: ReadonlySet<unknown> = new Set(['image', 'audio', 'video', 'document']);

/** Whether content items of this type are media. */
export function isMediaType(type: unknown): boolean {
  return MEDIA_TYPES.has(type);
}

/** Whether things of this type are content items: text or media. */
export function isContentType(type: unknown): boolean {
  return type === 'text' || MEDIA_TYPES.has(type);
}

/**
 * A content item in the current words. A bare string is text; a missing type is told from the other fields, `''` where
 * they do not tell; media lie flat and in snake_case. Types that this version does not know stay as they came.
 * `undefined` when the value is no content.
 */
export function normalizeContent(value: unknown): Wire | undefined {
  if (typeof value === 'string') return { type: 'text', text: value };
  if (!isWire(value)) return undefined;
  const type = typeOf(value);
  if (type === 'text') return withAnnotations(value);
  if (isMediaType(type)) return flattenMedia(value);
  return type === '' ? normalizeTypeless(value) : value;
}

/** A list of content items in the current words; `undefined` when there is none. */
export function normalizeContents(value: unknown): readonly unknown[] | undefined {
  return normalizeList(value, normalizeContent);
}

/** The object with its `annotations`, if any, in the current words. */
export function withAnnotations(wire: Wire): Wire {
  const { annotations } = wire;
  return annotations === undefined
    ? wire
    : withField(wire, 'annotations', normalizeList(annotations, normalizeAnnotation));
}

function normalizeTypeless(item: Wire): Wire {
  if (typeof item.text === 'string') return withAnnotations({ ...item, type: 'text' });
  const media = flattenMedia(item);
  const type = mediaType(media);
  return type === '' ? withField(item, 'type', '') : { ...media, type };
}

function flattenMedia(item: Wire): Wire {
  let media = item;
  for (const name of BLOBS) {
    const blob = item[name];
    if (isWire(blob)) media = { ...mediaFields(blob), ...withField(media, name, undefined) };
  }
  return withNames(media, MEDIA_NAMES);
}

function mediaFields(blob: Wire): Wire {
  const names = ['data', 'uri', 'mime_type', ...MEDIA_NAMES.keys()];
  return Object.fromEntries(names.filter((name) => blob[name] !== undefined).map((name) => [name, blob[name]]));
}

function mediaType({ data, uri, mime_type: mimeType }: Wire): string {
  if (typeof mimeType !== 'string' || (typeof data !== 'string' && typeof uri !== 'string')) return '';
  const kind = mimeType.slice(0, mimeType.indexOf('/'));
  return isMediaType(kind) ? kind : 'document';
}

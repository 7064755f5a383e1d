import { isWire, type Wire } from './Wire.ts';

/**
 * Whether a request asks for JSON as the text of its answer: by a text format with a schema or a JSON mime type, or as
 * former revisions did, by `response_mime_type` or a bare schema.
 */
export function asksForJson({ response_format, response_mime_type }: Wire): boolean {
  const formats: unknown[] = Array.isArray(response_format) ? response_format : [response_format];
  return isJsonType(response_mime_type) || formats.some(isJsonFormat);
}

/** Whether a mime type is JSON, or a dialect of it. */
export function isJsonType(mimeType: unknown): boolean {
  return typeof mimeType === 'string' && /^(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(mimeType);
}

function isJsonFormat(format: unknown): boolean {
  if (!isWire(format)) return false;
  if (format.type === 'text') return isJsonType(format.mime_type) || isWire(format.schema);
  return format.type === 'object' || format.type === 'array' || isWire(format.properties);
}

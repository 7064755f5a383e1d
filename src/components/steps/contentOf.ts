import type { Content } from '../../protocol/Content.ts';
import { normalizeContents } from '../../protocol/normalizeContent.ts';
import { isWire, typeOf } from '../../protocol/Wire.ts';

const CONTENT_TYPES: ReadonlySet<string> = new Set(['text', 'image', 'audio', 'video', 'document']);

/**
 * A result's content items, bare or as `{ content }`, in the words of the API: MCP servers have others (`mimeType`). Items
 * of unknown types may stand among known ones. Nothing for any other value.
 */
export function contentOf(value: unknown): readonly Content[] | undefined {
  const list = isWire(value) ? value.content : value;
  if (!Array.isArray(list) || !list.every((item) => isWire(item) && typeOf(item) !== '')) return undefined;
  if (!list.some((item) => CONTENT_TYPES.has(typeOf(item)))) return undefined;
  return normalizeContents(list) as readonly Content[];
}

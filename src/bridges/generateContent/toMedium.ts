import type { AudioContent, DocumentContent, ImageContent, VideoContent } from '../../protocol/Content.ts';
import type { Wire } from '../../protocol/Wire.ts';
import { filled, recordOf, textOf } from './fields.ts';

const MEDIA = ['image', 'audio', 'video'] as const;

/** `inlineData` and `fileData` as content, by their MIME type. */
export function toMedium({
  inlineData,
  fileData,
}: Wire): ImageContent | AudioContent | VideoContent | DocumentContent | undefined {
  if (!inlineData && !fileData) return undefined;
  const { mimeType, data } = recordOf(inlineData ?? fileData);
  const mime_type = textOf(mimeType);
  const type = MEDIA.find((medium) => mime_type.startsWith(`${medium}/`)) ?? 'document';
  return { type, ...filled({ data: textOf(data), uri: textOf(recordOf(fileData).fileUri), mime_type }) };
}

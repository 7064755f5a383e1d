import type { FileUIPart } from 'ai';
import type { Content } from '../../protocol/Content.ts';
import type { Wire } from '../../protocol/Wire.ts';
import { ownOf, toMetadata } from './ownMetadata.ts';

const TYPES = ['image', 'audio', 'video', 'document'];
const ANY = 'application/octet-stream';

/** Whether a content item is a medium. */
export function isMedium({ type }: Content): boolean {
  return TYPES.includes(type);
}

/** A medium as a file: inline as a data URL. */
export function toFilePart(item: Content, own: object = {}): FileUIPart {
  const { type, data, uri, mime_type, ...rest } = item as Wire & { type: string };
  const mime = typeof mime_type === 'string' && mime_type !== '' ? mime_type : undefined;
  const mediaType = mime ?? (type === 'document' ? ANY : `${type}/*`);
  const inline = typeof data === 'string' && data !== '' ? `data:${mime ?? ''};base64,${data}` : undefined;
  const remote = typeof uri === 'string' ? uri : '';
  const metadata = toMetadata({
    ...own,
    ...rest,
    ...(typeOf(mediaType) !== type && { type }),
    ...(inline !== undefined && remote !== '' && { uri }),
  });
  return { type: 'file', mediaType, url: inline ?? remote, ...(metadata && { providerMetadata: metadata }) };
}

/** A file as a medium. Its name is left out: an interaction has no place for it. */
export function fromFilePart({ mediaType, url, providerMetadata }: FileUIPart): Content {
  const { starts: _, step: _step, ...own } = ownOf(providerMetadata);
  const [, data] = /^data:[^,]*;base64,(.*)$/s.exec(url) ?? [];
  const isKnown = mediaType !== ANY && !mediaType.endsWith('/*');
  return {
    type: typeOf(mediaType),
    ...(data !== undefined && { data }),
    ...(data === undefined && url !== '' && { uri: url }),
    ...(isKnown && { mime_type: mediaType }),
    ...own,
  };
}

function typeOf(mediaType: string): string {
  return TYPES.find((type) => mediaType.startsWith(`${type}/`)) ?? 'document';
}

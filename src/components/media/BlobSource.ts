import { decodeBase64 } from './base64.ts';
import { pcmToWav, type PcmFormat } from './pcmToWav.ts';

/** An inline payload of the API, and what the browser is to take it for. */
export interface BlobSource {
  /** The content item that it belongs to. The store keeps it the same object for as long as nothing in it changes. */
  item: object;
  /** Base64. */
  data: string;
  /** The MIME type of the blob. `''`: unknown bytes. */
  type: string;
  /** Headerless PCM of this shape, to become a WAV file. */
  pcm?: PcmFormat;
}

/** Why there is no blob: the base64 is broken, or nothing is in it. */
export type BlobFault = 'broken' | 'empty';

/**
 * Decodes a payload into a blob. The decoded bytes are garbage as soon as it is made: the browser keeps those of blobs
 * outside of the page's heap.
 */
export function toBlob({ data, type, pcm }: BlobSource): Blob | BlobFault {
  const bytes = decodeBase64(data);
  if (!bytes) return 'broken';
  if (bytes.length === 0) return 'empty';
  if (!pcm || isRiff(bytes)) return new Blob([bytes], { type });
  const parts = pcmToWav(bytes, pcm);
  return parts[1].length === 0 ? 'empty' : new Blob(parts, { type });
}

/** Some proxies have put the header before the samples already, and left the type as it was. */
function isRiff(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4), ...bytes.subarray(8, 12)) === 'RIFFWAVE';
}

import { avifSize } from './avifSize.ts';
import { decodeBase64, toStandard } from './base64.ts';
import { type ImageSize, jpegSize } from './jpegSize.ts';

/** What the first bytes of an image say of it. Sizes in CSS pixels; missing where they are not cheap to read. */
export interface ImageInfo {
  mimeType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp' | 'image/avif';
  width?: number;
  height?: number;
}

/** How much base64 to look at, in characters and whole quads: a JPEG may carry 64 KB and more before its size. */
const JPEG_HEAD = 192 * 1024;

/** The same for an AVIF, whose header comes first and is small. */
const AVIF_HEAD = 16 * 1024;

/**
 * Which raster image that every browser can draw this is, from its bytes: the declared type may be missing or wrong, and
 * must never decide that something is handed to the browser as SVG. `undefined` for everything else.
 */
export function imageInfo(data: string): ImageInfo | undefined {
  const head = decodeHead(data, 40);
  if (!head || head.length < 16) return undefined;
  const view = new DataView(head.buffer);
  const text = String.fromCharCode(...head);
  if (text.startsWith('\x89PNG\r\n\x1A\n')) return sized('image/png', view, 16, 20, 4);
  if (/^GIF8[79]a/.test(text)) return sized('image/gif', view, 6, 8, 2, true);
  if (text.startsWith('BM')) return sized('image/bmp', view, 18, 22, 4, true);
  if (/^[^]{4}ftypavi[fs]/.test(text)) return measured('image/avif', avifSize, decodeHead(data, AVIF_HEAD));
  if (/^RIFF[^]{4}WEBP/.test(text)) return webpInfo(view, text.slice(12, 16));
  if (text.startsWith('\xFF\xD8\xFF')) return measured('image/jpeg', jpegSize, decodeHead(data, JPEG_HEAD));
  return undefined;
}

function decodeHead(data: string, length: number): Uint8Array<ArrayBuffer> | undefined {
  const head = toStandard(data.slice(0, length * 2)).slice(0, length);
  return decodeBase64(head.slice(0, head.length - (head.length % 4)));
}

function measured(
  mimeType: ImageInfo['mimeType'],
  measure: (bytes: Uint8Array<ArrayBuffer>) => ImageSize | undefined,
  head: Uint8Array<ArrayBuffer> | undefined,
): ImageInfo {
  const size = head && measure(head);
  return size ? withSize(mimeType, size.width, size.height) : { mimeType };
}

function sized(
  mimeType: ImageInfo['mimeType'],
  view: DataView,
  widthAt: number,
  heightAt: number,
  bytes: 2 | 4,
  littleEndian = false,
): ImageInfo {
  if (view.byteLength < heightAt + bytes) return { mimeType };
  const read = (at: number) => (bytes === 2 ? view.getUint16(at, littleEndian) : view.getInt32(at, littleEndian));
  return withSize(mimeType, read(widthAt), Math.abs(read(heightAt)));
}

function withSize(mimeType: ImageInfo['mimeType'], width: number, height: number): ImageInfo {
  return width > 0 && height > 0 ? { mimeType, width, height } : { mimeType };
}

function webpInfo(view: DataView, chunk: string): ImageInfo {
  const mimeType = 'image/webp';
  if (view.byteLength < 30) return { mimeType };
  if (chunk === 'VP8X') {
    const read24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000 + 1;
    return withSize(mimeType, read24(24), read24(27));
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return withSize(mimeType, (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  return withSize(mimeType, view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
}

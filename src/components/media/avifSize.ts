import type { ImageSize } from './jpegSize.ts';

/**
 * An AVIF's size stands in an `ispe` box of its header: a version word, the width, the height. There is one for each image
 * of the file; that of the whole is the largest. An `irot` box turns it by quarters.
 */
export function avifSize(bytes: Uint8Array<ArrayBuffer>): ImageSize | undefined {
  const view = new DataView(bytes.buffer);
  const text = String.fromCharCode(...bytes);
  let size: ImageSize | undefined;
  for (let at = text.indexOf('ispe'); at >= 0 && at + 16 <= bytes.length; at = text.indexOf('ispe', at + 4)) {
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!size || width * height > size.width * size.height) size = { width, height };
  }
  const turn = text.indexOf('irot');
  const isTurned = turn >= 0 && text.charCodeAt(turn + 4) % 2 === 1;
  return size && isTurned ? { width: size.height, height: size.width } : size;
}

/** A GIF of 3 × 2 pixels. */
export const gif = 'R0lGODlhAwACAIAAAP///wAAACwAAAAAAwACAAACA4QPBQA7';

/** Three samples of 16-bit PCM and half a sample, in base64. */
export const pcm = btoa(String.fromCharCode(1, 0, 2, 0, 0xff, 0x7f, 9));

/** Base64 of bytes given as numbers and ASCII text, filled with zeros up to a length. */
export function base64Of(parts: readonly (number | string)[], length = 0): string {
  const text = parts.map((part) => (typeof part === 'string' ? part : String.fromCharCode(part))).join('');
  return btoa(text.padEnd(length, '\0'));
}

/** The bytes of a blob, in base64. jsdom's blobs cannot say them themselves. */
export function readBlob(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

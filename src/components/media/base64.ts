/** ECMAScript 2026 has it; not every browser does yet. */
type Base64Bytes = typeof Uint8Array & { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

const Bytes: Base64Bytes = Uint8Array;

/** Letters that are decoded at once where the browser cannot decode by itself: whole quads, and little garbage. */
const CHUNK = 32 * 1024;

/**
 * The bytes, or `undefined` when it is no base64. Takes both alphabets, whitespace, and pieces that are padded each by
 * itself. Never throws.
 */
export function decodeBase64(data: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    if (Bytes.fromBase64) return Bytes.fromBase64(data);
  } catch {
    // Another alphabet, padding in the midst, or no base64 at all.
  }
  try {
    return decodePieces(toStandard(data).split(/=+/));
  } catch {
    return undefined;
  }
}

/** Base64 in the standard alphabet without whitespace. */
export function toStandard(data: string): string {
  return /[\s\-_]/.test(data) ? data.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/') : data;
}

/** How many bytes the base64 stands for, without decoding it. 0 for anything else. */
export function base64Size(data: unknown): number {
  if (typeof data !== 'string') return 0;
  return Math.floor((data.length * 3) / 4) - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0);
}

/** @throws DOMException for what is no base64. */
function decodePieces(pieces: readonly string[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((size, { length }) => size + Math.floor((length * 3) / 4), 0));
  let at = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += CHUNK) {
      const text = atob(piece.slice(from, from + CHUNK));
      for (let i = 0; i < text.length; i += 1) bytes[at++] = text.charCodeAt(i);
    }
  }
  return bytes;
}

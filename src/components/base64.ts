/** The bytes, or `undefined` when it is no base64. Never throws. */
export function decodeBase64(data: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const pieces = toStandard(data).match(/[^=]+/g) ?? [];
    const texts = pieces.map((piece) => atob(piece));
    const bytes = new Uint8Array(texts.reduce((length, text) => length + text.length, 0));
    let at = 0;
    for (const text of texts) {
      for (let i = 0; i < text.length; i += 1) bytes[at++] = text.charCodeAt(i);
    }
    return bytes;
  } catch {
    return undefined;
  }
}

/** Base64 in the standard alphabet without whitespace, as a `data:` URL wants it. */
export function toStandard(data: string): string {
  return data.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');
}

/** How many bytes the base64 stands for, without decoding it. 0 for anything else. */
export function base64Size(data: unknown): number {
  if (typeof data !== 'string') return 0;
  return Math.floor((data.length * 3) / 4) - (data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0);
}

/**
 * UTF-8 byte offsets of a text as UTF-16 offsets, in the order given; one pass over the text. The API counts the ranges
 * of its annotations in bytes. An offset inside a character counts as the character's start; one below zero or past the
 * end, or no number at all, as the nearest end (`NaN` as 0). A lone surrogate counts 3 bytes, as encoders write it.
 * Never throws.
 */
export function byteOffsets(text: string, bytes: readonly number[]): number[] {
  const order = bytes.map((_, at) => at).sort((a, b) => byteAt(bytes, a) - byteAt(bytes, b));
  const offsets = bytes.map(() => 0);
  let byte = 0;
  let unit = 0;
  for (const index of order) {
    const target = byteAt(bytes, index);
    while (unit < text.length) {
      const code = text.codePointAt(unit) ?? 0;
      const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (byte + size > target) break;
      byte += size;
      unit += size === 4 ? 2 : 1;
    }
    offsets[index] = unit;
  }
  return offsets;
}

function byteAt(bytes: readonly number[], index: number): number {
  const byte = bytes[index];
  return typeof byte === 'number' && byte > 0 ? byte : 0;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteOffsets } from '../../../src/components/markdown/byteOffsets.ts';

const encoder = new TextEncoder();
const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('a', 'é', '–', '🌟', '\ud83c', '\udf1f', 'ي', '\n'), fc.string({ maxLength: 3 })),
});

test('bytes before an offset are the bytes of the text before it', () => {
  expect(byteOffsets('a–b🌟c', [0, 1, 4, 5, 9, 10])).toEqual([0, 1, 2, 3, 5, 6]);
});

test('every boundary between characters maps back to itself', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const starts: number[] = [];
      let unit = 0;
      for (const char of text) {
        starts.push(unit);
        unit += char.length;
      }
      starts.push(unit);
      const bytes = starts.map((start) => encoder.encode(text.slice(0, start)).length);
      expect(byteOffsets(text, bytes)).toEqual(starts);
    }),
  );
});

test('an offset inside a character counts as the start of the character', () => {
  expect(byteOffsets('é🌟', [1, 3, 4, 5])).toEqual([0, 1, 1, 1]);
});

test('offsets in any order and of any kind stay within the text and keep their order', () => {
  fc.assert(
    fc.property(anyText, fc.array(fc.oneof(fc.integer(), fc.double())), (text, bytes) => {
      const offsets = byteOffsets(text, bytes);
      expect(offsets).toHaveLength(bytes.length);
      for (const [at, offset] of offsets.entries()) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(text.length);
        for (const [other, byte] of bytes.entries()) {
          if (byte <= (bytes[at] ?? 0)) expect(offsets[other]).toBeLessThanOrEqual(offset);
        }
      }
    }),
  );
});

test('what is no number counts as zero', () => {
  expect(byteOffsets('abc', [Number.NaN, '2' as unknown as number, Infinity, -Infinity])).toEqual([0, 0, 3, 0]);
});

import { expect, test } from 'vitest';
import { formatBytes } from '../../../src/react/formatBytes.ts';
import { formatDuration } from '../../../src/react/formatDuration.ts';

test.each([
  [0, '0 s'],
  [-5, '0 s'],
  [Number.NaN, '0 s'],
  [40, '0 s'],
  [400, '0.4 s'],
  [2000, '2 s'],
  [2410, '2.4 s'],
  [9949, '9.9 s'],
  [9951, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min'],
  [192_000, '3 min 12 s'],
  [3_600_000, '1 h'],
  [3_840_000, '1 h 4 min'],
])('%d ms are %s', (milliseconds, words) => expect(formatDuration(milliseconds)).toBe(words));

test.each([
  [0, '0 B'],
  [-1, '0 B'],
  [512, '512 B'],
  [999, '999 B'],
  [1000, '1 KB'],
  [1234, '1.2 KB'],
  [48_400, '48 KB'],
  [999_600, '1 MB'],
  [1_234_567, '1.2 MB'],
  [5_000_000_000_000, '5000 GB'],
])('%d bytes are %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words));

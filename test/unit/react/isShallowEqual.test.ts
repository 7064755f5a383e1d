import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isShallowEqual } from '../../../src/react/isShallowEqual.ts';

it('takes copies of arrays and plain objects for equal', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.array(fc.anything()), fc.dictionary(fc.string(), fc.anything(), { noNullPrototype: true })),
      (value) => {
        expect(isShallowEqual(value, Array.isArray(value) ? [...value] : { ...value })).toBe(true);
      },
    ),
  );
});

it.each<[unknown, unknown]>([
  [[1], [2]],
  [[1], [1, 2]],
  [[], {}],
  [{ a: 1 }, { a: 2 }],
  [{ a: undefined }, { b: undefined }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [[[]], [[]]],
  [new Date(1), new Date(1)],
  [new Map(), new Map()],
  [new URL('https://a.test'), new URL('https://a.test')],
  [0, -0],
  [null, undefined],
])('tells %j from %j', (a, b) => {
  expect(isShallowEqual(a, b)).toBe(false);
  expect(isShallowEqual(b, a)).toBe(false);
});

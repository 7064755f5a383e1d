import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers } from '../../../src/store/reducer/covers.ts';
import { isEqual } from '../../../src/store/reducer/isEqual.ts';

function nested(core: unknown): unknown {
  let deep = core;
  for (let depth = 0; depth < 100_000; depth += 1) deep = depth % 2 === 0 ? [deep] : { deep };
  return deep;
}

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('isEqual', () => {
  it('says of two JSON values whether they are written alike', () => {
    const anyValue = fc.jsonValue({ maxDepth: 3 }).map(copy);
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(isEqual(a, copy(a))).toBe(true);
        expect(isEqual(a, b)).toBe(isEqual(b, a));
        if (isEqual(a, b)) expect(a).toEqual(b);
      }),
      { numRuns: 500 },
    );
  });

  it('does not mind the order of keys, nor keys that are undefined', () => {
    expect(isEqual({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(isEqual({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isEqual({ a: 1 }, { a: 1, toString: 2 })).toBe(false);
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: [] }, { a: {} }],
    [{ a: null }, {}],
    [[1, 2], [1]],
    ['1', 1],
    [{ a: { b: { c: [1, 2, 3] } } }, { a: { b: { c: [1, 2, 4] } } }],
  ])('tells %j from %j', (a, b) => {
    expect(isEqual(a, b)).toBe(false);
  });

  it('takes values that nest very deep', () => {
    expect(isEqual(nested('a'), nested('a'))).toBe(true);
    expect(isEqual(nested('a'), nested('b'))).toBe(false);
  });
});

describe('covers', () => {
  it('holds for every value and itself, and for what has more', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, more) => {
        expect(covers(value, copy(value))).toBe(true);
        expect(covers([value, more], [value])).toBe(true);
        expect(covers({ value, more }, { value })).toBe(true);
        expect(covers(value, undefined)).toBe(true);
      }),
    );
  });

  it.each([
    ['Hello', 'Hell'],
    [{ a: 1, b: 2 }, { a: 7 }],
    [{ a: true }, { a: false }],
    [{}, { a: '', b: null, c: [], d: {} }],
    [{ a: [{ b: 'xy' }, 1] }, { a: [{ b: 'x' }] }],
  ])('%j says no less than %j', (value, other) => {
    expect(covers(value, other)).toBe(true);
  });

  it.each([
    ['Hell', 'Hello'],
    [{ a: 1 }, { b: 2 }],
    [{ a: null }, { a: 0 }],
    [{ a: 12 }, { a: 'x' }],
    [[1], [1, 2]],
    [{ a: [] }, { a: { b: 1 } }],
    [{ a: { b: 'x', c: 'a long text instead' } }, { a: { b: 'xy' } }],
    [{}, { toString: 1 }],
  ])('%j lacks something of %j', (value, other) => {
    expect(covers(value, other)).toBe(false);
  });

  it('takes values that nest very deep', () => {
    expect(covers(nested('ab'), nested('a'))).toBe(true);
    expect(covers(nested('a'), nested('ab'))).toBe(false);
  });
});

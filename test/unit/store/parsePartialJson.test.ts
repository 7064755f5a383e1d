import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePartialJson } from '../../../src/store/reducer/parsePartialJson.ts';

/** A value that holds others, as arguments always do. */
const anyContainer = fc.jsonValue().filter((value) => typeof value === 'object' && value !== null);

/** What our reading of a number is: digits where a double cannot hold the integer. */
function withBigIntegers(text: string): unknown {
  const { value } = parsePartialJson(text);
  return JSON.parse(JSON.stringify(value));
}

/** Whether `later` is `earlier` and more: keys and items only added, strings only extended, all else the same. */
function hasGrown(earlier: unknown, later: unknown): boolean {
  if (earlier === undefined) return true;
  if (typeof earlier === 'string') return typeof later === 'string' && later.startsWith(earlier);
  if (typeof earlier !== 'object' || earlier === null) return Object.is(earlier, later);
  if (typeof later !== 'object' || later === null || Array.isArray(earlier) !== Array.isArray(later)) return false;
  return Object.entries(earlier).every(([key, value]) => hasGrown(value, (later as { [key: string]: unknown })[key]));
}

describe('a whole JSON text', () => {
  it('has the value that JSON.parse gives it, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t', '\r\n '), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        const parsed: unknown = JSON.parse(text);
        const hasUnsafe = JSON.stringify(parsed, (_, inner: unknown) =>
          Number.isInteger(inner) && !Number.isSafeInteger(inner) ? 'unsafe' : inner,
        ).includes('"unsafe"');
        const read = parsePartialJson(text);
        expect(read.complete).toBe(true);
        expect(read.error).toBeUndefined();
        if (!hasUnsafe) expect(read.value).toEqual(parsed);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps integers that a double cannot hold as their digits, and all other numbers as numbers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (integer) => {
        const isSafe = Number.isSafeInteger(Number(integer));
        expect(withBigIntegers(`{"id":${integer}}`)).toEqual({ id: isSafe ? Number(integer) : String(integer) });
      }),
    );
    expect(parsePartialJson('[9007199254740991,9007199254740992,1e30,-0.5,1E-2,-0]').value).toEqual([
      Number.MAX_SAFE_INTEGER,
      '9007199254740992',
      1e30,
      -0.5,
      0.01,
      -0,
    ]);
  });

  it('may escape anything', () => {
    const text = String.raw`{"a\n\"\\\/\b\f\r\t":"\u00e9\ud83d\ude00 \u2028"}`;
    expect(parsePartialJson(text)).toEqual({ value: JSON.parse(text), complete: true });
  });
});

describe('a text that breaks off', () => {
  it('has the value that has come so far, which only grows', () => {
    fc.assert(
      fc.property(anyContainer, fc.constantFrom(undefined, 2), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        let earlier: unknown;
        for (let end = 0; end <= text.length; end += 1) {
          const read = parsePartialJson(text.slice(0, end));
          expect(read.error).toBeUndefined();
          expect(read.complete).toBe(end === text.length);
          expect(hasGrown(earlier, read.value)).toBe(true);
          earlier = read.value;
        }
        expect(hasGrown(earlier, parsePartialJson(text).value)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['', undefined],
    ['  ', undefined],
    ['{', {}],
    ['{"a', {}],
    ['{"a"', {}],
    ['{"a":', {}],
    ['{"a":"', { a: '' }],
    ['{"a":"b\\', { a: 'b' }],
    ['{"a":"b\\u00', { a: 'b' }],
    ['{"a":"b","c":[1,2', { a: 'b', c: [1] }],
    ['{"a":-', {}],
    ['{"a":1.', {}],
    ['{"a":1e+', {}],
    ['{"a":12', {}],
    ['{"a":12 ', { a: 12 }],
    ['{"a":tru', {}],
    ['{"a":true', { a: true }],
    ['[[],[{}', [[], [{}]]],
    ['{"a":1,', { a: 1 }],
    ['"ab', 'ab'],
    ['nul', undefined],
  ])('%j has come to %j', (text, value) => {
    expect(parsePartialJson(text)).toEqual({ value, complete: false });
  });

  it('never throws, and says what it is not, for any text', () => {
    const letters = fc.constantFrom(...'{}[]",:\\u0123456789abcdeftrunl +-.eE\n\u0001');
    const anyText = fc.oneof(
      fc.string(),
      fc.array(letters, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const { complete, value, error } = parsePartialJson(text);
        let parsed: { value: unknown } | undefined;
        try {
          parsed = { value: JSON.parse(text) as unknown };
        } catch {
          // No JSON.
        }
        expect(complete).toBe(parsed !== undefined);
        if (complete) expect(error).toBeUndefined();
        expect(() => JSON.stringify(value)).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a text that is no JSON', () => {
  it.each([
    ['{"a":1} x', { a: 1 }, 8],
    ['{a:1}', {}, 1],
    ['{"a":1,}', { a: 1 }, 7],
    ['[1,]', [1], 3],
    ['[1 2]', [1], 3],
    ['{"a" 1}', {}, 5],
    ['{"a":"b\u0001"}', {}, 7],
    ['["\\x"]', [], 2],
    ['["\\u00g0"]', [], 2],
    ['[tree]', [], 1],
    ['[+1]', [], 1],
    ['[01]', [0], 2],
  ])('%j keeps what came before, and tells where it stops being JSON', (text, value, offset) => {
    expect(parsePartialJson(text)).toEqual({
      value,
      complete: false,
      error: expect.stringMatching(new RegExp(`^Not JSON at offset ${offset}: .+\\.$`)) as string,
    });
  });
});

describe('a hostile text', () => {
  it('reaches no prototype: __proto__ is a key like any other', () => {
    const { value } = parsePartialJson(
      '{"__proto__":{"polluted":true},"a":{"constructor":{"prototype":{"polluted":true}}}}',
    );
    expect(Object.keys(value as object)).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ polluted: true });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each(['[', '{"a":'])('of 100,000 times %j is given up in time, with what can be shown of it', (open) => {
    const { value, complete, error } = parsePartialJson(open.repeat(100_000));
    expect(complete).toBe(false);
    expect(error).toMatch(/nests deeper than 512 levels/);
    expect(() => JSON.stringify(value)).not.toThrow();
  });

  it('costs time in proportion to its length', () => {
    const time = (text: string) => {
      const start = performance.now();
      parsePartialJson(text);
      return performance.now() - start;
    };
    const best = (text: string) => Math.min(...Array.from({ length: 5 }, () => time(text)));
    for (const part of ['"aaaa",', '1234,', '{"a":1},', '"\\n",']) {
      expect(best(`[${part.repeat(80_000)}`)).toBeLessThan(Math.max(5, best(`[${part.repeat(10_000)}`)) * 40);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePartialJson } from '../../../src/store/reducer/parsePartialJson.ts';
import { createPartialJsonReader } from '../../../src/store/reducer/createPartialJsonReader.ts';

/** Reads a text as it grows piece by piece, and checks each reading against that of a text which comes at once. */
function grow(text: string, cuts: readonly number[]): void {
  const reader = createPartialJsonReader();
  for (const end of [...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]) {
    const { value, complete, error } = reader.update(text.slice(0, end));
    expect({ value, complete, ...(error !== undefined && { error }) }).toEqual(parsePartialJson(text.slice(0, end)));
  }
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('a text that grows', () => {
  it('says the same as one that comes at once, wherever it is cut', () => {
    const text = fc
      .tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\r\n'))
      .map(([value, space]) => JSON.stringify(value, undefined, space));
    fc.assert(fc.property(text, cuts, grow), { numRuns: 500 });
  });

  it('says the same where it is no JSON', () => {
    const parts = '{ } [ ] " , : \\ \\u00 e9 \\n 0 1.5 - e+ true nul false "a" "a": \u0001 x'.split(' ');
    const text = fc.array(fc.constantFrom(...parts), { maxLength: 14 }).map((letters) => letters.join(''));
    fc.assert(fc.property(text, cuts, grow), { numRuns: 3000 });
    grow('{"a":1,"a":"b\u0001', [7, 12, 13]);
    grow('["\\ud83d\\ude00"]', [4, 8, 11]);
  });

  it('begins anew when it is another text', () => {
    const reader = createPartialJsonReader();
    expect(reader.update('{"a":[1,2,').value).toEqual({ a: [1, 2] });
    expect(reader.update('{"b":"c').value).toEqual({ b: 'c' });
    expect(reader.update('').value).toBeUndefined();
    expect(reader.update('[x').error).toMatch(/offset 1:/);
    expect(reader.update('[1').error).toBeUndefined();
  });

  it('names what may still change; all else stays the same object', () => {
    const reader = createPartialJsonReader();
    const first = reader.update('{"rows":[{"a":[1]},{"b":2,"c":"x');
    const { rows } = first.value as { rows: unknown[] };
    expect([...first.growing]).toEqual([
      [first.value, { names: ['rows'], size: 1 }],
      [rows, undefined],
      [rows[1], { names: ['b', 'c'], size: 2 }],
    ]);
    expect(first.count).toBe(8);
    const closed = rows[0];
    const second = reader.update('{"rows":[{"a":[1]},{"b":2,"c":"xyz"}]}');
    expect((second.value as { rows: unknown[] }).rows[0]).toBe(closed);
    expect(second.growing.size).toBe(0);
    expect(second.count).toBe(8);
  });
});

describe('a megabyte in tiny pieces', () => {
  const megabyte = 1_000_000;
  const texts: [what: string, text: string][] = [
    ['one string', `{"content":"${'lorem ipsum '.repeat(megabyte / 12)}"}`],
    ['escapes', `{"content":"${'\\n\\u00e9'.repeat(megabyte / 8)}"}`],
    ['rows', `[${'{"id":1,"name":"x"},'.repeat(megabyte / 20)}0]`],
    ['fields', `{${Array.from({ length: megabyte / 10 }, (_, at) => `"k${at}":1`).join(',')}}`],
    ['one number', `[${'1'.repeat(megabyte)}]`],
    ['one key', `{"${'k'.repeat(megabyte)}":1}`],
    ['space', `[${' '.repeat(megabyte)}]`],
    ['what is no JSON', `x${'y'.repeat(megabyte)}`],
  ];

  it.each(texts)('is read to its end in time: %s', (_, text) => {
    const reader = createPartialJsonReader();
    let grown = '';
    for (let at = 0; at < text.length; at += 4) {
      grown += text.slice(at, at + 4);
      reader.update(grown, true);
    }
    const { value, error } = reader.update(grown);
    expect({ value, error }).toEqual({ value: parsePartialJson(text).value, error: parsePartialJson(text).error });
  });

  it('shows what has come all along, never far behind', () => {
    const reader = createPartialJsonReader();
    let grown = '{"content":"';
    while (grown.length < 400_000) {
      grown += 'abcdefgh';
      const { content } = reader.update(grown, true).value as { content: string };
      expect(grown.length - content.length).toBeLessThan(12 + grown.length / 200);
    }
  });
});

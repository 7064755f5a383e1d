import { describe, expect, test } from 'vitest';
import { closeInlineMarks } from '../../../src/components/markdown/closeInlineMarks.ts';
import { MarkdownEngine } from '../../../src/components/markdown/MarkdownEngine.ts';
import { toHtml } from './toHtml.tsx';

const words = (length: number) => 'word '.repeat(length / 5);
const sourceOf = (engine: MarkdownEngine, text: string, isWhole = false, isCut = false) =>
  engine
    .update(text, isWhole, isCut)
    .groups.flat()
    .flatMap(({ parts }) => parts.map(({ source }) => source))
    .join('');

describe('a block that is very long and still grows', () => {
  test('is read with each piece of it up to 16,000 units, and then once a fiftieth has come', () => {
    const engine = new MarkdownEngine();
    sourceOf(engine, words(15_995));
    expect(sourceOf(engine, `${words(16_000)}x`).length).toBe(16_001);
    const read = engine.update(`${words(16_000)}x`, false);
    expect(engine.update(`${words(16_000)}x${'y'.repeat(319)}`, false)).toBe(read);
    expect(sourceOf(engine, `${words(16_000)}x${'y'.repeat(321)}`).length).toBe(16_322);
  });

  test.each([
    ['whole', true, false],
    ['cut off', false, true],
  ])('is read to its end when it is %s', (_, isWhole, isCut) => {
    const engine = new MarkdownEngine();
    const text = `${words(20_000)}x`;
    sourceOf(engine, text);
    expect(sourceOf(engine, `${text}y`)).not.toMatch(/y$/);
    expect(sourceOf(engine, `${text}y`, isWhole, isCut)).toMatch(/y$/);
  });

  test('is read at once when it is another text', () => {
    const engine = new MarkdownEngine();
    sourceOf(engine, words(20_000));
    expect(sourceOf(engine, 'another')).toBe('another');
  });

  test('does not keep those behind it waiting: they are read piece by piece again', () => {
    const engine = new MarkdownEngine();
    const text = `${words(20_000)}\n\nnext one\n\n`;
    sourceOf(engine, text);
    expect(sourceOf(engine, `${text}a`)).toMatch(/next onea$/);
    expect(sourceOf(engine, `${text}ab`)).toMatch(/next oneab$/);
  });
});

describe('a table', () => {
  const table = (columns: number, rows: string) =>
    toHtml(`${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n${rows}`);

  test('has what a row lacks at its end as one cell', () => {
    expect(table(4, '|b|\n|b|c|d|\n|b|c|d|e|f|\n')).toContain(
      '<tbody><tr><td>b</td><td colSpan="3"></td></tr><tr><td>b</td><td>c</td><td>d</td><td></td></tr>' +
        '<tr><td>b</td><td>c</td><td>d</td><td>e</td></tr></tbody>',
    );
  });

  test('has no more cells than it is written with, and one for each row', () => {
    const html = table(1000, 'a\n'.repeat(1000));
    expect(html.match(/<td/g)).toHaveLength(2000);
    expect(html.match(/<th/g)).toHaveLength(1001);
  });

  test('within a quotation, too', () => {
    const html = toHtml(`> ${'|a'.repeat(1000)}|\n> ${'|-'.repeat(1000)}|\n${'> a\n'.repeat(1000)}`);
    expect(html.match(/<td/g)).toHaveLength(2000);
  });
});

describe('brackets at the end of a text that grows', () => {
  test.each([
    ['[1] [2]', '[1]'],
    ['[^1] [^2]', '[^1]'],
    ['a [1] ', 'a [1]'],
    ['[1]![2]', '[1]'],
    ['[1][2] [3]', '[1][2]'],
  ])('of %j, only those are held back that may still become a link: %j', (text, shown) => {
    expect(closeInlineMarks(text)).toBe(shown);
  });

  test.each(['[^1] ', '[1] ', '[1]!', '![1] ', '[1][2] '])('thousands of %j overflow no stack', (unit) => {
    const text = unit.repeat(20_000);
    expect(closeInlineMarks(text).length).toBeLessThanOrEqual(text.length);
    expect(closeInlineMarks(`${text}x`, true)).toMatch(/x$/);
  });
});

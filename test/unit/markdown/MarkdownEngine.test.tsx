import fc from 'fast-check';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { BoundedLexer } from '../../../src/components/markdown/BoundedLexer.ts';
import { lexMarkdown } from '../../../src/components/markdown/lexPart.ts';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import type { MarkdownBlock } from '../../../src/components/markdown/MarkdownBlock.ts';
import { MarkdownEngine } from '../../../src/components/markdown/MarkdownEngine.ts';
import { renderBlocks } from '../../../src/components/markdown/renderBlocks.tsx';
import { cutsOf, longMarkdown, oddMarkdown, places } from './anyMarkdown.ts';
import { specExamples } from './specExamples.ts';
import { toHtml } from './toHtml.tsx';

afterEach(() => {
  vi.restoreAllMocks();
});

function blocksOf(text: string): MarkdownBlock[] {
  return new MarkdownEngine().update(text, true).groups.flat();
}

/** The markup of an element: without white space that shows nowhere, long blocks put together again. */
function markup(element: ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<\/(ul|ol)><\1 class="[^"]* ris-continued"[^>]*>|<\/tbody><tbody[^>]*>/g, '')
    .replace(/<span class="ris-code-piece">([^<]*)<\/span>/g, '$1')
    .replace(/ (?:class|data-slot|data-state|data-long|dir|tabindex|style|role)="[^"]*"/gi, '')
    .replace(/<\/?div>/g, '')
    .split(/(<pre>[^]*?<\/pre>)/)
    .map((piece) => (piece.startsWith('<pre>') ? piece : piece.replace(/\s+/g, ' ').replace(/ ?(<[^>]*>) ?/g, '$1')))
    .join('');
}

/** Without open `<a>` tags: behind one marked finds no addresses in all of the text, where we lex block by block. */
const exemplary = fc
  .array(
    fc.tuple(fc.constantFrom(...specExamples.filter(([, text]) => !/<a\b/i.test(text))), fc.constantFrom('\n', '\n\n')),
    { maxLength: 8 },
  )
  .map((examples) => examples.map(([[, text], end]) => text + end).join(''));
const more = Number(process.env.MORE ?? 1);

test.each([
  ['odd', oddMarkdown, 1500],
  ['long', longMarkdown, 100],
  ['exemplary', exemplary, 300],
])('the blocks of %s text are drawn as the text is when it is lexed at once', (_, anyText, numRuns) => {
  fc.assert(
    fc.property(anyText, (text) => {
      const source = text.replace(/\r\n?/g, '\n').replace(/[ \t]*\t[ \t]*$|[ \t]+(?![^])/gm, '');
      const whole = <>{renderBlocks(lexMarkdown(source, {}), { dir: 'auto' })}</>;
      expect(markup(<Markdown text={source} />)).toBe(markup(whole));
    }),
    { numRuns: numRuns * more },
  );
});

test.each([
  ['odd', oddMarkdown, 3000],
  ['long', longMarkdown, 200],
  ['exemplary', exemplary, 300],
])('any split of %s text into deltas ends in the same blocks', (_, anyText, numRuns) => {
  fc.assert(
    fc.property(anyText, places, fc.boolean(), (text, places, isByUnit) => {
      const engine = new MarkdownEngine();
      const cuts = isByUnit ? Array.from({ length: Math.min(text.length, 200) }, (_, at) => at) : cutsOf(text, places);
      for (const cut of cuts) engine.update(text.slice(0, cut), false);
      expect(engine.update(text, true).groups.flat()).toEqual(blocksOf(text));
    }),
    { numRuns: numRuns * more },
  );
});

function expectSameByUnit(text: string, from = 0): void {
  const engine = new MarkdownEngine();
  for (let end = from; end < text.length; end += 1) engine.update(text.slice(0, end), false);
  expect(engine.update(text, true).groups.flat()).toEqual(blocksOf(text));
}

test.each([
  'a\n2) b\n-->\n',
  'a\n:-:\n\t\nb\n',
  'a\nb\n:-:\n===\n',
  'a\n-\tb\n===\n',
  'a\n<b>\n:-:\n\n',
  'a\n</b>\n:-:\n- c\n',
  '-|-\n</script>\n-\n',
  'a\n* b\n  > 10. \nc\n',
  '[a]: b "c\n\nd\n:-:\n"\n',
  '[a]: b "c\n# d\n"\n',
  '[a]: b\n"c\nd"\n\n[a]',
  '[a\\\n\nb]: c\n\n[a b]',
])('what only a later line decides is not settled before: %j', (text) => {
  expectSameByUnit(text);
  expectSameByUnit(`${text}\n\nbehind`);
});

test.each(['```', '```\n', '```\nbehind', '  ``` \n', '', '\n', '\n```', '\n\n\n```\n', '``\n```'])(
  'a code block that ends where a part of it may end, with %j, has all its lines and no more',
  (end) => {
    for (let count = 8; count < 13; count += 1) {
      const code = 'x'.repeat(199).concat('\n').repeat(count);
      expectSameByUnit(`\`\`\`\n${code}${end}`, 1500);
      const [block] = blocksOf(`\`\`\`\n${code}\`\`\``);
      expect(block?.parts.map(({ source }) => source).join('')).toBe(code.slice(0, -1));
    }
  },
);

test('a list is loose when blank lines stand in any of its parts', () => {
  const items = '- a\n'.repeat(100);
  for (const text of [`- b\n\n${items}`, `${items}\n- b\n${items}`, `${items}\n- b`, `- b\n\n  c\n${items}`]) {
    expect(blocksOf(text)).toMatchObject([{ type: 'list', loose: true }]);
    expectSameByUnit(text);
  }
  expect(blocksOf(`${items}\n`)).toMatchObject([{ type: 'list', loose: false }]);
});

test('line ends of any kind are line ends, also where a delta ends in the middle of one', () => {
  const text = 'a\r\n\r\nb\r\rc\r\n- d\r\n- e\r';
  const whole = blocksOf(text);
  expect(whole.map(({ parts }) => parts.map(({ source }) => source))).toEqual([['a'], ['b'], ['c'], ['- d\n- e']]);
  for (let cut = 0; cut <= text.length; cut += 1) {
    const engine = new MarkdownEngine();
    engine.update(text.slice(0, cut), false);
    expect(engine.update(text, true).groups.flat()).toEqual(whole);
  }
});

test('what the host has set up with marked.use() does not reach in', async () => {
  const { marked } = await import('marked');
  marked.use({ breaks: true, tokenizer: { codespan: () => ({ type: 'codespan', raw: '`', text: 'HOST' }) as never } });
  expect(JSON.stringify(lexMarkdown('a `b`\nc', {}))).not.toMatch(/HOST|"br"/);
  expect(toHtml('a `b`\nc')).toBe('<p>a <code>b</code>\nc</p>');
});

const paragraph = 'Some **bold** words, a [link](https://x.example) and `code`, over and over again.\n\n';
const documents: [name: string, head: string, unit: string][] = [
  [
    'a document',
    '',
    `## A heading\n\n${paragraph.repeat(3)}- an item\n- and another\n\n\`\`\`ts\nconst a = 1;\n\`\`\`\n\n`,
  ],
  ['a code block', '```ts\n', 'const a = { b: [1, 2, 3] }; // a line of code\n'],
  ['a code block of one line', '```json\n', '{"a": [1, 2, 3]}, '],
  ['a list', '', '- an item with **bold** words in it\n'],
  ['a loose list', '', '1. an item\n\n   with `code` in it\n\n'],
  ['a table', '| a | b |\n|---|--:|\n', '| a cell | **another** |\n'],
];

test.each(documents)('to read %s costs in proportion to its length, not to its square', (_, head, unit) => {
  const lexed = vi.spyOn(BoundedLexer.prototype, 'blockTokens');
  function work(length: number): number {
    const text = head + unit.repeat(Math.ceil(length / unit.length));
    const engine = new MarkdownEngine();
    lexed.mockClear();
    for (let end = 0; end < text.length; end += 24) engine.update(text.slice(0, end), false);
    engine.update(text, true);
    return text.length + lexed.mock.calls.reduce((sum, [source]) => sum + source.length, 0);
  }
  expect(work(48_000) / work(12_000)).toBeLessThan(4.6);
});

test('what says the same stays the same object, whatever comes behind it', () => {
  const text = documents.map(([, head, unit]) => head + unit.repeat(40)).join('\n\n');
  const engine = new MarkdownEngine();
  let before: MarkdownBlock[] = [];
  for (let end = 0; end < text.length; end += 29) {
    const blocks = engine.update(text.slice(0, end), false).groups.flat();
    before.forEach((block, at) => {
      if (at < before.length - 2) expect(blocks[at]).toBe(block);
      block.parts.slice(0, -2).forEach((part, index) => expect(blocks[at]?.parts[index]).toBe(part));
    });
    before = blocks;
  }
  expect(before.length).toBeGreaterThan(100);
  expect(before.some(({ parts }) => parts.length > 2)).toBe(true);
});

test('a block that is settled without another word stays the same object', () => {
  const engine = new MarkdownEngine();
  const [block] = engine.update('[one] word', false).groups.flat();
  for (const more of ['\n', '\n\n', '\n\nb', '\n\nb\n\nc']) {
    expect(engine.update(`[one] word${more}`, false).groups.flat()[0]).toBe(block);
  }
});

test('a group stays the same object when only another one changes', () => {
  const engine = new MarkdownEngine();
  const before = engine.update(paragraph.repeat(80), false).groups;
  const after = engine.update(`${paragraph.repeat(80)}More`, false).groups;
  expect(before.map((group) => group.length)).toEqual([32, 32, 16]);
  expect(after.map((group, at) => group === before[at])).toEqual([true, true, false]);
});

test('a long block is not read again while the line behind it comes, once that is plainly another block', () => {
  const long = ['    code\n'.repeat(400), '- item\n'.repeat(31), '<div>\n'.repeat(400)];
  for (const block of long) {
    const engine = new MarkdownEngine();
    engine.update(`${block}\nNow`, false);
    const lexed = vi.spyOn(BoundedLexer.prototype, 'blockTokens');
    engine.update(`${block}\nNow we`, false);
    expect(lexed.mock.calls.map(([source]) => source)).toEqual(['Now we', 'Now we']);
    lexed.mockRestore();
  }
});

test('a definition that comes late makes other objects only of what refers to it', () => {
  const engine = new MarkdownEngine();
  const list = Array.from({ length: 100 }, (_, at) => (at === 50 ? '- [R]' : '- a [q]')).join('\n');
  const text = `see [a][r]\n\nplain\n\n${list}\n\n> [s]\n\n`;
  const [a, plain, items, quote] = engine.update(text, false).groups.flat();
  const after = engine.update(`${text}[r]: https://x.example\n\n`, false).groups.flat();
  expect(after).toHaveLength(4);
  expect(after[0]).not.toBe(a);
  expect(after[1]).toBe(plain);
  expect(after[2]?.parts.map((part, at) => part === items?.parts[at])).toEqual([true, false, true, true]);
  expect(after[3]).toBe(quote);
  expect(after[0]?.parts[0]?.links).toEqual({ r: { href: 'https://x.example', title: undefined } });
});

test('a definition counts once its line has its end, and goes when the text turns out to be another', () => {
  const engine = new MarkdownEngine();
  const linksOf = (text: string, isWhole = false) => engine.update(text, isWhole).groups[0]?.[0]?.parts[0]?.links;
  expect(linksOf('[a]\n\n[a]: https://x.ex')).toEqual({});
  expect(linksOf('[a]\n\n[a]: https://x.ex', true)).toEqual({ a: { href: 'https://x.ex', title: undefined } });
  expect(linksOf('[a]\n\n[a]: https://x.example\n')).toEqual({});
  expect(linksOf('[a]\n\n[a]: https://x.example\n\n')).toEqual({ a: { href: 'https://x.example', title: undefined } });
  expect(linksOf('[a]\n\n[a]: https://x.example\n\n[a]: https://z.example\n\n')).toMatchObject({
    a: { href: 'https://x.example' },
  });
  expect(linksOf('[a]\n\nanother')).toEqual({});
});

test('a text that is not the last one grown is read anew', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(oddMarkdown, longMarkdown), { minLength: 2, maxLength: 4 }),
      fc.boolean(),
      (texts, isWhole) => {
        const engine = new MarkdownEngine();
        for (const text of texts) {
          const fresh = new MarkdownEngine().update(text, isWhole);
          expect(engine.update(text, isWhole)).toEqual(fresh);
          expect(engine.update(text, isWhole)).toBe(engine.update(text, isWhole));
        }
      },
    ),
    { numRuns: 150 * more },
  );
});

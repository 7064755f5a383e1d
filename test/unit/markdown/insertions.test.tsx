// @vitest-environment jsdom
import { render } from '@testing-library/react';
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { BoundedLexer } from '../../../src/components/markdown/BoundedLexer.ts';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import type { MarkdownInsertion } from '../../../src/components/markdown/MarkdownInsertion.ts';
import { cutsOf, longMarkdown, oddMarkdown, places } from './anyMarkdown.ts';

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text).length;
const mark = (key: string, at: number): MarkdownInsertion => ({ at, key, element: <sup>{key}</sup> });

/** The text as it reads, an insertion as its key in angle brackets. */
function read(text: string, insertions: readonly MarkdownInsertion[], streaming = false): string {
  const { container, unmount } = render(
    <Markdown text={text} insertions={insertions} status={streaming ? 'streaming' : 'done'} />,
  );
  for (const head of container.querySelectorAll('.ris-code-head')) head.remove();
  for (const insertion of container.querySelectorAll('.ris-insertion'))
    insertion.replaceWith(`‹${insertion.textContent}›`);
  const words = container.textContent ?? '';
  unmount();
  return words;
}

/** Puts `‹n›` where a `^` is in the text, and reads it. */
function readMarked(marked: string, streaming = false): string {
  const pieces = marked.split('^');
  const insertions = pieces.slice(1).map((_, at) => mark(String(at + 1), bytes(pieces.slice(0, at + 1).join(''))));
  return read(pieces.join(''), insertions, streaming);
}

test.each([
  ['in a text', 'one^ two^', 'one‹1› two‹2›'],
  ['at its beginning and far behind its end', '^one', '‹1›one'],
  ['behind the last visible character', 'one ^two\n\n^three', 'one‹1› two‹2›three'],
  ['inside of bold words and behind them', '**on^e**^ *two^*', 'on‹1›e‹2› two‹3›'],
  ['behind code that it falls into', 'a `co^de` b', 'a code‹1› b'],
  ['behind a link that it falls into', 'a [li^nk](https://x.ex^ample) b', 'a link‹1›‹2› b'],
  ['behind an address that it falls into', 'see https://x.exa^mple/a now', 'see https://x.example/a‹1› now'],
  ['behind an escaped character, never inside', 'a \\^*b', 'a *‹1›b'],
  ['behind a character reference, never inside', 'AT&a^mp;T', 'AT&‹1›T'],
  ['in a heading', '## The he^ad ##^', 'The he‹1›ad‹2›'],
  ['in a setext heading', 'The he^ad\n===^', 'The he‹1›ad‹2›'],
  ['in a list, also behind its marker', '- on^e\n- ^two\n  - th^ree^', 'on‹1›e‹2›twoth‹3›ree‹4›'],
  ['in a loose list', '1. on^e\n\n   tw^o\n\n2. three^', 'on‹1›etw‹2›othree‹3›'],
  ['in a task list', '- [x] do^ne\n- [ ] not^ yet', 'do‹1›nenot‹2› yet'],
  ['in a quotation of several lines', '> on^e\n> tw^o\n> > thr^ee', 'on‹1›e\ntw‹2›othr‹3›ee'],
  ['in a quotation that goes on lazily', '> one\ntw^o', 'one\ntw‹1›o'],
  ['in a list in a quotation', '> - on^e\n>   tw^o\n> - three^', 'on‹1›e\ntw‹2›othree‹3›'],
  ['in a table', '| a^ | b |\n|---|---|\n| on^e | `x\\|y^` |\n| t\\|w^o |', 'a‹1›bon‹2›ex|y‹3›t|w‹4›o'],
  ['in a table without outer pipes', 'a | b^\n-|-\none^ | two', 'ab‹1›one‹2›two'],
  ['behind a code block that it falls into', 'a\n\n```js\nco^de\n```\n\nb^', 'acode‹1›b‹2›'],
  ['before a code block whose first line it falls into', 'a\n\n``^`js\ncode\n```', 'a‹1›code'],
  ['behind code in a list', '- a\n\n  ```\n  co^de\n  ```\n- b', 'acode‹1›b'],
  ['behind indented code', 'a\n\n    co^de\n\nb', 'acode‹1›b'],
  ['behind HTML', '<div>\nx^\n</div>\n\nb', '<div>\nx\n</div>‹1›b'],
  ['behind an image', 'a ![pic^](https://x.example/i.png) b', 'Load image‹1› b'],
  ['before a line break', 'one  \n^two', 'one‹1›two'],
  ['on the lines of a paragraph', 'one^\ntwo^\nthree', 'one‹1›\ntwo‹2›\nthree'],
  ['where nothing shows before it', '---\n\n- ^one', '‹1›one'],
  ['behind a definition', 'one [r]\n\n[r]: https://x.ex^ample\n\ntwo', 'one r‹1›two'],
])('an insertion stands %s', (_, marked, words) => {
  expect(readMarked(marked)).toContain(words);
});

test.each([
  ['Thai', 'สวัสดีครับ ยินดีต้อนรับ', 'สวัสดีครับ', 'สวัสดีครับ‹1› ยินดีต้อนรับ'],
  ['Japanese', '東京は日本の**首都**です。', '東京は日本の**首都', '東京は日本の首都‹1›です。'],
  ['emoji', 'a 👩‍👩‍👧‍👦 b 🇩🇪 c', 'a 👩‍👩‍👧‍👦', 'a 👩‍👩‍👧‍👦‹1› b 🇩🇪 c'],
  ['combining marks', 'Ame\u0301lie is here', 'Ame\u0301lie', 'Ame\u0301lie‹1› is here'],
  ['Hindi', 'नमस्ते दुनिया', 'नमस्ते', 'नमस्ते‹1› दुनिया'],
  ['Arabic', 'مرحبا بالعالم', 'مرحبا', 'مرحبا‹1› بالعالم'],
])('offsets are UTF-8 bytes: %s', (_, text, before, words) => {
  expect(read(text, [mark('1', bytes(before))])).toBe(words);
});

test.each([
  ['an emoji of several', 'a 👩‍👩‍👧‍👦 b', 'a 👩‍👩', 'a 👩‍👩‍👧‍👦‹1› b'],
  ['a flag', 'a 🇩🇪🇫🇷 b', 'a 🇩', 'a 🇩🇪‹1›🇫🇷 b'],
  ['a letter and its accent', 'Ame\u0301lie', 'Ame', 'Ame\u0301‹1›lie'],
  ['a letter and its vowel', 'กำลัง', 'ก', 'กำ‹1›ลัง'],
])('%s is never parted', (_, text, before, words) => {
  expect(read(text, [mark('1', bytes(before))])).toBe(words);
  expect(read(text, [mark('1', bytes(before) - 1)])).not.toContain('\uFFFD');
});

test('offsets outside of the text, or that are no offsets, are taken for its nearest end', () => {
  const at = (offset: unknown) => read('one\n\ntwo', [mark('1', offset as number)]);
  expect([-5, 0, Number.NaN, undefined].map(at)).toEqual(Array.from({ length: 4 }, () => '‹1›onetwo'));
  expect([8, 9, Infinity].map(at)).toEqual(Array.from({ length: 3 }, () => 'onetwo‹1›'));
  expect(read('', [mark('1', 3)])).toBe('');
});

test('insertions at one place stand in the order given, those at others in the order of the text', () => {
  expect(read('one two', [mark('c', 7), mark('a', 3), mark('b', 3)])).toBe('one‹a›‹b› two‹c›');
});

test('between the rows of a long table an insertion stands behind the row in front of it', () => {
  const row = (at: number) => `| a${at} | b${at} |\n`;
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => row(from + at)).join('');
  const words = readMarked(`| h | i |\n|---|---|\n${rows(0, 32)}^|^ a32^ | b32 |\n${rows(33, 70)}`);
  expect(words).toContain('a31b31‹1›‹2›a32‹3›b32a33');
  expect(words.startsWith('hia0b0')).toBe(true);
});

test('line ends of any kind count as the bytes that they are', () => {
  expect(readMarked('one\r\n\r\ntwo^\r\n- th^ree\r\n- four^')).toBe('onetwo‹1›th‹2›reefour‹3›');
});

test('while the text streams, an insertion stands where it is already, and never in what is held back', () => {
  expect(readMarked('one^ **tw^o', true)).toBe('one‹1› tw‹2›o');
  expect(readMarked('one^ two [12^', true)).toBe('one‹1› two‹2›');
});

test('insertions change nothing else: without them the markup is that of the text alone', () => {
  const html = (text: string, insertions?: readonly MarkdownInsertion[]) =>
    renderToStaticMarkup(<Markdown text={text} insertions={insertions} />);
  fc.assert(
    fc.property(fc.oneof(oddMarkdown, longMarkdown), places, (text, places) => {
      const insertions = cutsOf(`${text}more`, places).map((at, index) => mark(String(index), at));
      const inserted = html(text, insertions);
      const without = inserted
        .replace(/<span class="ris ris-insertion" data-slot="insertion"><sup>\d+<\/sup><\/span>/g, '')
        .replace(/<p class="ris-p"(?: dir="auto")?><\/p>/g, '');
      expect(without).toBe(html(text));
      const shows =
        html(text)
          .replace(/<[^>]*>/g, '')
          .trim() !== '';
      if (shows) expect(inserted.match(/ris-insertion/g) ?? []).toHaveLength(insertions.length);
    }),
    { numRuns: 200 },
  );
});

test('each word can be cited, wherever it stands', () => {
  const word = fc.constantFrom('alpha', 'naïve', 'δοκιμή', '東京', '42', '🌟', 'กำลัง');
  const span = fc.tuple(word, fc.constantFrom('', '**', '*', '~~')).map(([text, marks]) => marks + text + marks);
  const line = fc.array(span, { minLength: 1, maxLength: 4 }).map((spans) => spans.join(' '));
  const block = fc.oneof(
    line,
    line.map((text) => `### ${text}`),
    fc.tuple(line, line).map(([a, b]) => `${a}\n${b}`),
    fc.tuple(line, line, line).map(([a, b, c]) => `- ${a}\n  ${b}\n  1. ${c}`),
    fc.tuple(line, line).map(([a, b]) => `> ${a}\n> - ${b}`),
    fc
      .tuple(line, line, line, line)
      .map((cells) => `| ${cells[0]} | ${cells[1]} |\n|---|---|\n| ${cells[2]} | ${cells[3]} |`),
    line.map((text) => `- [ ] ${text}`),
  );
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
      const text = blocks.join('\n\n');
      const words = [...text.matchAll(/[^\s|>#*~\-[\].]+/g)].filter(({ 0: word }) => word !== '1');
      const insertions = words.map(({ 0: word, index }, at) =>
        mark(String(at), bytes(text.slice(0, index + word.length))),
      );
      const read_ = read(text, insertions);
      words.forEach(({ 0: word }, at) => expect(read_).toContain(`${word}‹${at}›`));
    }),
    { numRuns: 120 },
  );
});

test('a late insertion touches its block alone, and leaves every element of it as it was', () => {
  const text = Array.from({ length: 40 }, (_, at) => `Words **bold ${at}** and \`code\` and more.`).join('\n\n');
  const first = [mark('a', bytes('Words **bold 0'))];
  const { container, rerender } = render(<Markdown text={text} insertions={first} />);
  const blocks = [...container.querySelectorAll('p')];
  const elements = [...(blocks[3]?.querySelectorAll('*') ?? [])];
  const touched = new Set<Element | undefined>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) touched.add(blocks.find((block) => block.contains(target)));
  });
  observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true });
  const at = bytes(text.slice(0, text.indexOf('bold 3') + 3));
  const lexed = vi.spyOn(BoundedLexer.prototype, 'lex');
  rerender(<Markdown text={text} insertions={[mark('b', at), ...first]} />);
  for (const { target } of observer.takeRecords()) touched.add(blocks.find((block) => block.contains(target)));
  observer.disconnect();
  expect(lexed.mock.calls.map(([source]) => source)).toEqual(['Words **bold 3** and `code` and more.']);
  lexed.mockRestore();
  expect([...touched]).toEqual([blocks[3]]);
  expect([...container.querySelectorAll('p')]).toEqual(blocks);
  expect(elements.every((element) => blocks[3]?.contains(element))).toBe(true);
  expect(blocks[3]?.textContent).toBe('Words bolbd 3 and code and more.');
});

test('insertions that arrive one by one, in any order and while the text grows, end where they end at once', () => {
  fc.assert(
    fc.property(oddMarkdown, places, fc.array(fc.nat({ max: 100 }), { maxLength: 8 }), (text, places, order) => {
      const insertions = cutsOf(text, places).map((at, index) => mark(String(index), at));
      const { container, rerender, unmount } = render(<Markdown text="" status="streaming" />);
      order.forEach((seed, step) => {
        const some = insertions.filter((_, at) => (at * 31 + seed) % 3 === 0);
        const end = Math.floor((text.length * step) / order.length);
        rerender(<Markdown text={text.slice(0, end)} insertions={some} status="streaming" />);
      });
      rerender(<Markdown text={text} insertions={insertions} />);
      container.normalize();
      const whole = render(<Markdown text={text} insertions={insertions} />);
      whole.container.normalize();
      if (!container.isEqualNode(whole.container)) expect(container.innerHTML).toBe(whole.container.innerHTML);
      whole.unmount();
      unmount();
    }),
    { numRuns: 150 },
  );
});

test('a text behind an insertion stays the node that it is when another one comes before it', () => {
  const said = 'One is said, two is, **three** is, and four.';
  const draw = (...places: string[]) => (
    <Markdown text={said} insertions={places.map((upTo) => mark(upTo, bytes(said.slice(0, said.indexOf(upTo)))))} />
  );
  const { container, rerender } = render(draw(', two'));
  const texts = () => [...(container.querySelector('p')?.childNodes ?? [])].filter((node) => node instanceof Text);
  const [, two, four] = texts();
  rerender(draw(' is said', ', two', ', and'));
  const now = texts().map((node) => node.data);
  expect(now).toEqual(['One', ' is said', ', two is, ', ' is', ', and four.']);
  expect(texts()[2]).toBe(two);
  expect(texts()[3]).toBe(four);
});

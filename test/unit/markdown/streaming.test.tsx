// @vitest-environment jsdom
import { render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { BoundedLexer } from '../../../src/components/markdown/BoundedLexer.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import { cutsOf, longMarkdown, oddMarkdown, places } from './anyMarkdown.ts';
import { specExamples } from './specExamples.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const word = fc.constantFrom('alpha', 'Beta', 'naïve', 'δοκιμή', 'كلمة', '東京', '42.5', 'it’s', '🌟');
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const span = fc.oneof(
  { weight: 3, arbitrary: words },
  words.map((text) => `**${text}**`),
  words.map((text) => `*${text}*`),
  words.map((text) => `***${text}***`),
  words.map((text) => `~~${text}~~`),
  words.map((text) => `\`${text}\``),
  words.map((text) => `[${text}](https://x.example/a_b "t")`),
  fc.tuple(words, words).map(([a, b]) => `**${a} *${b}***`),
  fc.tuple(words, words).map(([a, b]) => `[${a} **${b}**](https://x.example)`),
  words.map((text) => `**[${text}](<https://x.example/a b> 'it(s)')**`),
  words.map((text) => `*${text} \`${text}\`*`),
  fc.constantFrom(
    '&amp;',
    '&copy;',
    '<https://x.example/a>',
    'https://x.example/b?c=d',
    '\\*',
    '2 < 3',
    'a_b',
    '5 * 6',
  ),
);
const line = fc.array(span, { minLength: 1, maxLength: 5 }).map((spans) => spans.join(' '));
const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
const block = fc.oneof(
  { weight: 3, arbitrary: line },
  fc.tuple(fc.constantFrom('#', '##', '###'), line).map(([marks, text]) => `${marks} ${text}`),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.map((text) => `- ${text}`).join('\n')),
  fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map((lines) => lines.map((text, at) => `${at + 1}. ${text}`).join('\n')),
  fc.tuple(line, line).map(([a, b]) => `- ${a}\n  - ${b}`),
  line.map((text) => `> ${text}`),
  fc
    .tuple(words, fc.array(fc.tuple(words, words), { maxLength: 3 }))
    .map(([text, rows]) => [row([text, text]), '|---|:-:|', ...rows.map(row)].join('\n')),
  words.map((text) => `\`\`\`ts\n${text}\n  ${text}\n\`\`\``),
  words.map((text) => `- [x] ${text}\n- [ ] ${text}`),
  fc
    .tuple(line, fc.array(fc.tuple(line, line), { maxLength: 3 }))
    .map(([text, rows]) => [row([text, 'b']), '| --- | ---: |', ...rows.map(row)].join('\n')),
  fc.tuple(line, line).map(([a, b]) => `> ${a}\n>\n> - ${b}`),
  fc.tuple(line, words).map(([a, b]) => `1. ${a}\n\n   \`\`\`\n   ${b}\n   \`\`\`\n2. ${a}`),
  fc.tuple(line, line).map(([a, b]) => `${a}\\\n${b}  \n${a}`),
  fc.tuple(line, line).map(([a, b]) => `- ${a}\n\n  ${b}\n\n- ${a}`),
  fc.constantFrom('---', '~~~\n```\n~~~'),
);
/** Without blank lines between the items of a list, which only show when the next item comes. */
const tightDocument = fc
  .array(
    block.filter((text) => !/\n\n|(?<!<)https:[^ ]*c=d/.test(text)),
    { minLength: 1, maxLength: 5 },
  )
  .map((blocks) => blocks.join('\n\nalpha\n\n'));
const document = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => blocks.join('\n\n'));

/** What the reader can read: the words, without the head of code blocks and without white space. */
function visible(text: string, streaming: boolean): string {
  return renderToStaticMarkup(<Markdown text={text} status={streaming ? 'streaming' : 'done'} />)
    .replace(/<div class="ris-code-head">.*?<\/div>/g, '')
    .replace(/<[^>]*>|\s+/g, '');
}

/** What each visible character stands in, element by element: the way it looks. */
function looks(container: HTMLElement): string[] {
  const walker = window.document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) {
    const tags: string[] = [];
    for (let at = walker.currentNode.parentElement; at && at !== container; at = at.parentElement) {
      tags.unshift(at.dataset.slot === 'link' ? 'link' : at.className === 'ris-code-head' ? 'head' : at.localName);
    }
    if (tags.includes('head')) continue;
    for (const char of walker.currentNode.nodeValue?.replace(/\s/g, '') ?? '') found.push(`${tags.join('>')} ${char}`);
  }
  return found;
}

/** The DOM as far as a reader or a script can tell: in whatever order attributes were set, text nodes joined. */
function snapshot(container: HTMLElement): Node {
  const copy = container.cloneNode(true);
  copy.normalize();
  return copy;
}

test('while well-formed text streams, no marker shows, and what shows is the beginning of what will', () => {
  fc.assert(
    fc.property(document, (text) => {
      const whole = visible(text, false);
      let shown = '';
      for (let end = 1; end <= text.length; end += 1) {
        const now = visible(text.slice(0, end), true);
        if (!whole.startsWith(now) || now.length < shown.length - 1) {
          throw new Error(
            `After ${JSON.stringify(text.slice(0, end))}: ${JSON.stringify(shown)} became ${JSON.stringify(now)}`,
          );
        }
        shown = now;
      }
      expect(shown.length).toBeGreaterThanOrEqual(whole.length - 1);
    }),
    { numRuns: 40 * Number(process.env.MORE ?? 1) },
  );
}, 240_000);

/** The DOM that a text ends in when it comes in these pieces; and, on the way, that nothing throws. */
function streamed(text: string, cuts: readonly number[]): Node {
  const { container, rerender, unmount } = render(<Markdown text="" status="streaming" />);
  for (const cut of cuts) rerender(<Markdown text={text.slice(0, cut)} status="streaming" />);
  rerender(<Markdown text={text} />);
  const dom = snapshot(container);
  unmount();
  return dom;
}

function expectSame(text: string, cuts: readonly number[]): void {
  const now = streamed(text, cuts);
  const whole = streamed(text, []);
  if (!now.isEqualNode(whole)) expect((now as HTMLElement).innerHTML).toBe((whole as HTMLElement).innerHTML);
}

test('while well-formed text streams, each character looks as it will from the moment it shows', () => {
  fc.assert(
    fc.property(tightDocument, (text) => {
      const { container, rerender, unmount } = render(<Markdown text={text} />);
      const whole = looks(container);
      for (let end = 1; end <= text.length; end += 1) {
        rerender(<Markdown text={text.slice(0, end)} status="streaming" />);
        const now = looks(container);
        const wrong = now.findIndex((look, at) => look !== whole[at]);
        if (wrong === -1) continue;
        throw new Error(`After ${JSON.stringify(text.slice(0, end))}: ${now[wrong]} is to be ${whole[wrong]}`);
      }
      unmount();
    }),
    { numRuns: 20 * Number(process.env.MORE ?? 1) },
  );
}, 240_000);

test.each([
  ['well-formed', document, 60],
  ['odd', oddMarkdown, 300],
  ['long', longMarkdown, 30],
])(
  'any split of %s text into deltas ends in the same DOM as the whole text',
  { timeout: 60_000 },
  (_, anyText, numRuns) => {
    fc.assert(
      fc.property(anyText, places, (text, places) => expectSame(text, cutsOf(text, places))),
      { numRuns },
    );
  },
);

test.each(specExamples)('so does an example of the spec about %s, cut after each character: %j', (_, text) => {
  expectSame(
    text,
    Array.from(text, (_, at) => at),
  );
  const behind = `Before.\n\n${text}\n\nBehind.`;
  expectSame(
    behind,
    Array.from(behind, (_, at) => at),
  );
});

test('all examples of the spec in one text, one after the other or run together, end in the same DOM', () => {
  const examples = specExamples.map(([, text]) => text);
  for (const between of ['\n\n', '\n']) {
    const text = examples.join(between);
    expectSame(
      text,
      Array.from({ length: Math.ceil(text.length / 17) }, (_, at) => at * 17),
    );
  }
});

test('a delta touches the last block only', async () => {
  const settled = Array.from({ length: 50 }, (_, at) => `Paragraph **${at}** [link](https://x.example).`).join('\n\n');
  const { container, rerender } = render(<Markdown text={`${settled}\n\nlast`} status="streaming" />);
  const before = [...container.querySelectorAll('p')];
  const lexed = vi.spyOn(BoundedLexer.prototype, 'lex');
  const mutations: MutationRecord[] = [];
  const observer = new MutationObserver((records) => mutations.push(...records));
  observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true });
  rerender(<Markdown text={`${settled}\n\nlast **words`} status="streaming" />);
  rerender(<Markdown text={`${settled}\n\nlast **words** come`} status="streaming" />);
  mutations.push(...observer.takeRecords());
  observer.disconnect();
  const after = [...container.querySelectorAll('p')];
  expect(after).toHaveLength(51);
  expect(after.at(-1)?.textContent).toBe('last words come');
  expect(after.every((element, at) => element === before[at])).toBe(true);
  expect(mutations.length).toBeGreaterThan(0);
  expect(mutations.every(({ target }) => after.at(-1)?.contains(target))).toBe(true);
  expect(lexed).toHaveBeenCalledTimes(2);
});

test('a definition that arrives late touches only the blocks with brackets', () => {
  const { container, rerender } = render(<Markdown text={'see [a][r]\n\nplain'} status="streaming" />);
  const lexed = vi.spyOn(BoundedLexer.prototype, 'lex');
  rerender(<Markdown text={'see [a][r]\n\nplain\n\n[r]: https://x.example\n\n'} />);
  expect(container.querySelector('a')?.href).toBe('https://x.example/');
  expect(lexed.mock.calls.map(([text]) => text)).toEqual(['see [a][r]']);
});

test('the caret stands behind the last word, wherever that is, and goes with the end of the stream', () => {
  const { container, rerender } = render(<Markdown text="" status="streaming" />);
  const caret = () => container.querySelector('.ris-caret');
  expect(caret()).not.toBeNull();
  for (const [text, parent] of [
    ['word', 'P'],
    ['- a\n  - b', 'LI'],
    ['> a', 'P'],
    ['```\ncode', 'CODE'],
    ['| a | b |\n|---|---|\n| c', 'TD'],
    ['# a', 'H2'],
  ] as const) {
    rerender(<Markdown text={text} status="streaming" />);
    expect([text, caret()?.parentElement?.tagName]).toEqual([text, parent]);
  }
  rerender(<Markdown text="# a" />);
  expect(caret()).toBeNull();
});

test.each([
  ['Items:\n-', 'Items:'],
  ['Items:\n- ', 'Items:'],
  ['#', ''],
  ['a\n\n--', 'a'],
  ['- [', ''],
  ['- [x]', ''],
  ['see [', 'see'],
  ['see [12', 'see'],
  ['see ![alt](https://x', 'see'],
  ['a **', 'a'],
  ['a `', 'a'],
  ['a &am', 'a'],
  ['a\\', 'a'],
  ['`a ** b', 'a ** b'],
  ['2 * 3', '2 * 3'],
  ['a_b_c', 'a_b_c'],
  ['\\*a', '*a'],
  ['| a |', 'a'],
  ['| a | **', 'a'],
  ['| a | [', 'a'],
  ['| a | b |\n|--', 'ab'],
  ['```ts', ''],
  ['```ts\nx\n``', 'x'],
  ['**a `b', 'a b'],
  ['**a [b **c', 'a b c'],
  ['<https://x.ex', 'https://x.ex'],
  ['a **`', 'a'],
  ['a _`', 'a'],
  ['a [`', 'a'],
  ['a **b `', 'a b'],
  ['`` `a` `', '`a`'],
  ['a [![alt', 'a'],
  ['a [!', 'a'],
  ['> [!NOTE', ''],
])('the unfinished %j reads %j', (text, words) => {
  const { container } = render(<Markdown text={text} status="streaming" />);
  for (const head of container.querySelectorAll('.ris-code-head')) head.remove();
  expect(container.textContent?.trim()).toBe(words);
});

test('a link whose destination is still to come looks like one and leads nowhere', () => {
  const { container } = render(<Markdown text="see **[the docs](https://exa" status="streaming" />);
  const pending = container.querySelector('[data-slot=link]');
  expect(pending?.tagName).toBe('SPAN');
  expect(pending?.getAttribute('data-state')).toBe('pending');
  expect(pending?.closest('strong')).not.toBeNull();
});

test('text that was cut off shows no open mark either, and no caret', () => {
  const { container } = render(<Markdown text="about **peripheral" status="interrupted" />);
  expect(container.textContent).toBe('about peripheral');
  expect(container.querySelector('strong')).not.toBeNull();
  expect(container.querySelector('.ris-caret')).toBeNull();
});

test.each([
  ['see [12', 'see [12'],
  ['see **[the docs](https://exa', 'see **[the docs](https://exa'],
  ['a\n\n| b', 'ab'],
  ['it is &am', 'it is &am'],
  ['a _b `c', 'a b c'],
  ['a\n-', 'a'],
])('no word is missing of text that was cut off: %j', (text, shown) => {
  const { container } = render(<Markdown text={text} status="interrupted" />);
  expect(container.textContent).toBe(shown);
});

test.each(['```py', '> ~~~python', '- a\n  ````c'])(
  'the box of code is there before its language is whole: %j',
  (opening) => {
    const { container, rerender } = render(<Markdown text={`a\n\n${opening}`} status="streaming" />);
    const box = () => container.querySelector<HTMLElement>('.ris-code-block');
    expect(box()).not.toBeNull();
    expect(box()?.dataset.language).toBeUndefined();
    rerender(<Markdown text={`a\n\n${opening}\n`} status="streaming" />);
    expect(box()?.dataset.language).toBe(/[a-z]+$/.exec(opening)?.[0]);
  },
);

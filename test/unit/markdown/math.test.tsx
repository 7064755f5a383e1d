// @vitest-environment jsdom
import { render } from '@testing-library/react';
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { InteractionProvider, Markdown, type MarkdownRenderers, type MathProps } from '../../../src/index.ts';
import type { StepStatus } from '../../../src/store/state/InteractionState.ts';
import { cutsOf, oddMath, places } from './anyMarkdown.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function Brackets({ source, display }: MathProps) {
  return <code>{display ? `⟦${source}⟧` : `⟨${source}⟩`}</code>;
}
const renderers: MarkdownRenderers = { math: Brackets };

function draw(text: string, status: StepStatus = 'done', given = renderers) {
  return (
    <InteractionProvider renderers={given}>
      <Markdown text={text} status={status} />
    </InteractionProvider>
  );
}

/** The text as it reads, formulas in brackets. */
function read(text: string, status: StepStatus = 'done'): string {
  const { container, unmount } = render(draw(text, status));
  for (const head of container.querySelectorAll('.ris-code-head')) head.remove();
  const words = container.textContent ?? '';
  unmount();
  return words;
}

test.each([
  ['a $x$ b', 'a ⟨x⟩ b'],
  ['a $$x$$ b', 'a ⟦x⟧ b'],
  ['a \\(x\\) b', 'a ⟨x⟩ b'],
  ['a \\[ x \\] b', 'a ⟦x⟧ b'],
  ['$a_1 * b_2 * c_3$', '⟨a_1 * b_2 * c_3⟩'],
  ['**$a*b$** *c*', '⟨a*b⟩ c'],
  ['*a $b* c$ d*', 'a ⟨b* c⟩ d'],
  ['*a \\(b* c\\) d*', 'a ⟨b* c⟩ d'],
  ['$[a](b)$ <b>', '⟨[a](b)⟩ <b>'],
  ['($x$), "$y$".', '(⟨x⟩), "⟨y⟩".'],
  ['[see $x$](https://x.example)', 'see ⟨x⟩'],
  ['$a\\$b$', '⟨a\\$b⟩'],
  ['$$a \\text{ if $b$}$$', '⟦a \\text{ if $b$}⟧'],
  ['$a\nb$', '⟨a\nb⟩'],
  ['# $x$', '⟨x⟩'],
  ['- $x$\n- b', '⟨x⟩b'],
  ['| $a$ | b |\n|---|---|\n| $$c$$ | d |', '⟨a⟩b⟦c⟧d'],
  ['> $$\n> x\n> $$', '⟦x⟧'],
])('%j has a formula in it: %j', (text, words) => {
  expect(read(text)).toBe(words);
});

test.each([
  ['It costs $5 and $6.'],
  ['$5, $6 or $7'],
  ['from $5 to 6$7'],
  ['a $ b $ c'],
  ['a $b $ c'],
  ['a $ b$ c'],
  ['a $b'],
  ['$$ and $$$'],
  ['$$$a$$$'],
  ['$a$$b$'],
  ['$$$$ a'],
  ['$$ $$'],
  ['\\(\\)', '()'],
  ['\\$5 and 6\\$', '$5 and 6$'],
  ['\\\\(a\\\\)', '\\(a\\)'],
  ['\\[a', '[a'],
  ['`$a$`', '$a$'],
  ['$a `b$`', '$a b$'],
  ['`$$` and `\\[`', '$$ and \\['],
  ['$a\n\nb$', '$ab$'],
  ['$$\na\n\nb\n$$', '$$\nab\n$$'],
  ['- $a\n- b$', '$ab$'],
  ['```\n$a$\n```', '$a$'],
  ['$$\n~~~\na\n~~~\n$$', '$$a$$'],
  ['$$\n```\na\n```\n$$', '$$a$$'],
  [`$${'a'.repeat(5000)}$`],
])('%j has none', (text, words = text) => {
  expect(read(text)).toBe(words);
});

test.each([
  ['a line of equals signs', '$$\na\n=\nb\n$$', '⟦a\n=\nb⟧'],
  ['dashes', '$$\na\n---\nb\n$$', '⟦a\n---\nb⟧'],
  ['lines that begin as lists do', 'So\n$$\na\n- b\n+ c\n1. d\n$$\nand\n- e', 'So\n⟦a\n- b\n+ c\n1. d⟧\nande'],
  ['lines that begin as quotations, headings and HTML do', '\\[\na\n> b\n# c\n<div>\n\\]', '⟦a\n> b\n# c\n<div>⟧'],
  ['what looks like a table', '$$\n|a|\n|-|\n|b|\n$$', '⟦|a|\n|-|\n|b|⟧'],
  ['those of a list item', '1. So\n   $$\n   a\n   + b\n   =\n   c\n   $$\n2. d', 'So\n⟦a\n+ b\n=\nc⟧d'],
  ['those of a quotation', '> $$\n> a\n> - b\n> $$\n> - c', '⟦a\n- b⟧c'],
])('a displayed formula keeps %s', (_, text, words) => {
  expect(read(text)).toBe(words);
});

test('in the rows of a table, two dollar signs are prices', () => {
  expect(read('| a | $$ |\n|---|---|\n| b | $$ |\n| c | $ |')).toBe('a$$b$$c$');
});

describe('while the text streams', () => {
  test.each([
    ['a $', 'a'],
    ['a $x', 'a'],
    ['a $x$', 'a'],
    ['a $x$ b', 'a ⟨x⟩ b'],
    ['a $$x$$\n', 'a ⟦x⟧'],
    ['a **b $x', 'a b'],
    ['a **b** $x', 'a b'],
    ['a [b $x', 'a b'],
    ['a $5 per', 'a $5 per'],
    ['a $5, и так', 'a $5, и так'],
    ['a \\int x dx', 'a \\int x dx'],
    ['a $\\int x dx', 'a'],
    ['a $\\text{ if not', 'a'],
    ['a $1 $2 $3', 'a $1 $2'],
    ['a \\', 'a'],
    ['a \\(b', 'a'],
    ['a \\(b\\)', 'a ⟨b⟩'],
    ['a \\[b\\', 'a'],
    ['a\n$$\nb\n- c', 'a'],
    ['a\n$$\nb\n- c\n$', 'a'],
    ['a\n$$\nb\n- c\n$$\nd', 'a\n⟦b\n- c⟧\nd'],
    ['a\n\n$$\n|b|\n', 'a'],
    ['a\n\n$$\nb\n=\n', 'a'],
    ['- a\n  $$\n  b\n  - c', 'a'],
    ['- $', ''],
    ['| a | $b', 'a'],
    ['| a | $$ |\n|---|---|\n| b | c', 'a$$bc'],
    ['$$\na\n\nb', '$$\nab'],
    ['a \\$5', 'a $5'],
  ])('%j reads %j', (text, words) => {
    expect(read(text, 'streaming').trim()).toBe(words);
  });
});

describe('citations', () => {
  /** Puts `‹n›` where a `§` is in the text, and reads it. */
  function readMarked(marked: string, status: StepStatus = 'done'): string {
    const pieces = marked.split('§');
    const insertions = pieces.slice(1).map((_, at) => ({
      at: new TextEncoder().encode(pieces.slice(0, at + 1).join('')).length,
      key: String(at + 1),
      element: `‹${at + 1}›`,
    }));
    const { container, unmount } = render(
      <InteractionProvider renderers={renderers}>
        <Markdown text={pieces.join('')} insertions={insertions} status={status} />
      </InteractionProvider>,
    );
    const words = container.textContent ?? '';
    unmount();
    return words;
  }

  test.each([
    ['a $x§^2$ b§', 'a ⟨x^2⟩‹1› b‹2›'],
    ['é $x$§ b', 'é ⟨x⟩‹1› b'],
    ['a§ $§x$', 'a‹1› ⟨x⟩‹2›'],
    ['a\n$$\nx\n- §y\n$$\nb§', 'a\n⟦x\n- y⟧‹1›\nb‹2›'],
    ['- a \\(x§\\)\n- b§', 'a ⟨x⟩‹1›b‹2›'],
    ['- $$\n  x\n  + y§\n  $$\n  b§', '⟦x\n+ y⟧‹1›\nb‹2›'],
    ['> \\[\n> x§\n> \\]\n>\n> b§', '⟦x⟧‹1›b‹2›'],
    ['| a | $x§$ |\n|---|---|\n| $y$§ | b§ |', 'a⟨x⟩‹1›⟨y⟩‹2›b‹3›'],
    ['*a $x§$* b§', 'a ⟨x⟩‹1› b‹2›'],
    ['It costs $5§ and $6§.', 'It costs $5‹1› and $6‹2›.'],
  ])('in %j stand where they belong, behind formulas that they fall into', (text, words) => {
    expect(readMarked(text).trim()).toBe(words);
  });

  test('wait in front of a formula that is held back', () => {
    expect(readMarked('one§ $x§', 'streaming')).toBe('one‹1›‹2›');
  });
});

describe('the renderer', () => {
  test('is given TeX without marks, and draws a formula once', () => {
    const calls: MathProps[] = [];
    const given: MarkdownRenderers = {
      math: (props) => {
        calls.push(props);
        return <i>{props.source}</i>;
      },
    };
    const { container, rerender } = render(draw('a \\(x\\) b', 'streaming', given));
    const element = container.querySelector('[data-slot=math]');
    for (const text of ['a \\(x\\) b $$', 'a \\(x\\) b $$\ny\n$$', 'a \\(x\\) b $$\ny\n$$\nc']) {
      rerender(draw(text, 'streaming', given));
    }
    rerender(draw('a \\(x\\) b $$\ny\n$$\nc', 'done', given));
    expect(calls).toEqual([
      { source: 'x', display: false },
      { source: 'y', display: true },
    ]);
    expect(container.querySelector('[data-slot=math]')).toBe(element);
    const states = [...container.querySelectorAll<HTMLElement>('[data-slot=math]')].map(({ dataset }) => dataset.state);
    expect(states).toEqual(['inline', 'display']);
  });

  test('that throws leaves what was written', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const given: MarkdownRenderers = {
      math: ({ source }) => {
        if (source === 'x') throw new Error('No x');
        return <i>{source}</i>;
      },
    };
    const { container } = render(draw('a $x$ b $y$ c', 'done', given));
    expect(container.textContent).toBe('a $x$ b y c');
  });

  test('may come and go: without it dollar signs are text', () => {
    const text = 'a $x_1$ *b*, $$\n- c\n$$';
    const { container, rerender } = render(draw(text, 'done', {}));
    const without = container.innerHTML;
    expect(without).toBe(render(<Markdown text={text} />).container.innerHTML);
    expect(container.textContent).toContain('a $x_1$ b, $$');
    rerender(draw(text));
    expect(container.textContent).toBe('a ⟨x_1⟩ b, ⟦- c⟧');
    rerender(draw(text, 'done', {}));
    expect(container.innerHTML).toBe(without);
  });

  test('holds for all below, and stays when a provider in between has others', () => {
    const { container } = render(
      <InteractionProvider renderers={renderers}>
        <InteractionProvider renderers={{ fences: {} }}>
          <Markdown text="$x$" />
        </InteractionProvider>
      </InteractionProvider>,
    );
    expect(container.textContent).toBe('⟨x⟩');
  });
});

const tex = fc.constantFrom(
  'x',
  'a_1 + b_2',
  '2 * 3 * y',
  '\\frac{a}{b}',
  'f(x) dx',
  '\\{a, b\\}',
  '\\text{if there is}',
  '[a](b)',
  '5',
  'a\\$',
);
const word = fc.constantFrom('alpha', 'naïve', '東京', '**bold**', '`$c$`', '(d)', '\\$5', '*e $f* g$ h*');
const formula = fc.oneof(
  { weight: 3, arbitrary: tex.map((text) => `$${text}$`) },
  tex.map((text) => `\\(${text}\\)`),
  tex.map((text) => `$$${text}$$`),
  tex.map((text) => `\\[ ${text} \\]`),
);
const line = fc.array(fc.oneof(word, formula), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));
const texLine = fc.oneof(
  tex,
  tex.map((text) => `- ${text}`),
  fc.constantFrom('=', '+ c', '|x|', '> 0', '# a'),
);
const display = fc
  .tuple(fc.constantFrom(['$$', '$$'], ['\\[', '\\]']), fc.array(texLine, { minLength: 1, maxLength: 4 }))
  .map(([[open, close], lines]) => [open, ...lines, close].join('\n'));
const indented = (text: string) => text.replaceAll('\n', '\n  ');
const block = fc.oneof(
  line,
  display,
  fc.tuple(line, display, line).map((parts) => parts.join('\n')),
  line.map((text) => `## ${text}`),
  fc.tuple(line, line).map(([a, b]) => `- ${a}\n- ${b}`),
  fc.tuple(line, display, line).map(([a, b, c]) => `- ${a}\n  ${indented(b)}\n  ${c}\n- end`),
  fc.tuple(line, display).map(([a, b]) => `${a}\n${b}`.replace(/^/gm, '> ')),
  fc.tuple(line, line).map(([a, b]) => `| ${a} | h |\n|---|---|\n| ${b} | $x$ |`),
);
const document = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n\nalpha\n\n'));

test('while well-formed text with formulas streams, what shows is the beginning of what will', () => {
  fc.assert(
    fc.property(document, (text) => {
      const reading = (end: number, status: StepStatus) => read(text.slice(0, end), status).replace(/\s+/g, '');
      const whole = reading(text.length, 'done');
      for (let end = 1; end <= text.length; end += 1) {
        const now = reading(end, 'streaming');
        if (!whole.startsWith(now))
          throw new Error(`After ${JSON.stringify(text.slice(0, end))}: ${now}, not ${whole}`);
      }
    }),
    { numRuns: 20 * Number(process.env.MORE ?? 1) },
  );
}, 240_000);

/** The DOM that a text ends in when it comes in these pieces must be that of the whole text. */
function expectSame(text: string, cuts: readonly number[]): void {
  const { container, rerender, unmount } = render(draw('', 'streaming'));
  for (const cut of cuts) rerender(draw(text.slice(0, cut), 'streaming'));
  rerender(draw(text));
  const whole = render(draw(text));
  container.normalize();
  whole.container.normalize();
  if (!container.isEqualNode(whole.container)) expect(container.innerHTML).toBe(whole.container.innerHTML);
  whole.unmount();
  unmount();
}

test.each([
  ['well-formed', document, 60],
  ['odd', oddMath, 600],
] as const)(
  'any split of %s text into deltas ends in the same DOM as the whole text',
  (_, anyText, numRuns) => {
    fc.assert(
      fc.property(anyText, places, (text, at) => expectSame(text, cutsOf(text, at))),
      { numRuns: numRuns * Number(process.env.MORE ?? 1) },
    );
  },
  240_000,
);

test.each([
  'a\n$$\nb\n- c\n- d\n\\text{e}\n$$\nf\n\ng',
  '$$\na\n# b\n# c\n# d\n$$\n\ne',
  '$$\na\n=\nb\n\\\\\nc\n$$\n\nd',
  '\\[\na\n---\nb\n|c|\n|-|\nd\n\\]\n# e\n\nf',
  '$$\n- a\n- b\n\n$$\n\nc',
  '1. a\n   $$\n   b\n   + c\n   $$\n2. d\n\ne',
])('so does %j, cut after each character', (text) => {
  const cuts = Array.from(text, (_, at) => at);
  expectSame(text, cuts);
  for (const cut of cuts) expectSame(text, [cut]);
});

test.each([
  '$',
  '$ ',
  '$a ',
  '$a$ ',
  '$$',
  '$$a ',
  '\\(',
  '\\[a ',
  '\\(a\\) ',
  '*$a*$ ',
  '$`a ',
  '$$\n- a\n',
  '$$\na\n$$\n',
  '\\[ $$ \\( ',
  '$1 $2 ',
  '{',
])('100 KB of %j are read in time, and show', { timeout: 60_000 }, (unit) => {
  const text = unit.repeat(Math.ceil(100_000 / unit.length));
  expect(renderToStaticMarkup(draw(text)).length).toBeGreaterThan(text.length / 8);
  expect(() => renderToStaticMarkup(draw(text, 'streaming'))).not.toThrow();
});

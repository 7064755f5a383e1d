// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { createHighlighting } from '../../../src/components/markdown/createHighlighting.ts';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import { splitCode } from '../../../src/components/markdown/splitCode.ts';
import { type Highlighter, InteractionProvider, type LineTokenizer } from '../../../src/index.ts';
import { cutsOf, places } from './anyMarkdown.ts';

/** Words are keywords; from a `"` to the next, on whatever line that is, all is a string. The state says whether one is open. */
const tokenize: LineTokenizer = (line, state) => {
  let isOpen = state === true;
  const tokens = (line.match(/"|[^"\s]+|\s+/g) ?? []).map((text) => {
    const isString = isOpen || text === '"';
    if (text === '"') isOpen = !isOpen;
    return isString ? { text, kind: 'string' as const } : text.trim() ? { text, kind: 'keyword' as const } : { text };
  });
  return { tokens, state: isOpen };
};

/** Reads until nothing is left to read. */
function readAll(highlighting: ReturnType<typeof createHighlighting>, code: string, read = tokenize) {
  for (;;) {
    const { pieces, isBehind } = highlighting.update(splitCode(code), read);
    if (!isBehind) return pieces;
  }
}

const line = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('', 'a b', 'say "hi', 'there"', '  c "d" e', '"', 'x'.repeat(300)) },
  fc.constant(`"${'y '.repeat(700)}`),
);
const code = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'));

describe('createHighlighting', () => {
  test('reads code that grows as it reads the whole at once, whatever it is cut into', () => {
    fc.assert(
      fc.property(code, places, (text, places) => {
        const growing = createHighlighting();
        for (const cut of cutsOf(text, places)) growing.update(splitCode(text.slice(0, cut)), tokenize);
        const lines = readAll(growing, text).flatMap((piece) => piece.lines);
        expect(lines.map(({ text }) => text).join('')).toBe(text);
        expect(lines.map(({ text, tokens }) => ({ text, tokens }))).toEqual(
          readAll(createHighlighting(), text).flatMap((piece) =>
            piece.lines.map(({ text, tokens }) => ({ text, tokens })),
          ),
        );
        let isOpen = false;
        for (const { text, tokens } of lines) {
          const bare = text.replace(/\n$/, '');
          if (bare.length > 1000) expect(tokens).toBeUndefined();
          else expect(tokens).toEqual(tokenize(bare, isOpen).tokens);
          if (tokens && (bare.split('"').length - 1) % 2 === 1) isOpen = !isOpen;
        }
      }),
      { numRuns: 60 },
    );
  });

  test('reads no line twice but the one that grows, and keeps what it has made of the others', () => {
    const text = 'const a = "b";\n'.repeat(2000);
    const highlighting = createHighlighting();
    const spy = vi.fn(tokenize);
    let before = highlighting.update([''], spy).pieces;
    let read = 0;
    for (let end = 100; end <= text.length; end += 100) {
      const { pieces, isBehind } = highlighting.update(splitCode(text.slice(0, end)), spy);
      expect(isBehind).toBe(false);
      const lines = before.flatMap((piece) => piece.lines).slice(0, -1);
      const now = pieces.flatMap((piece) => piece.lines);
      expect(lines.every((line, at) => line === now[at])).toBe(true);
      expect(pieces.slice(0, before.length - 1).every((piece, at) => piece === before[at])).toBe(true);
      before = pieces;
      read += 1;
    }
    expect(spy.mock.calls.length).toBeLessThan(2000 + 2 * read);
  });

  test('reads long code a screenful at a time', () => {
    const highlighting = createHighlighting();
    const spy = vi.fn(tokenize);
    const pieces = splitCode('word word word\n'.repeat(1000));
    let passes = 1;
    for (; highlighting.update(pieces, spy).isBehind; passes += 1)
      expect(spy.mock.calls.length).toBeLessThan(passes * 140);
    expect(passes).toBeGreaterThan(5);
    expect(spy).toHaveBeenCalledTimes(1000);
  });

  test('shows a line for which the grammar throws, or which it gets wrong, as plain text, and goes on behind it', () => {
    const odd: LineTokenizer = (line, state) => {
      if (line === 'throw') throw new Error('No such rule');
      return line === 'lie' ? { tokens: [{ text: 'li' }], state: true } : tokenize(line, state);
    };
    const [piece] = readAll(createHighlighting(), 'a "\nthrow\nlie\nb', odd);
    expect(piece?.lines.map(({ tokens }) => tokens?.at(-1)?.kind)).toEqual(['string', undefined, undefined, 'string']);
  });

  test('reads all again with another grammar', () => {
    const highlighting = createHighlighting();
    readAll(highlighting, 'a\nb');
    const other: LineTokenizer = (text, state) => ({ tokens: [{ text, kind: 'tag' }], state });
    const [piece] = readAll(highlighting, 'a\nb', other);
    expect(piece?.lines.map(({ tokens }) => tokens)).toEqual([
      [{ text: 'a', kind: 'tag' }],
      [{ text: 'b', kind: 'tag' }],
    ]);
  });
});

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve)));
const known: Highlighter = { load: async (language) => (language === 'toy' ? tokenize : undefined) };
const inside = (container: HTMLElement) => container.querySelector('code')?.innerHTML ?? '';
const fence = (code: string, language = 'toy') => `\`\`\`${language}\n${code}`;

function draw(text: string, highlight: Highlighter | null = known, status?: 'streaming') {
  return (
    <InteractionProvider highlight={highlight}>
      <Markdown text={text} status={status} />
    </InteractionProvider>
  );
}

describe('a highlighted code block', () => {
  test('has colours by class names, and no inline styles', async () => {
    const { container } = render(draw(fence('let "a"\nb\n```')));
    await settle();
    expect(inside(container)).toBe(
      '<span class="ris-code-piece"><span class="ris-code-line"><span class="ris-syntax-keyword">let</span> ' +
        '<span class="ris-syntax-string">"</span><span class="ris-syntax-string">a</span><span class="ris-syntax-string">"</span>\n' +
        '</span><span class="ris-code-line"><span class="ris-syntax-keyword">b</span></span></span>',
    );
    expect(container.querySelector('[style]')).toBeNull();
  });

  test('streams to the same DOM as the whole text, and its finished lines are never touched again', async () => {
    const text = fence(`${'const word = "text";\n'.repeat(300)}last\n\`\`\`\n`);
    const whole = render(draw(text));
    const { container, rerender } = render(draw(text.slice(0, 40), known, 'streaming'));
    await settle();
    const mutations: MutationRecord[] = [];
    const observer = new MutationObserver((records) => mutations.push(...records));
    observer.observe(container, { subtree: true, childList: true, characterData: true });
    let before: Element[] = [];
    for (let end = 41; end < text.length; end += 53) {
      rerender(draw(text.slice(0, end), known, 'streaming'));
      mutations.push(...observer.takeRecords());
      const finished = new Set(before.slice(0, -1));
      expect(mutations.some(({ target }) => [...finished].some((line) => line.contains(target)))).toBe(false);
      mutations.length = 0;
      const now = [...container.querySelectorAll('.ris-code-line')];
      expect([...finished].every((line, at) => line === now[at])).toBe(true);
      before = now;
    }
    observer.disconnect();
    rerender(draw(text));
    for (let pass = 0; pass < 8; pass += 1) await settle();
    expect(container.querySelectorAll('.ris-syntax-string').length).toBe(900);
    expect(inside(container)).toBe(inside(whole.container));
  });

  test.each<[string, Highlighter | null, string]>([
    ['of an unknown language', known, 'other'],
    ['whose language cannot be loaded', { load: () => Promise.reject(new Error('offline')) }, 'toy'],
    [
      'whose highlighter throws',
      {
        load: () => {
          throw new Error('broken');
        },
      },
      'toy',
    ],
    ['without a highlighter', null, 'toy'],
  ])('%s is plain', async (_, highlight, language) => {
    const { container } = render(draw(fence('let "a"\nb\n```', language), highlight));
    await settle();
    expect(container.querySelector('code')?.textContent).toBe('let "a"\nb');
    expect(container.querySelector('[class*=ris-syntax]')).toBeNull();
  });

  test('asks for a language once, and again after a failure', async () => {
    const load = vi.fn<Highlighter['load']>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(tokenize);
    const highlight = { load };
    const first = render(draw(fence('a\n```'), highlight));
    await settle();
    expect(first.container.querySelector('.ris-syntax-keyword')).toBeNull();
    const { container } = render(draw(`${fence('a\n```\n\n')}${fence('b\n```')}`, highlight));
    await settle();
    expect(container.querySelectorAll('.ris-syntax-keyword')).toHaveLength(2);
    expect(load.mock.calls).toEqual([['toy'], ['toy']]);
  });

  test('takes the highlighter of the nearest provider, which may say that there is none', async () => {
    const { container } = render(
      <InteractionProvider highlight={known}>
        <InteractionProvider labels={{}}>
          <Markdown text={fence('a\n```')} />
        </InteractionProvider>
        <InteractionProvider highlight={null}>
          <Markdown text={fence('a\n```')} />
        </InteractionProvider>
      </InteractionProvider>,
    );
    await settle();
    expect(
      [...container.querySelectorAll('code')].map((code) => code.querySelectorAll('.ris-syntax-keyword').length),
    ).toEqual([1, 0]);
  });

  test('is copied as it was written', async () => {
    const user = userEvent.setup();
    const code = `say "hi"\n${'word "text" word\n'.repeat(300)}`;
    const { container } = render(draw(fence(`${code}\`\`\``)));
    for (let pass = 0; pass < 5; pass += 1) await settle();
    expect(container.querySelectorAll('.ris-syntax-string').length).toBeGreaterThan(300);
    await user.click(screen.getByRole('button', { name: 'Copy code' }));
    expect(await navigator.clipboard.readText()).toBe(code.trimEnd());
  });

  test('is plain on a server, and takes citations behind it as ever', async () => {
    expect(renderToStaticMarkup(draw(fence('a "b"\n```')))).toContain(
      '<span class="ris-code-line">a &quot;b&quot;</span>',
    );
    const text = fence('a "b" c\n```');
    const { container } = render(
      <InteractionProvider highlight={known}>
        <Markdown text={text} insertions={[{ at: 9, key: 'x', element: <sup>1</sup> }]} />
      </InteractionProvider>,
    );
    await settle();
    expect(container.querySelector('code')?.textContent).toBe('a "b" c');
    expect(container.querySelector('.ris-code-block + p')?.textContent).toBe('1');
  });
});

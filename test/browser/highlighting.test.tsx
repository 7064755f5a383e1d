import { render } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { InteractionProvider, Markdown } from '../../src/index.ts';
import { createShikiHighlighter } from '../../src/shiki.ts';
import '../../src/styles.css';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const highlight = createShikiHighlighter();
beforeAll(async () => void (await highlight.load('ts')), 30_000);

const code = Array.from(
  { length: 120 },
  (_, at) => `export const value${at} = \`one ${at}\n  two\`; // ${'word '.repeat(at % 9)}`,
).join('\n');
const text = `\`\`\`ts\n${code}\n\`\`\`\n`;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

const draw = (text: string, status?: 'streaming') => (
  <InteractionProvider highlight={highlight}>
    <Markdown text={text} status={status} />
  </InteractionProvider>
);

const linesOf = (container: HTMLElement) => [...container.querySelectorAll('.ris-code-line')];
const colourOf = (element: Element | null | undefined) => element && getComputedStyle(element).color;

test('finished lines of a fence that streams keep their elements and their colours', async () => {
  const { container, rerender } = render(draw(text.slice(0, 60), 'streaming'));
  await expect.poll(() => container.querySelector('.ris-syntax-keyword')).not.toBeNull();
  const seen: { line: Element; html: string }[] = [];
  for (let end = 61; end < text.length; end += 97) {
    rerender(draw(text.slice(0, end), 'streaming'));
    const lines = linesOf(container);
    for (const [at, { line, html }] of seen.entries())
      expect([lines[at] === line, lines[at]?.innerHTML]).toEqual([true, html]);
    for (const line of lines.slice(seen.length, -1)) {
      expect(line.querySelector('[class^=ris-syntax-]')).not.toBeNull();
      seen.push({ line, html: line.innerHTML });
    }
    if (end % 10 === 0) await frame();
  }
  rerender(draw(text));
  expect(seen.length).toBeGreaterThan(230);
  expect(seen.every(({ line, html }) => container.contains(line) && line.innerHTML === html)).toBe(true);
  const ink = colourOf(container.querySelector('code'));
  expect(
    new Set(
      ['keyword', 'string', 'comment'].map((kind) => colourOf(container.querySelector(`.ris-syntax-${kind}`))),
    ).add(ink).size,
  ).toBe(4);
});

test('a selection in code survives the colours that come, and the lines behind it', async () => {
  const { container, rerender } = render(draw(text.slice(0, 100), 'streaming'));
  expect(container.querySelector('[class^=ris-syntax-]')).toBeNull();
  const node = linesOf(container)[0]!.firstChild!;
  document.getSelection()!.setBaseAndExtent(node, 7, node, 13);
  expect(document.getSelection()!.toString()).toBe('const ');
  await expect.poll(() => container.querySelector('.ris-syntax-keyword')).not.toBeNull();
  expect(document.getSelection()!.toString()).toBe('const ');
  rerender(draw(text.slice(0, 400), 'streaming'));
  await frame();
  rerender(draw(text));
  expect(document.getSelection()!.toString()).toBe('const ');
});

test('highlighted code is selected as it was written, and stands where plain code does', async () => {
  const { container } = render(draw(text));
  await expect.poll(() => linesOf(container).at(-1)?.querySelector('.ris-syntax-string')).not.toBeNull();
  document.getSelection()!.selectAllChildren(container.querySelector('code')!);
  expect(document.getSelection()!.toString()).toBe(code);
  const height = container.querySelector('code')!.getBoundingClientRect().height;
  const plain = render(<Markdown text={text} />).container;
  expect(plain.querySelector('code')!.getBoundingClientRect().height).toBeCloseTo(height, 0);
});

test('code far from the window asks for nothing until it comes near', async () => {
  const asked: string[] = [];
  const counting = { load: (language: string) => (asked.push(language), highlight.load(language)) };
  const { container } = render(
    <InteractionProvider highlight={counting}>
      <div style={{ blockSize: '6000px' }} />
      <Markdown text={text} />
    </InteractionProvider>,
  );
  await frame();
  await frame();
  expect(asked).toEqual([]);
  container.querySelector('code')!.scrollIntoView();
  await expect.poll(() => container.querySelector('.ris-syntax-keyword')).not.toBeNull();
  expect(asked).toEqual(['ts']);
});

import { render } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Markdown } from '../../src/components/markdown/Markdown.tsx';
import '../../src/styles.css';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, at) => `Paragraph **${at}** with [a link](https://x.example) and \`code\`.`).join(
    '\n\n',
  );

/** The first text in an element that holds these words, and where they begin. */
function find(element: Element | undefined, words: string): [node: Text, offset: number] {
  const walker = document.createTreeWalker(element!, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const offset = walker.currentNode.nodeValue!.indexOf(words);
    if (offset !== -1) return [walker.currentNode as Text, offset];
  }
  throw new Error(`There is no "${words}".`);
}

function select(element: Element | undefined, first: string, last: string): void {
  const [start, from] = find(element, first);
  const [end, to] = find(element, last);
  document.getSelection()!.setBaseAndExtent(start, from, end, to + last.length);
}

test('a block keeps its element, from when it is settled to the end', async () => {
  const text = `${paragraphs(70)}\n\n- one\n- two\n\n${'| a | b |\n|---|---|\n'}${'| 1 | 2 |\n'.repeat(200)}\n\`\`\`js\n${'code();\n'.repeat(900)}\`\`\`\n`;
  const { container, rerender } = render(<Markdown text="" status="streaming" />);
  const seen = new Map<string, Element>();
  for (let end = 0; end < text.length; end += 251) {
    rerender(<Markdown text={text.slice(0, end)} status="streaming" />);
    const blocks = [...container.querySelectorAll('.ris-blocks > *, tbody, .ris-code-piece')];
    blocks.slice(0, -1).forEach((block) => {
      const name = `${block.tagName} ${blocks.filter((other) => other.tagName === block.tagName).indexOf(block)}`;
      expect([name, seen.get(name) ?? block]).toEqual([name, block]);
      seen.set(name, block);
    });
    if (end % 2510 === 0) await frame();
  }
  rerender(<Markdown text={text} />);
  expect(seen.size).toBeGreaterThan(80);
  expect([...seen.values()].every((block) => container.contains(block))).toBe(true);
});

test('a selection in a settled block survives later text, and a late insertion into it', async () => {
  const text = `${paragraphs(3)}\n\n`;
  const { container, rerender } = render(<Markdown text={text} status="streaming" />);
  const block = container.querySelectorAll('p')[1];
  select(block, 'graph', ' and');
  const selected = document.getSelection()!.toString();
  expect(selected).toBe('graph 1 with a link and');
  rerender(<Markdown text={`${text}More **text`} status="streaming" />);
  rerender(<Markdown text={`${text}More **text** comes.\n\n${paragraphs(40)}`} status="streaming" />);
  await frame();
  expect(document.getSelection()!.toString()).toBe(selected);
  const inserted = (...words: string[]) =>
    words.map((word) => ({
      at: text.indexOf(word, text.indexOf('Paragraph **1')) + word.length,
      key: word,
      element: <sup>*</sup>,
    }));
  rerender(<Markdown text={`${text}More`} insertions={inserted('Para', ' with', ' and')} />);
  expect(block?.textContent).toBe('Para*graph 1 with* a link and* code.');
  expect(document.getSelection()!.toString()).toBe('graph 1 with* a link and');
  rerender(<Markdown text={`${text}More`} insertions={inserted('Para', 'Paragr', ' with', ' an')} />);
  expect(document.getSelection()!.toString()).toBe('gr*aph 1 with* a link an*d');
});

test('a selection in the block that grows survives what comes behind it, in both directions', () => {
  const { container, rerender } = render(<Markdown text="Some words to" status="streaming" />);
  const selection = document.getSelection()!;
  select(container, 'words', 'words');
  rerender(<Markdown text="Some words to select" status="streaming" />);
  expect(selection.toString()).toBe('words');
  const [node, offset] = find(container, 'words');
  selection.setBaseAndExtent(node, offset + 5, node, offset);
  rerender(<Markdown text="Some words to select **in" status="streaming" />);
  rerender(<Markdown text="Some words to select **in** a text.\n\nNext" status="streaming" />);
  expect(selection.toString()).toBe('words');
  expect(selection.anchorOffset).toBeGreaterThan(selection.focusOffset);
});

test('a selection elsewhere on the page is left alone', () => {
  const { container, rerender } = render(
    <>
      <p id="elsewhere">Not markdown</p>
      <Markdown text="Some" status="streaming" />
    </>,
  );
  select(container.querySelector('#elsewhere')!, 'Not', 'mark');
  rerender(
    <>
      <p id="elsewhere">Not markdown</p>
      <Markdown text="Some words" status="streaming" />
    </>,
  );
  expect(document.getSelection()!.toString()).toBe('Not mark');
});

test('code is saved as a file, named for its language, of no type that could be opened', async () => {
  const code = 'print("žluťoučký")\n'.repeat(200);
  const { getByRole } = render(<Markdown text={`\`\`\`python\n${code}\`\`\``} />);
  const saved: HTMLAnchorElement[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this);
  });
  getByRole('button', { name: 'Download' }).click();
  click.mockRestore();
  expect(saved.map(({ download }) => download)).toEqual(['code.py']);
  const file = await (await fetch(saved[0]!.href)).blob();
  expect(file.type).toBe('application/octet-stream');
  expect(await file.text()).toBe(code.trimEnd());
});

test('long code is selected as it is, although it is laid out in pieces', () => {
  const code = Array.from(
    { length: 300 },
    (_, at) => `line ${at}: ${'x'.repeat(at % 40)}${at % 50 === 0 ? '\n' : ''}`,
  ).join('\n');
  const { container } = render(<Markdown text={`\`\`\`\n${code}\n\`\`\``} />);
  expect(container.querySelectorAll('.ris-code-piece').length).toBeGreaterThan(2);
  expect(container.querySelector('code')?.textContent).toBe(code);
  document.getSelection()!.selectAllChildren(container.querySelector('code')!);
  expect(document.getSelection()!.toString()).toBe(code);
});

test('the lines of long code are as far apart where two pieces meet as elsewhere', () => {
  const { container } = render(<Markdown text={`\`\`\`\n${'a line of code\n'.repeat(600)}\`\`\``} />);
  const pieces = [...container.querySelectorAll('.ris-code-piece')];
  const line = container.querySelector('code')!.getBoundingClientRect().height / 600;
  for (const piece of pieces) {
    const lines = piece.textContent!.split('\n').length - (piece.textContent!.endsWith('\n') ? 1 : 0);
    expect(piece.getBoundingClientRect().height).toBeCloseTo(lines * line, 0);
  }
});

/** Has all laid out, in sight or not. */
const all = <style>{'* { content-visibility: visible !important }'}</style>;

test('blocks stand as far apart where two groups meet as elsewhere', () => {
  const text = (shift: string) =>
    `${shift}${'Text.\n\n'.repeat(31)}## Heading\n\nText.\n\n---\n\n${'Text.\n\n'.repeat(29)}## Heading\n\n## Heading\n\nText.`;
  const gaps = (shift: string) => {
    const { container, unmount } = render(
      <>
        {all}
        <Markdown text={text(shift)} />
      </>,
    );
    const boxes = [...container.querySelectorAll('.ris-blocks > *')].map((block) => block.getBoundingClientRect());
    const gaps = boxes.slice(1).map(({ top }, at) => Math.round(top - boxes[at]!.bottom));
    unmount();
    return gaps;
  };
  const usual = gaps('');
  expect(new Set(usual)).toEqual(new Set([12, 24, 8, 20]));
  for (let shift = 1; shift < 6; shift += 1) expect(gaps('Text.\n\n'.repeat(shift)).slice(shift)).toEqual(usual);
});

test('the items of a long list are numbered through and stand as far apart as those of a short one', () => {
  const items = (count: number) => Array.from({ length: count }, (_, at) => `${at + 7}. item`).join('\n');
  const { container } = render(
    <>
      {all}
      <Markdown text={`${items(100)}\n\nText.`} />
    </>,
  );
  expect([...container.querySelectorAll('ol')].map(({ start }) => start)).toEqual([7, 39, 71, 103]);
  const boxes = [...container.querySelectorAll('li')].map((item) => item.getBoundingClientRect());
  const gaps = boxes.slice(1).map(({ top }, at) => Math.round(top - boxes[at]!.bottom));
  expect(new Set(gaps)).toEqual(new Set([4]));
});

test.each(['1989. It fell.', '- a\n  1. b\n\n12345) many'])('there is room for the number of the list %j', (text) => {
  const { container } = render(<Markdown text={text} />);
  const list = [...container.querySelectorAll('ol')].at(-1)!;
  const { font, paddingInlineStart } = getComputedStyle(list);
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = font;
  expect(parseFloat(paddingInlineStart)).toBeGreaterThanOrEqual(context.measureText(`${list.start}. `).width);
});

test('the columns of a long table are the same in all rows, and none is cut off', () => {
  const rows = Array.from(
    { length: 300 },
    (_, at) => `| ${at} | ${'word '.repeat((at * 7) % 30)} | ${'x'.repeat(at % 50)} |`,
  );
  const { container } = render(
    <div style={{ inlineSize: '420px' }}>
      {all}
      <Markdown text={`| n | words | a longer header |\n|---|---|--:|\n${rows.join('\n')}`} />
    </div>,
  );
  const lefts = [...container.querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => Math.round(cell.getBoundingClientRect().left)),
  );
  expect(lefts).toHaveLength(301);
  expect(new Set(lefts.map((row) => row.join(' '))).size).toBe(1);
  const right = container.querySelector('table')!.getBoundingClientRect().right;
  for (const cell of container.querySelectorAll('th, td'))
    expect(cell.getBoundingClientRect().right).toBeLessThanOrEqual(right + 1);
  const roles = ['table', 'rowgroup', 'row', 'columnheader', 'cell'].map(
    (role) => container.querySelectorAll(`[role=${role}]`).length,
  );
  expect(roles).toEqual([1, 11, 301, 3, 900]);
});

test('groups out of sight are not laid out', async () => {
  const { container } = render(<Markdown text={paragraphs(200)} />);
  await frame();
  await frame();
  const groups = [...container.querySelectorAll<HTMLElement>('.ris-blocks')];
  expect(groups).toHaveLength(7);
  const isVisible = (element: Element) => element.checkVisibility({ contentVisibilityAuto: true });
  expect(isVisible(groups[0]!.firstElementChild!)).toBe(true);
  expect(isVisible(groups[4]!.firstElementChild!)).toBe(false);
  groups[4]!.scrollIntoView();
  await expect.poll(() => isVisible(groups[4]!.firstElementChild!)).toBe(true);
});

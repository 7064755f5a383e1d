import { composeStories } from '@storybook/react-vite';
import { render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ModelOutput, type ModelOutputStep } from '../../src/index.ts';
import * as situations from '../../stories/Situations.stories.tsx';
import '../../src/styles.css';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const { GroundedAnswer } = composeStories(situations);
const bytes = (text: string) => new TextEncoder().encode(text).length;
const cite = (end_index: number, of: unknown, more: object = {}) => ({
  type: 'url_citation',
  url: `https://${of}.example/`,
  end_index,
  ...more,
});
const answer = (text: string, annotations: readonly unknown[]) =>
  ({ type: 'model_output', content: [{ type: 'text', text, annotations }] }) as ModelOutputStep;
const marks = () => screen.queryAllByRole('button', { name: /^Sources? \d/ });
const box = (element: Element) => element.getBoundingClientRect();

afterEach(() => page.viewport(1280, 800));

test('the grounded answer can be walked with the keyboard alone', async () => {
  render(<GroundedAnswer pace={0} />);
  await waitFor(() => expect(screen.getByTestId('situation').dataset.outcome).toBe('finished'), { timeout: 20_000 });
  await waitFor(() => expect(marks()).toHaveLength(8));
  const all = marks();
  const walked = new Set<Element>();
  const stops: Element[] = [];
  document.body.focus();
  for (let step = 0; step < 80; step += 1) {
    await userEvent.keyboard('{Tab}');
    const stop = document.activeElement ?? document.body;
    if (stop === document.body || stops.includes(stop)) break;
    stops.push(stop);
    const card = screen.queryByRole('dialog');
    if (all.includes(stop as HTMLElement)) {
      expect(stop.getAttribute('aria-expanded')).toBe('true');
      expect(card?.id).toBe(stop.getAttribute('aria-controls'));
      walked.add(stop);
    } else if (card?.contains(stop)) {
      expect(card?.parentElement?.firstElementChild).toBe([...walked].at(-1));
      expect((stop as HTMLAnchorElement).href).toMatch(/^https:/);
    } else {
      expect(card).toBeNull();
    }
  }
  expect([...walked]).toEqual(all);
  const listed = within(screen.getByRole('list', { name: 'Sources' })).getAllByRole('link');
  expect(stops).toEqual(expect.arrayContaining(listed));
  expect(stops.indexOf(listed[0] as Element)).toBeGreaterThan(stops.indexOf(all.at(-1) as Element));
});

test('Enter goes into the card, Escape comes back, and the next Tab goes on from there', async () => {
  render(<ModelOutput step={answer('One. Two.', [cite(4, 'a'), cite(4, 'b'), cite(9, 'c')])} />);
  const [first, second] = marks();
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement).toBe(first);
  await userEvent.keyboard('{Enter}');
  const [link] = within(screen.getByRole('dialog')).getAllByRole('link');
  await waitFor(() => expect(document.activeElement).toBe(link));
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(first);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement).toBe(second);
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  expect(document.activeElement).toBe(first);
  expect(first?.getAttribute('aria-expanded')).toBe('true');
});

test('a card is painted over everything, inside the window, and moves nothing', async () => {
  await page.viewport(320, 480);
  const long = { title: 'A long title that takes several lines of a narrow card', snippet: 'Words. '.repeat(60) };
  const text = `${'Some words before it. '.repeat(3)}\n\n| a | b |\n|---|---|\n| ${'c'.repeat(60)} | x |\n\n${'And words behind. '.repeat(60)}`;
  const places = [5, 60, bytes(text.slice(0, text.indexOf('x') + 1)), bytes(text)];
  const annotations = places.flatMap((at) => Array.from({ length: 4 }, (_, each) => cite(at, `s${at}-${each}`, long)));
  const { container } = render(<ModelOutput step={answer(text, annotations)} />);
  expect(marks()).toHaveLength(4);
  for (const mark of marks()) {
    mark.scrollIntoView({ block: 'center', inline: 'end' });
    const height = container.scrollHeight;
    const before = box(mark);
    await userEvent.click(mark);
    const card = screen.getByRole('dialog');
    expect(card.matches(':popover-open')).toBe(true);
    const { left, right, top, bottom } = box(card);
    expect([left >= 0, top >= 0, right <= 320, bottom <= 480]).toEqual([true, true, true, true]);
    expect(bottom - top).toBeGreaterThan(80);
    expect(top >= before.bottom || bottom <= before.top).toBe(true);
    expect(card.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))).toBe(true);
    expect([box(mark).top, container.scrollHeight]).toEqual([before.top, height]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  }
});

test('a card goes where its mark goes, and closes when that is out of sight', async () => {
  const { container } = render(<ModelOutput step={answer('One.\n\nTwo.', [cite(4, 'a')])} />);
  container.style.paddingBlock = '300px 3000px';
  const [mark] = marks() as [HTMLElement];
  await userEvent.click(mark);
  const card = screen.getByRole('dialog');
  const isBeside = () => box(card).top > box(mark).bottom && box(card).top < box(mark).bottom + 10;
  await waitFor(() => expect(isBeside()).toBe(true));
  scrollBy(0, 60);
  await waitFor(() => expect([Math.round(box(mark).top) < 290, isBeside()]).toEqual([true, true]));
  container.style.paddingBlockStart = '400px';
  await waitFor(() => expect([Math.round(box(mark).top) > 310, isBeside()]).toEqual([true, true]));
  scrollTo(0, document.documentElement.scrollHeight);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a mark is 18 px high, makes no line higher, and never begins one', () => {
  const text = Array.from({ length: 60 }, (_, at) => `${'word'.repeat((at % 5) + 1)}.`).join(' ');
  const ends = [...text.matchAll(/\./g)].map(({ index }) => index + 1);
  const { container, rerender } = render(<ModelOutput step={answer('One line.', [])} />);
  const line = box(container.querySelector('p') as Element).height;
  rerender(<ModelOutput step={answer('One line.', [cite(9, 'a'), cite(9, 'b')])} />);
  expect(box(container.querySelector('p') as Element).height).toBe(line);
  expect(box(container.querySelector('.ris-citation-number') as Element).height).toBe(18);
  rerender(
    <ModelOutput
      step={answer(
        text,
        ends.map((end) => cite(end, 'a')),
      )}
    />,
  );
  const insertions = [...container.querySelectorAll('.ris-insertion')];
  expect(new Set(insertions.map((each) => Math.round(box(each).top))).size).toBeGreaterThan(3);
  for (const insertion of insertions) {
    const range = document.createRange();
    const before = insertion.previousSibling as Text;
    range.setStart(before, before.length - 1);
    range.setEnd(before, before.length);
    const middle = (box(insertion).top + box(insertion).bottom) / 2;
    expect(range.getBoundingClientRect().top).toBeLessThan(middle);
    expect(range.getBoundingClientRect().bottom).toBeGreaterThan(middle);
  }
});

test('what the reader copies is the text without the marks', async () => {
  const { container } = render(
    <>
      <ModelOutput step={answer('One **two**. Three.', [cite(12, 'a'), cite(12, 'b'), cite(19, 'c')])} />
      <textarea aria-label="Paste here" />
    </>,
  );
  const selection = getSelection() as Selection;
  selection.selectAllChildren(container.querySelector('.ris-markdown') as Element);
  expect(selection.toString().trim()).toBe('One two. Three.');
  await userEvent.copy();
  selection.removeAllRanges();
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  await userEvent.click(field);
  await userEvent.paste();
  expect(field.value.trim()).toBe('One two. Three.');
});

test.each([
  ['Thai', 'ฝนตกหนักที่กรุงเทพฯ', 'แต่เชียงใหม่แดดออก'],
  ['Japanese', '東京は雨です。', '大阪は晴れです。'],
  ['emoji', 'Rain 🌧️👩‍👩‍👧‍👦🇩🇪', ' and 🌞 sun'],
  ['combining marks', 'Ame\u0301lie e\u0302tait la\u0300', ' aujourd’hui'],
  ['Arabic', 'هطل المطر في مسقط', ' ثم أشرقت الشمس'],
])('a mark is drawn right behind what its bytes name: %s', (_, cited, rest) => {
  const { container } = render(<ModelOutput step={answer(cited + rest, [cite(bytes(cited), 'a')])} />);
  const insertion = container.querySelector('.ris-insertion') as Element;
  expect(insertion.previousSibling?.textContent).toBe(cited);
  expect(insertion.nextSibling?.textContent).toBe(rest);
  const range = document.createRange();
  range.selectNode(insertion.previousSibling as Node);
  const isRtl = getComputedStyle(insertion.parentElement as Element).direction === 'rtl';
  const words = range.getBoundingClientRect();
  const mark = box(insertion);
  expect(Math.abs(isRtl ? words.left - mark.right : mark.left - words.right)).toBeLessThan(2);
});

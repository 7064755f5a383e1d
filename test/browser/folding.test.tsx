import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { InteractionScroll } from '../../src/components/thread/InteractionScroll.tsx';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import type { InteractionSSEEvent } from '../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import '../../src/styles.css';
import { completed, createFeed, created, startText, stop, text } from '../unit/react/createFeed.ts';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const twoFrames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

beforeEach(() => {
  document.body.style.margin = '0';
  window.scrollTo(0, 0);
});
afterEach(() => document.body.removeAttribute('style'));

const thought = (index: number): InteractionSSEEvent[] => [
  {
    event_type: 'step.start',
    index,
    step: { type: 'thought', summary: [{ type: 'text', text: `**Thought ${index}**\n\nOf something.` }] },
  },
  stop(index),
];
const call = (index: number): InteractionSSEEvent[] => [
  { event_type: 'step.start', index, step: { type: 'google_search_call', id: `s${index}`, arguments: {} } },
  stop(index),
];
/** Six rows of activity: 204 px. */
const activity = [0, 1, 2].flatMap((at) => [...thought(2 * at), ...call(2 * at + 1)]);
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, at) => `Paragraph ${at} of an answer.\n\n`).join('');

type Frame = (steps: ReactNode) => ReactNode;
const inBox: Frame = (steps) => <InteractionScroll style={{ blockSize: 400 }}>{steps}</InteractionScroll>;
const withoutAnchoring: Frame = (steps) => (
  <div id="box" style={{ blockSize: 400, overflowY: 'auto', overflowAnchor: 'none', scrollBehavior: 'smooth' }}>
    {steps}
  </div>
);
const inPage: Frame = (steps) => <main>{steps}</main>;

/** A turn with six rows of activity and an answer of so many paragraphs, before its end. */
async function showTurn(frame: Frame, count: number) {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed });
  const { container } = render(frame(<InteractionSteps stream={{ store }} />));
  void store.getState().send('Go.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  feed.push(created('int_1'), ...activity, startText(6), text(6, paragraphs(count)), stop(6));
  await vi.waitFor(() => expect(container.textContent).toContain(`Paragraph ${count - 1} `));
  await twoFrames();
  const group = container.querySelector<HTMLElement>('[data-slot="activity"]')!;
  const answer = container.querySelector<HTMLElement>('[data-slot="model-output"]')!;
  const end = async () => {
    feed.push(completed('int_1'));
    await vi.waitFor(() => expect(store.getState().interactions[0]?.outcome).toBe('finished'));
    await twoFrames();
    await twoFrames();
  };
  const ask = async () => {
    void store.getState().send('And then?');
    await vi.waitFor(() => expect(feed.requests).toHaveLength(2));
    await twoFrames();
  };
  const top = () => answer.getBoundingClientRect().top;
  const rows = () => [...group.querySelectorAll<HTMLElement>('.ris-row')].filter((row) => row.checkVisibility());
  return { feed, store, container, group, answer, end, ask, top, rows };
}

const boxIn = (container: HTMLElement) => container.querySelector('.ris-scroll-box, #box')!;

test.each([
  ['in the box that follows the end', inBox, (box: Element) => box.scrollHeight],
  ['in the box, scrolled up', inBox, (box: Element) => box.scrollHeight - 900],
  ['in a box without scroll anchoring', withoutAnchoring, (box: Element) => box.scrollHeight - 700],
  ['in a box without scroll anchoring, at its end', withoutAnchoring, (box: Element) => box.scrollHeight],
] as const)('a group folds when the turn is over, and the answer stays where it is: %s', async (_, frame, place) => {
  const { container, group, rows, top, end } = await showTurn(frame, 40);
  expect(rows()).toHaveLength(6);
  const box = boxIn(container);
  box.scrollTo({ top: place(box), behavior: 'instant' });
  await twoFrames();
  const before = top();
  const height = box.scrollHeight;
  await end();
  expect(group.dataset.state).toBe('folded');
  expect(rows().map((row) => row.textContent?.trim())).toEqual([expect.stringContaining('3 searches')]);
  expect(box.scrollHeight).toBeLessThan(height - 100);
  expect(Math.abs(top() - before)).toBeLessThanOrEqual(1);
});

test.each([300, 900])('the same in a plain page, scrolled by %i px', async (scrolled) => {
  const { group, top, end } = await showTurn(inPage, 60);
  window.scrollTo(0, scrolled);
  await twoFrames();
  expect(window.scrollY).toBe(scrolled);
  const before = top();
  await end();
  expect(group.dataset.state).toBe('folded');
  expect(Math.abs(top() - before)).toBeLessThanOrEqual(1);
  expect(window.scrollY).toBeLessThan(scrolled - 100);
});

test.each([
  ['there is nothing to scroll', 3, 0],
  ['the page is at its top', 60, 0],
  ['there is too little to scroll', 60, 40],
])('where the answer could not stay, since %s, it folds later', async (_, count, scrolled) => {
  const { group, top, end, ask, rows } = await showTurn(inPage, count);
  window.scrollTo(0, scrolled);
  await twoFrames();
  const before = top();
  await end();
  expect(group.dataset.state).toBe('plain');
  expect(rows()).toHaveLength(6);
  expect(top()).toBe(before);
  expect(window.scrollY).toBe(scrolled);
  if (count > 50) {
    window.scrollTo(0, 600);
    await twoFrames();
    await twoFrames();
    expect(group.dataset.state).toBe('folded');
    expect(Math.abs(top() - (before + scrolled - 600))).toBeLessThanOrEqual(1);
  }
  await ask();
  expect(group.dataset.state).toBe('folded');
});

test('a reader who is in the midst of the activity keeps it before their eyes', async () => {
  const { container, group, end } = await showTurn(withoutAnchoring, 40);
  const box = boxIn(container) as HTMLElement;
  box.style.blockSize = '100px';
  box.scrollTo({ top: 90, behavior: 'instant' });
  await end();
  expect(group.dataset.state).toBe('plain');
  box.scrollTo({ top: 1000, behavior: 'instant' });
  await twoFrames();
  await twoFrames();
  expect(group.dataset.state).toBe('folded');
});

test.each([
  ['opened a row', async (row: HTMLElement) => userEvent.click(row)],
  [
    'opened a row and closed it',
    async (row: HTMLElement) => {
      await userEvent.click(row);
      await userEvent.click(row);
    },
  ],
  ['the focus in it', async (row: HTMLElement) => row.focus()],
  ['selected some of it', async (row: HTMLElement) => getSelection()?.selectAllChildren(row)],
])('a group stays as it is when the reader has %s', async (_, act) => {
  const { container, group, rows, top, end, ask } = await showTurn(inBox, 40);
  const row = rows()[2]!;
  await act(row);
  boxIn(container).scrollTo({ top: 700 });
  await twoFrames();
  const before = top();
  await end();
  expect(group.dataset.state).toBe('plain');
  expect(Math.abs(top() - before)).toBeLessThanOrEqual(1);
  await ask();
  expect(group.dataset.state).toBe('plain');
  getSelection()?.empty();
});

test('the line opens on the rows and closes again, by the keyboard too, and keeps what was open in them', async () => {
  const { container, group, rows, end } = await showTurn(inBox, 40);
  boxIn(container).scrollTo({ top: 900 });
  await end();
  const line = group.querySelector<HTMLElement>('button')!;
  line.focus();
  await userEvent.keyboard('{Enter}');
  expect(group.dataset.state).toBe('open');
  expect(line.getAttribute('aria-expanded')).toBe('true');
  expect(document.getElementById(line.getAttribute('aria-controls') ?? '')).toBe(group.lastElementChild);
  expect(rows()).toHaveLength(7);
  await userEvent.click(rows()[1]!);
  expect(group.querySelector('.ris-panel')?.textContent).toContain('Of something.');
  line.focus();
  await userEvent.keyboard(' ');
  expect(group.dataset.state).toBe('folded');
  expect(rows()).toHaveLength(1);
  await userEvent.keyboard(' ');
  expect(group.querySelector('.ris-panel')?.checkVisibility()).toBe(true);
});

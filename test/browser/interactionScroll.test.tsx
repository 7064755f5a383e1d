import { render } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { InteractionScroll } from '../../src/components/thread/InteractionScroll.tsx';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import type { InteractionTransport } from '../../src/stream/InteractionTransport.ts';
import { createReplayTransport } from '../../src/stream/createReplayTransport.ts';
import { recordings } from '../../src/testing.ts';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import '../../src/styles.css';
import { completed, createFeed, created, startText, text } from '../unit/react/createFeed.ts';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';

forbidConsoleErrors();

const twoFrames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const paragraphs = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `Paragraph ${from + at} of a long answer.\n\n`).join('');

/** A thread in a box of 300 px, with more in it than fits. */
async function showBox() {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed });
  const view = render(
    <InteractionScroll stream={{ store }} style={{ blockSize: 300 }}>
      <InteractionSteps stream={{ store }} />
    </InteractionScroll>,
  );
  const root = view.container.querySelector<HTMLElement>('[data-slot=scroll]')!;
  const box = root.querySelector<HTMLElement>('.ris-scroll-box')!;
  const toEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight;
  const grow = async (words: string) => {
    const before = store.getState().interactions;
    feed.push(text(0, words));
    await vi.waitFor(() => expect(store.getState().interactions).not.toBe(before));
    await twoFrames();
  };
  void store.getState().send('Go.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  feed.push(created('int_1'), startText(0));
  await grow(paragraphs(40));
  return { feed, store, root, box, toEnd, grow };
}

test('follows what grows, frame by frame', async () => {
  const { root, box, toEnd, grow } = await showBox();
  expect(box.scrollHeight).toBeGreaterThan(600);
  expect(root.dataset.state).toBe('following');
  for (let round = 1; round < 6; round += 1) {
    await grow(paragraphs(10, round * 10));
    expect(toEnd()).toBeLessThan(2);
  }
});

test('lets go when the reader scrolls up, does not move under them, and leads back', async () => {
  const { root, box, toEnd, grow } = await showBox();
  box.scrollTop -= 200;
  await vi.waitFor(() => expect(root.dataset.state).toBe('released'));
  const top = box.scrollTop;
  await grow(paragraphs(30, 100));
  expect(box.scrollTop).toBe(top);
  await userEvent.click(root.querySelector('button.ris-scroll-jump')!);
  await vi.waitFor(() => expect(toEnd()).toBeLessThan(2), 5000);
  await vi.waitFor(() => expect(root.dataset.state).toBe('following'));
  expect(root.querySelector('.ris-scroll-jump')).toBeNull();
  await grow(paragraphs(10, 200));
  expect(toEnd()).toBeLessThan(2);
});

test('lets go at the first few pixels', async () => {
  const { root, box, grow } = await showBox();
  const top = (box.scrollTop -= 10);
  await vi.waitFor(() => expect(root.dataset.state).toBe('released'));
  await grow(paragraphs(10, 100));
  expect(box.scrollTop).toBe(top);
});

test('is not taken back by a scroll of its own, which is told of after the wheel', async () => {
  const { root, box, grow } = await showBox();
  const scrolls: number[] = [];
  box.addEventListener('scroll', () => scrolls.push(box.scrollTop));
  const before = box.scrollTop;
  const observer = new ResizeObserver(() => {
    if (box.scrollTop > before) box.dispatchEvent(new WheelEvent('wheel', { deltaY: -10 }));
  });
  observer.observe(box.firstElementChild!);
  await grow(paragraphs(5, 100));
  await vi.waitFor(() => expect(scrolls).toHaveLength(1));
  observer.disconnect();
  expect(root.dataset.state).toBe('released');
  const top = box.scrollTop;
  await grow(paragraphs(5, 200));
  expect(box.scrollTop).toBe(top);
});

test('goes on when what it follows becomes smaller', async () => {
  const { root, box, toEnd, grow } = await showBox();
  const more = document.createElement('p');
  more.style.blockSize = '200px';
  box.firstElementChild!.append(more);
  await vi.waitFor(() => expect(toEnd()).toBeLessThan(2));
  more.remove();
  await twoFrames();
  expect(root.dataset.state).toBe('following');
  await grow(paragraphs(10, 100));
  expect(toEnd()).toBeLessThan(2);
});

test('takes hold again when the reader scrolls to the end', async () => {
  const { root, box, toEnd, grow } = await showBox();
  box.scrollTop = 0;
  await vi.waitFor(() => expect(root.dataset.state).toBe('released'));
  box.scrollTop = box.scrollHeight;
  await vi.waitFor(() => expect(root.dataset.state).toBe('following'));
  await grow(paragraphs(10, 100));
  expect(toEnd()).toBeLessThan(2);
});

test('goes to what is sent, wherever the reader was', async () => {
  const { feed, store, root, box, toEnd } = await showBox();
  feed.push(completed('int_1'));
  feed.close();
  await vi.waitFor(() => expect(store.getState().connection).toBe('closed'));
  box.scrollTop = 0;
  await vi.waitFor(() => expect(root.dataset.state).toBe('released'));
  void store.getState().send('More.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(2));
  await twoFrames();
  expect(toEnd()).toBeLessThan(2);
  expect(root.dataset.state).toBe('following');
});

test('leaves nothing behind', async () => {
  const remove = vi.spyOn(ResizeObserver.prototype, 'disconnect');
  const view = render(<InteractionScroll>Nothing yet.</InteractionScroll>);
  view.unmount();
  expect(remove).toHaveBeenCalled();
  remove.mockRestore();
});

test('is as wide as its place, with the thread in a column in its middle, and scrolls nowhere but in its box', async () => {
  const { root, box } = await showBox();
  const place = root.parentElement!.getBoundingClientRect();
  const steps = box.querySelector('[data-slot=steps]')!.getBoundingClientRect();
  expect(place.width).toBeGreaterThan(800);
  expect(root.getBoundingClientRect().width).toBe(place.width);
  expect(steps.width).toBeLessThan(800);
  expect(Math.abs(steps.left + steps.right - place.left - place.right)).toBeLessThan(1);
  expect(getComputedStyle(root).overflow).toBe('visible');
  expect(root.scrollHeight).toBe(root.clientHeight);
  expect(document.documentElement.scrollHeight).toBeLessThanOrEqual(Math.max(innerHeight, root.offsetHeight + 16));
});

test('the usage of the last turn, opened at the end of the box, is in sight', async () => {
  const { feed, store, box } = await showBox();
  feed.push({
    event_type: 'interaction.completed',
    interaction: { id: 'int_1', status: 'completed', usage: { total_input_tokens: 7, total_output_tokens: 9 } },
  });
  feed.close();
  await vi.waitFor(() => expect(store.getState().interactions[0]?.outcome).toBe('finished'));
  await twoFrames();
  await userEvent.click(box.querySelector('[aria-expanded=false].ris-icon-button')!);
  await twoFrames();
  const details = box.querySelector('[data-slot=usage-details]')!.getBoundingClientRect();
  expect(details.height).toBeGreaterThan(20);
  expect(details.bottom).toBeLessThanOrEqual(box.getBoundingClientRect().bottom + 1);
});

test('follows what is sent while the groups of the turn before fold for it', async () => {
  const names = ['thinking', 'maps', 'counting', 'maps', 'maps', 'counting'] as const;
  let turn = 0;
  const transport: InteractionTransport = {
    create: (params, options) =>
      createReplayTransport(recordings[names[turn++] ?? 'maps'], { pace: 1 }).create(params, options),
  };
  const store = createInteractionStore({ transport });
  const view = render(
    <>
      <InteractionScroll stream={{ store }} style={{ blockSize: 600, inlineSize: 375 }}>
        <InteractionSteps stream={{ store }} />
      </InteractionScroll>
      <button type="button" className="send" onClick={() => void store.getState().send('Where to?')}>
        Send
      </button>
    </>,
  );
  const button = view.container.querySelector('button.send')!;
  const root = view.container.querySelector<HTMLElement>('[data-slot=scroll]')!;
  const box = root.querySelector('.ris-scroll-box')!;
  for (const [at, name] of names.entries()) {
    await userEvent.click(button);
    await vi.waitFor(() => {
      expect(store.getState().interactions).toHaveLength(at + 1);
      expect(store.getState().interactions[at]?.outcome).toBe('finished');
    });
    await twoFrames();
    await twoFrames();
    const left = Math.round(box.scrollHeight - box.scrollTop - box.clientHeight);
    expect([name, root.dataset.state, left]).toEqual([name, 'following', 0]);
  }
  expect(view.container.querySelectorAll('.ris-group[data-state=folded]').length).toBeGreaterThan(1);
});

import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { InteractionScroll } from '../../src/components/thread/InteractionScroll.tsx';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { createReplayTransport } from '../../src/stream/createReplayTransport.ts';
import { recordings, type RecordingName } from '../../src/testing/recordings.ts';
import '../../src/styles.css';
import { createFeed, created, startText, text } from '../unit/react/createFeed.ts';

interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}

const twoFrames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/**
 * Every layout shift from now on, as what moved, and by how much. Within an answer, a citation that comes late makes room for
 * itself, and the columns of a table do for one another: that is no move of the thread. What has no element is a part of the
 * browser's own players.
 */
function watchShifts(isSaid = isOfTheThread) {
  const shifts: LayoutShift[] = [];
  const take = (entries: PerformanceEntryList) => shifts.push(...(entries as LayoutShift[]));
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'layout-shift' });
  return () => {
    take(observer.takeRecords());
    observer.disconnect();
    return shifts
      .map(({ value, sources }) => {
        const moved = sources
          .map(({ node }) => (node instanceof Element ? node : node?.parentElement))
          .filter((element) => element?.isConnected && isSaid(element));
        return moved.length > 0 ? `${value.toFixed(5)} ${moved.map((element) => element?.className).join(', ')}` : '';
      })
      .filter((shift) => shift !== '');
  };
}

function isOfTheThread(element: Element): boolean {
  return !element.closest('.ris-markdown');
}

async function play(name: RecordingName, frame: (steps: ReactNode) => ReactNode) {
  const store = createInteractionStore({ transport: createReplayTransport(recordings[name], { pace: 4 }) });
  const view = render(frame(<InteractionSteps stream={{ store }} />));
  await twoFrames();
  const stop = watchShifts();
  await store.getState().send('Go.');
  await vi.waitFor(() => expect(view.container.querySelector('[data-slot="steps"][data-state="idle"]')).not.toBeNull());
  await twoFrames();
  await twoFrames();
  return { shifts: stop(), ...view };
}

const names = Object.keys(recordings) as RecordingName[];
const SCREENS = [1280, 375].flatMap((width) => names.map((name) => [width, name] as const));

afterEach(() => page.viewport(1280, 800));

test('a shift of what was there is seen', async () => {
  const { container } = await play('counting', (steps) => <main>{steps}</main>);
  const stop = watchShifts();
  container.prepend(Object.assign(document.createElement('div'), { style: 'block-size: 100px' }));
  await twoFrames();
  await twoFrames();
  expect(stop()).not.toEqual([]);
});

test.each(SCREENS)(
  'nothing moves while it streams, nor when it is over, in a plain page: %i px, %s',
  async (width, name) => {
    await page.viewport(width, 800);
    const { shifts } = await play(name, (steps) => <main>{steps}</main>);
    expect(shifts).toEqual([]);
  },
  60_000,
);

test.each(SCREENS)(
  'nor in the box that follows the end: %i px, %s',
  async (width, name) => {
    await page.viewport(width, 800);
    const { shifts } = await play(name, (steps) => (
      <InteractionScroll style={{ blockSize: 320 }}>{steps}</InteractionScroll>
    ));
    expect(shifts).toEqual([]);
  },
  60_000,
);

test('nor do the paragraphs of a long answer, while more of them come than are laid out at once', async () => {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed });
  const { container } = render(
    <InteractionScroll style={{ blockSize: 320 }}>
      <InteractionSteps stream={{ store }} />
    </InteractionScroll>,
  );
  void store.getState().send('Go.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  feed.push(created('i'), startText(0), text(0, 'First.\n\n'));
  await twoFrames();
  const stop = watchShifts(() => true);
  for (let at = 0; at < 70; at += 1) {
    feed.push(text(0, `## Part ${at}\n\nA paragraph of it.\n\n`));
    await twoFrames();
  }
  expect(container.querySelectorAll('.ris-blocks').length).toBeGreaterThan(3);
  expect(stop()).toEqual([]);
});

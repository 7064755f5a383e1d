import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { InteractionScroll } from '../../src/components/thread/InteractionScroll.tsx';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { lastIndexWhere } from '../../src/store/reducer/lastIndexWhere.ts';
import { createReplayTransport } from '../../src/stream/createReplayTransport.ts';
import { recordings, type RecordingName } from '../../src/testing/recordings.ts';
import '../../src/styles.css';

interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}

const twoFrames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/**
 * Every layout shift from now on, as what moved, and by how much. Within an answer, the caret goes where the text grows, and
 * the columns of a table make room for one another: that is no move of the thread. Chromium also reports what stands still
 * on the screen while something folds above it and its box is scrolled by as much: where it stood is looked up in the frames
 * around.
 */
function watchShifts() {
  const shifts: LayoutShift[] = [];
  const take = (entries: PerformanceEntryList) => shifts.push(...(entries as LayoutShift[]));
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'layout-shift' });
  const stood = watchPlaces();
  return () => {
    take(observer.takeRecords());
    observer.disconnect();
    return shifts
      .map(({ value, startTime, sources }) => {
        const moved = sources
          .map(({ node }) => (node instanceof Element ? node : node?.parentElement))
          .filter((element) => element?.isConnected && !element.closest('.ris-markdown'))
          .filter((element) => !element || !stood(element, startTime));
        return moved.length > 0 ? `${value.toFixed(5)} ${moved.map((element) => element?.className).join(', ')}` : '';
      })
      .filter((shift) => shift !== '');
  };
}

/**
 * Notes in each frame where the parts of turns stand. Says whether one stood still around a time; so does one that grows in a
 * box that follows its end, with its lower edge.
 */
function watchPlaces() {
  const frames: { time: number; edges: Map<Element, [number, number]> }[] = [];
  const note = (time: number) => {
    const parts = [...document.querySelectorAll('.ris-turn > *')];
    const edgesOf = (part: Element): [number, number] => {
      const { top, bottom } = part.getBoundingClientRect();
      return [top, bottom];
    };
    frames.push({ time, edges: new Map(parts.map((part) => [part, edgesOf(part)])) });
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  return (element: Element, time: number) => {
    const at = lastIndexWhere(frames, (frame) => frame.time < time);
    const [before, after] = [frames[at - 1]?.edges.get(element), frames[at + 1]?.edges.get(element)];
    return before?.some((edge, side) => Math.abs((after?.[side] ?? Infinity) - edge) <= 1) ?? false;
  };
}

async function play(name: RecordingName, frame: (steps: ReactNode) => ReactNode) {
  const store = createInteractionStore({ transport: createReplayTransport(recordings[name], { pace: 8 }) });
  const view = render(frame(<InteractionSteps stream={{ store }} />));
  await twoFrames();
  const stop = watchShifts();
  await store.getState().send('Go.');
  await vi.waitFor(() => expect(view.container.querySelector('[data-slot="steps"][data-state="idle"]')).not.toBeNull());
  await twoFrames();
  await twoFrames();
  return { shifts: stop(), ...view };
}

const SITUATIONS: RecordingName[] = [
  'counting',
  'thinking',
  'grounded-answer',
  'search-and-function-call',
  'code-execution',
  'url-context',
  'maps',
  'mcp',
  'tool-agent',
  'deep-research',
];

test('a shift of what was there is seen', async () => {
  const { container } = await play('counting', (steps) => <main>{steps}</main>);
  const stop = watchShifts();
  container.prepend(Object.assign(document.createElement('div'), { style: 'block-size: 100px' }));
  await twoFrames();
  await twoFrames();
  expect(stop()).not.toEqual([]);
});

test.each(SITUATIONS)(
  'nothing moves while it streams, nor when it is over, in a plain page: %s',
  async (name) => {
    const { shifts } = await play(name, (steps) => <main>{steps}</main>);
    expect(shifts).toEqual([]);
  },
  60_000,
);

test.each(SITUATIONS)(
  'nor in the box that follows the end: %s',
  async (name) => {
    const { shifts } = await play(name, (steps) => (
      <InteractionScroll style={{ blockSize: 320 }}>{steps}</InteractionScroll>
    ));
    expect(shifts).toEqual([]);
  },
  60_000,
);

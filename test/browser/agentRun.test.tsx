import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import type { Step } from '../../src/protocol/Step.ts';
import { InteractionProvider } from '../../src/react/InteractionProvider.tsx';
import type { LabelsOverride } from '../../src/react/labels.ts';
import { type InteractionStreamHandle, useInteractionStream } from '../../src/react/useInteractionStream.ts';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { streamSteps } from '../../src/testing/streamSteps.ts';
import '../../src/styles.css';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';
import { agentSteps } from './agentSteps.ts';

forbidConsoleErrors();

const STEPS = 3000;
/** Frames of the stream that arrive in one frame of the screen. */
const BATCH = 60;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** An agent's run on the page, of which the test sends as much as it likes. */
function showRun(steps: readonly Step[]) {
  const frames = streamSteps(steps, { id: 'run', agent: 'deep-research', created: '2026-01-01T00:00:00Z' });
  const encoder = new TextEncoder();
  let answer: ReadableStreamDefaultController<Uint8Array> | undefined;
  let clock = 0;
  const store = createInteractionStore({
    params: { agent: 'deep-research', background: true },
    transport: {
      create: async () => new ReadableStream<Uint8Array>({ start: (controller) => void (answer = controller) }),
    },
    now: () => (clock += 200),
  });
  /** Every row that has ended says its duration whenever it renders. */
  const duration = vi.fn((milliseconds: number) => `${milliseconds} ms`);
  const labels: LabelsOverride = { common: { duration } };
  const rendered = vi.fn<(stream: InteractionStreamHandle) => void>();
  function Run() {
    const stream = useInteractionStream({ store });
    rendered(stream);
    return <InteractionSteps stream={stream} />;
  }
  const { container } = render(
    <InteractionProvider labels={labels}>
      <Run />
    </InteractionProvider>,
  );
  void store.getState().send('Read everything.');
  let sent = 0;
  const push = (count: number) => {
    answer?.enqueue(encoder.encode(frames.slice(sent, sent + count).join('')));
    sent += count;
  };
  return {
    frames,
    push,
    left: () => frames.length - sent,
    store,
    container,
    duration,
    rendered,
  };
}

const isOdd = ({ dataset }: HTMLElement) => dataset.state !== 'done';

test('a run of 3,000 steps renders what changes, and leaves all that has settled alone', async () => {
  const { frames, push, left, store, container, duration, rendered } = showRun(agentSteps(STEPS));
  await vi.waitFor(() => expect(container.querySelector('[data-slot="user-input"]')).not.toBeNull());
  const touched = new Set<Element>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const chunk = (target instanceof Element ? target : target.parentElement)?.closest('.ris-chunk');
      if (chunk) touched.add(chunk);
    }
  });
  observer.observe(container, { subtree: true, childList: true, attributes: true, characterData: true });
  const chunks = () => [...container.querySelectorAll('.ris-chunk')];

  let settledTouched = 0;
  let drawn = 0;
  let mostCalls = 0;
  let batches = 0;
  while (left() > BATCH) {
    const settled = chunks().slice(0, -1);
    push(BATCH);
    await nextFrame();
    await nextFrame();
    settledTouched += settled.filter((chunk) => touched.has(chunk)).length;
    touched.clear();
    mostCalls = Math.max(mostCalls, duration.mock.calls.length - drawn);
    drawn = duration.mock.calls.length;
    batches += 1;
  }
  expect(batches).toBeGreaterThan(100);
  // A pair of a call and its result may stand across the border of two chunks, which is then not settled when it is drawn.
  expect(settledTouched).toBeLessThan(chunks().length);
  expect(mostCalls).toBeLessThan(3 * BATCH);

  push(left() - 2);
  await vi.waitFor(() => expect(store.getState().interactions[0]?.steps).toHaveLength(STEPS), 5000);
  await nextFrame();
  await nextFrame();
  for (const chunk of chunks()) expect(getComputedStyle(chunk).contentVisibility).toBe('auto');
  rendered.mockClear();
  duration.mockClear();
  push(frames.length);
  await vi.waitFor(() => expect(store.getState().interactions[0]?.outcome).toBe('finished'), 5000);
  await nextFrame();
  observer.disconnect();
  expect(container.querySelector('[data-slot="steps"]')?.getAttribute('data-state')).toBe('idle');
  expect(duration.mock.calls.length).toBeLessThan(60);
  expect(rendered.mock.calls.length).toBeLessThan(5);

  const cards = [...container.querySelectorAll<HTMLElement>('[data-slot$="-card"]')];
  const calls = agentSteps(STEPS).filter(({ type }) => type.endsWith('_call'));
  expect(cards).toHaveLength(calls.length);
  expect(cards.filter(isOdd)).toEqual([]);
  const turn = container.querySelector('[data-slot="turn"]') as HTMLElement;
  expect(turn.children.length).toBeLessThan(50 + STEPS / 50);
  expect(turn.querySelectorAll('.ris-chunk').length).toBeGreaterThan(STEPS / 50 - 3);
});

test('a chunk that was never in sight is as high as its rows are', async () => {
  const { frames, push, container } = showRun(agentSteps(198).filter(({ type }) => type !== 'model_output'));
  await vi.waitFor(() => expect(container.querySelector('[data-slot="user-input"]')).not.toBeNull());
  push(frames.length - 2);
  await vi.waitFor(() => expect(container.querySelectorAll('.ris-chunk').length).toBeGreaterThan(2));
  await nextFrame();
  await nextFrame();
  const last = [...container.querySelectorAll<HTMLElement>('.ris-chunk')].at(-1) as HTMLElement;
  const guessed = last.getBoundingClientRect();
  expect(guessed.top).toBeGreaterThan(innerHeight);
  last.style.contentVisibility = 'visible';
  expect(last.getBoundingClientRect().height).toBe(guessed.height);
});

test('a row of a settled chunk that the reader has opened stays open while the run goes on', async () => {
  const { push, left, container } = showRun(agentSteps(400));
  await vi.waitFor(() => expect(container.querySelector('[data-slot="user-input"]')).not.toBeNull());
  push(600);
  await vi.waitFor(() => expect(container.querySelectorAll('.ris-chunk').length).toBeGreaterThan(1));
  const row = container.querySelector('.ris-chunk [data-slot="function-call-card"] .ris-row') as HTMLElement;
  await userEvent.click(row);
  expect(row.getAttribute('aria-expanded')).toBe('true');
  push(left());
  await vi.waitFor(() =>
    expect(container.querySelector('[data-slot="steps"]')?.getAttribute('data-state')).toBe('idle'),
  );
  expect(row.isConnected).toBe(true);
  expect(row.getAttribute('aria-expanded')).toBe('true');
});

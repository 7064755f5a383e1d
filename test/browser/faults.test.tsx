import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import { BLOB_GRACE } from '../../src/components/media/sharedBlobs.ts';
import { createInteractionState } from '../../src/store/state/createInteractionState.ts';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import { reduceEvents } from '../../src/store/reducer/interactionReducer.ts';
import { createFetchTransport } from '../../src/stream/createFetchTransport.ts';
import { createInteractionParser } from '../../src/stream/createInteractionParser.ts';
import { createInteractionsServer } from '../../src/testing/createInteractionsServer.ts';
import type { Fault } from '../../src/testing/Fault.ts';
import { recordings, type RecordingName } from '../../src/testing/recordings.ts';
import { textOf } from '../unit/react/textOf.ts';
import '../../src/styles.css';

/** Ten cycles after these, which fill the caches. */
const WARM_UP = 4;
const CYCLES = 10;
const TURNS = 8;
const NAMES: readonly RecordingName[] = [
  'counting',
  'thinking',
  'rtl',
  'grounded-answer',
  'audio',
  'interleaved-images',
];

const seed = Date.now() % 2 ** 31;
let state = seed;
/** The same numbers for the same seed (mulberry32). */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <T,>(list: readonly T[]): T => list[below(list.length)] as T;

/** Any fault of the server's. */
function anyFault(): Fault {
  const events = 1 + below(12);
  return oneOf<() => Fault>([
    () => ({ type: 'cut_at', bytes: 1 + below(4000), how: oneOf(['close', 'break']) }),
    () => ({ type: 'cut_after', events, how: oneOf(['close', 'break']) }),
    () => ({ type: 'stall_after', events }),
    () => ({ type: 'garbage_after', events }),
    () => ({ type: 'error_after', events }),
    () => ({ type: 'bare_error_after', events }),
    () => ({ type: 'bare_error_array_after', events }),
    () => ({ type: 'repeat', events }),
    () => ({ type: 'ignore_last_event_id' }),
    () => ({ type: 'without_event_ids' }),
    () => ({ type: 'comments' }),
    () => ({ type: 'crlf' }),
    () => ({ type: 'split_utf8' }),
    () => ({ type: 'drip', bytes: 200 + below(2000), ms: 1 }),
    () => ({ type: 'http_error', status: oneOf([401, 429, 500, 503]) }),
    () => ({ type: 'html_page', status: oneOf([200, 502]) }),
    () => ({ type: 'unreachable' }),
    () => ({ type: 'cancel_error' }),
  ])();
}

const wholeTexts = new Map(
  NAMES.map((name) => {
    const parser = createInteractionParser();
    const events = [...parser.push(new TextEncoder().encode(recordings[name])), ...parser.end()];
    return [name, textOf(reduceEvents(createInteractionState(), events).steps)];
  }),
);

interface Session {
  send(method: string): Promise<{ usedSize?: number }>;
}
const session = () => cdp() as unknown as Session;

/** What a page holds on to: listeners on the window and the document, timers that have not fired, Blob URLs. */
const held = { listeners: 0, timers: new Set<unknown>(), blobs: new Set<string>() };
const rejections: unknown[] = [];

beforeAll(() => {
  console.log(`faults: seed ${seed}`);
  window.addEventListener('unhandledrejection', ({ reason }) => void rejections.push(reason));
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const isGlobal = (target: unknown) => target === window || target === document;
  EventTarget.prototype.addEventListener = function (...args) {
    if (isGlobal(this)) held.listeners += 1;
    return add.apply(this, args);
  };
  EventTarget.prototype.removeEventListener = function (...args) {
    if (isGlobal(this)) held.listeners -= 1;
    return remove.apply(this, args);
  };
  const { setTimeout: begin, clearTimeout: end } = window;
  window.setTimeout = ((handler: () => void, ms?: number) => {
    const id = begin(() => {
      held.timers.delete(id);
      handler();
    }, ms);
    held.timers.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.clearTimeout = (id) => {
    held.timers.delete(id);
    end(id);
  };
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (object) => {
    const url = createObjectURL(object);
    held.blobs.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    held.blobs.delete(url);
    revokeObjectURL(url);
  };
});

afterEach(cleanup);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A page's life: it mounts, talks through faults for some turns, and goes. */
async function cycle(): Promise<{ finished: number; faults: number }> {
  let faults = 0;
  let trouble = true;
  const server = createInteractionsServer({
    eventIds: random() < 0.5,
    chunkSize: 64 + below(4000),
    faults: () => {
      if (!trouble || random() < 0.3) return undefined;
      faults += 1;
      return anyFault();
    },
  });
  const transport = createFetchTransport({
    url: 'https://example.com/v1beta/interactions',
    fetch: (url, init) => server.fetch(new Request(url, init)),
  });
  const store = createInteractionStore({
    transport,
    params: { model: 'm', background: true },
    reconnect: { attempts: 3, delay: 1, maxDelay: 4, silence: 60, patience: 2000, pollInterval: 5 },
  });
  const { container } = render(<InteractionSteps stream={{ store }} />);
  let finished = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const recording = oneOf(NAMES);
    const whole = wholeTexts.get(recording) ?? '';
    trouble = true;
    await act(() => store.getState().send(`Turn ${turn}`, { labels: { recording } }));
    for (let attempt = 0; attempt < 3 && last(store).outcome !== 'finished'; attempt += 1) {
      expect(whole.slice(0, textOf(last(store).steps).length)).toBe(textOf(last(store).steps));
      if (attempt === 2) trouble = false;
      await act(() => store.getState().retry());
    }
    expect(last(store)).toMatchObject({ outcome: 'finished' });
    expect(textOf(last(store).steps)).toBe(whole);
    finished += 1;
  }
  const { interactions } = store.getState();
  expect(interactions).toHaveLength(TURNS);
  const keys = interactions.flatMap(({ steps }) => steps.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  expect(container.querySelectorAll('[data-slot="turn"]')).toHaveLength(TURNS);
  expect(container.textContent).not.toContain('could not be drawn');
  cleanup();
  await pause(30);
  return { finished, faults };
}

const last = (store: ReturnType<typeof createInteractionStore>) => {
  const interaction = store.getState().interactions.at(-1);
  if (!interaction) throw new Error('Nothing was sent.');
  return interaction;
};

test('through faults of all kinds nothing is lost, doubled or left behind', { timeout: 300_000 }, async () => {
  for (let round = 0; round < WARM_UP; round += 1) await cycle();
  await pause(BLOB_GRACE + 200);
  const heap = await usedHeap();
  const before = counts();
  let faults = 0;
  for (let round = 0; round < CYCLES; round += 1) {
    const done = await cycle();
    expect(done.finished).toBe(TURNS);
    faults += done.faults;
  }
  expect(faults).toBeGreaterThan(CYCLES);
  await pause(BLOB_GRACE + 200);
  expect(rejections).toEqual([]);
  expect(counts()).toEqual(before);
  expect(before.blobs).toBe(0);
  expect((await usedHeap()) / heap).toBeLessThan(1.05);
});

const counts = () => ({ listeners: held.listeners, timers: held.timers.size, blobs: held.blobs.size });

/** What is still reachable, in bytes. */
async function usedHeap(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await session().send('HeapProfiler.collectGarbage');
    await pause(20);
  }
  const { usedSize = 0 } = await session().send('Runtime.getHeapUsage');
  return usedSize;
}

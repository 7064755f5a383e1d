import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Step } from '../../../src/protocol/Step.ts';
import { createInteractionStore, type InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionFunctions } from '../../../src/store/functions/InteractionFunction.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { selectPendingCalls } from '../../../src/store/functions/selectPendingCalls.ts';
import type { ThreadSnapshot } from '../../../src/store/thread/threadSnapshot.ts';
import { createFetchTransport } from '../../../src/stream/createFetchTransport.ts';
import {
  createInteractionsServer,
  type InteractionsServerOptions,
} from '../../../src/testing/createInteractionsServer.ts';
import type { Fault } from '../../../src/testing/Fault.ts';
import { textsOf } from './events.ts';
import { forbidUnhandledRejections, thread } from './thread.ts';

/** The page, as far as a thread listens to it. */
const page = { target: new EventTarget(), listeners: 0 };

beforeEach(() => {
  forbidUnhandledRejections();
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    page.listeners += 1;
    page.target.addEventListener(type, listener);
  });
  vi.stubGlobal('removeEventListener', (type: string, listener: () => void) => {
    page.listeners -= 1;
    page.target.removeEventListener(type, listener);
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const call = (name: string, at: number): Step =>
  ({ type: 'function_call', id: at % 3 === 0 ? '' : `call_${at}`, name, arguments: { at } }) as Step;
const said = (text: string): Step => ({ type: 'model_output', content: [{ type: 'text', text }] }) as Step;

const NAMES = [
  'quick',
  'slow',
  'boom',
  'deaf',
  'ask',
  'maybe',
  'pick',
  'nobody',
  'constructor',
  '__proto__',
  'toString',
];

const anyAnswer = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }).map((names) => names.map(call)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('thinking', 'counting', 'function-call-turn-1', 'incomplete'),
  },
  { weight: 1, arbitrary: fc.constant({ hops: [[said('One, ')], [said('two, ')], [said('three.')]] }) },
  { weight: 1, arbitrary: fc.constant([said('Hello, '), said('world.')]) },
);

const anyFault = fc.option(
  fc.oneof(
    fc.record({
      type: fc.constantFrom('cut_after' as const, 'stall_after' as const, 'garbage_after' as const),
      events: fc.nat({ max: 9 }),
    }),
    fc.record({
      type: fc.constant('cut_at' as const),
      bytes: fc.nat({ max: 900 }),
      how: fc.constantFrom('close' as const, 'break' as const),
    }),
    fc.record({
      type: fc.constantFrom('error_after' as const, 'bare_error_array_after' as const, 'bare_error_after' as const),
      events: fc.nat({ max: 6 }),
      code: fc.constantFrom('api_error', 'deadline_exceeded'),
    }),
    fc.record({
      type: fc.constant('http_error' as const),
      status: fc.constantFrom(400, 404, 429, 500, 503),
      retryAfter: fc.constant(1),
    }),
    fc.constantFrom<Fault>(
      { type: 'unreachable' },
      { type: 'html_page', status: 200 },
      { type: 'cancel_error' },
      { type: 'ignore_last_event_id' },
      { type: 'without_event_ids' },
      { type: 'repeat', events: 3 },
    ),
  ),
  { freq: 2 },
);

const anyAction = fc.record({
  kind: fc.constantFrom(
    ...(['send', 'send', 'send', 'stop', 'cancel', 'resume', 'retry', 'edit', 'regenerate', 'switchBranch'] as const),
    ...([
      'respond',
      'respond',
      'clear',
      'disconnect',
      'restore',
      'options',
      'attach',
      'online',
      'wait',
      'wait',
      'wait',
    ] as const),
  ),
  pick: fc.nat({ max: 20 }),
  /** How long after it the next one comes, in ms; 0 is at once. */
  pause: fc.constantFrom(0, 0, 1, 5, 40, 3000),
});

const anyRun = fc.record({
  answers: fc.array(anyAnswer, { minLength: 1, maxLength: 8 }),
  faults: fc.array(anyFault, { maxLength: 14 }),
  actions: fc.array(anyAction, { minLength: 1, maxLength: 14 }),
  eventIds: fc.boolean(),
  isStored: fc.boolean(),
  isRude: fc.boolean(),
  pace: fc.constantFrom(0, 3),
  streaming: fc.constantFrom(true as const, true as const, 'json' as const, 'error' as const),
});
type Played = typeof anyRun extends fc.Arbitrary<infer T> ? T : never;

/** How many functions run now whose turn nobody has stopped, by the key of the call. */
function watchedFunctions(problems: string[]) {
  const running = new Map<string, AbortSignal>();
  const watch = (name: string, work: () => unknown) => ({
    run: async (_args: unknown, { key, signal }: { key: string; signal: AbortSignal }) => {
      if (signal.aborted) problems.push(`${name} begins after a stop`);
      if (running.has(key)) problems.push(`${name} runs twice for ${key}`);
      running.set(key, signal);
      signal.addEventListener('abort', () => running.delete(key));
      try {
        return await work();
      } finally {
        if (running.get(key) === signal) running.delete(key);
      }
    },
  });
  const functions: InteractionFunctions = {
    quick: watch('quick', () => 1),
    slow: watch('slow', () => new Promise((resolve) => setTimeout(resolve, 20))),
    boom: {
      run: () => {
        throw new Error('No.');
      },
    },
    deaf: watch('deaf', () => new Promise(() => {})),
    ask: { needsApproval: true, ...watch('ask', () => 'asked') },
    maybe: { needsApproval: ({ at }: { at: number }) => at === 1, ...watch('maybe', () => 0) },
    pick: {},
  };
  return functions;
}

async function play({ answers, faults, actions, eventIds, isStored, isRude, pace, streaming }: Played) {
  let answered = 0;
  let asked = 0;
  const options: InteractionsServerOptions = {
    eventIds,
    pace,
    streaming,
    respond: () => (answered < answers.length ? (answers[answered++] as never) : undefined),
    faults: () => faults[asked++] ?? undefined,
  };
  const { fetch } = createInteractionsServer(options);
  const transport = createFetchTransport({
    url: 'http://server/v1beta/interactions',
    fetch: (url, init) => fetch(new Request(url, init)),
  });
  const problems: string[] = [];
  const own: InteractionStreamOptions = {
    transport,
    params: { model: 'm', store: isStored },
    reconnect: { attempts: 3, delay: 1, pollInterval: 2, silence: 100, patience: 2000 },
    maxRounds: 3,
    ...(isRude && {
      onFinish: () =>
        void thread(store)
          .send('At once.')
          .catch(() => undefined),
    }),
  };
  let left = 3;
  const polite = own.onFinish;
  if (polite) own.onFinish = (interaction) => (left-- > 0 ? polite(interaction) : undefined);

  const watched: InteractionStore[] = [];
  let functions: InteractionFunctions = {};
  let store = begin();
  const promises: Promise<unknown>[] = [];

  function begin(initialInteractions?: ThreadSnapshot): InteractionStore {
    functions = watchedFunctions(problems);
    const made = createInteractionStore({ ...own, functions, initialInteractions });
    watched.push(made);
    let before: readonly InteractionState[] = [];
    made.subscribe(({ interactions, branches }) => {
      const all = [...interactions, ...branches.flatMap((branch) => branch.interactions)];
      const entries = all.flatMap(({ input, steps }) => [...input, ...steps]);
      if (hasTwins(all) || hasTwins(entries)) problems.push('a key is there twice');
      if (all.some(({ key, outcome }) => outcome === 'running' && key !== interactions.at(-1)?.key)) {
        problems.push('an interaction runs that is not the last');
      }
      if (saysLess(before.at(-1), interactions.at(-1))) problems.push('text went away');
      before = interactions;
    });
    return made;
  }

  for (const { kind, pick, pause } of [{ kind: 'send', pick: 1, pause: 0 }, ...actions]) {
    promises.push(
      act(kind, pick).catch((error: unknown) => expect(error).toMatchObject({ name: 'InteractionStreamError' })),
    );
    if (pause > 0) await pass(pause);
  }

  async function act(kind: string, pick: number): Promise<unknown> {
    const state = thread(store);
    const keys = state.interactions.map(({ key }) => key);
    const key = keys[pick % Math.max(1, keys.length)] ?? 'none';
    const params = pick % 5 === 0 ? { background: true } : undefined;
    switch (kind) {
      case 'send':
        return state.send(`Say ${pick}.`, params);
      case 'stop':
        return state.stop();
      case 'cancel':
        return state.cancel();
      case 'resume':
        return state.resume(pick % 3 === 0 ? state.interactions[pick % Math.max(1, keys.length)]?.id : undefined);
      case 'retry':
        return state.retry();
      case 'edit':
        return state.edit(key, `Rather ${pick}.`);
      case 'regenerate':
        return state.regenerate(key);
      case 'switchBranch':
        return state.switchBranch(state.branches[pick % Math.max(1, state.branches.length)]?.key ?? key);
      case 'respond': {
        const calls = selectPendingCalls(state);
        const answer = [
          { approve: true },
          { deny: true, reason: 'No.' },
          { result: pick },
          { result: 'x', isError: true },
        ][pick % 4];
        return state.respondToFunctionCall(calls[pick % Math.max(1, calls.length)]?.key ?? 'none', answer as never);
      }
      case 'clear':
        return state.clear();
      case 'disconnect':
        return store.disconnect();
      case 'restore': {
        const initialInteractions = JSON.parse(JSON.stringify(state.getSnapshot()));
        store.disconnect();
        store = begin(initialInteractions);
        return undefined;
      }
      case 'options':
        return store.setOptions({ ...own, functions: pick % 2 === 0 ? { pick: {} } : functions });
      case 'attach':
        return state.attach(
          fetch(
            new Request('http://server/v1beta/interactions', {
              method: 'POST',
              body: JSON.stringify({ model: 'm', input: 'x', stream: true }),
            }),
          ) as never,
        );
      case 'online':
        return page.target.dispatchEvent(new Event('online'));
      default:
        return undefined;
    }
  }

  await pass(20_000);
  left = 0;
  for (const each of watched) thread(each).stop();
  await pass(5000);
  await expectSettled(promises);
  expect(problems).toEqual([]);
  for (const each of watched) expectAtRest(each);
  expect(vi.getTimerCount()).toBe(0);
  expect(page.listeners).toBe(0);
}

function hasTwins(things: readonly { key: string }[]): boolean {
  return new Set(things.map(({ key }) => key)).size < things.length;
}

/** Whether an interaction has lost text while it ran. */
function saysLess(before: InteractionState | undefined, now: InteractionState | undefined): boolean {
  if (!before || !now || before.key !== now.key || before.outcome !== 'running') return false;
  return textsOf(now).join('').length < textsOf(before).join('').length;
}

function expectAtRest(store: InteractionStore): void {
  const { connection, interactions, branches, decisions } = thread(store);
  expect(['idle', 'closed']).toContain(connection);
  const all = [...interactions, ...branches.flatMap((branch) => branch.interactions)];
  expect(all.filter(({ outcome }) => outcome === 'running')).toEqual([]);
  expect(all.flatMap(({ steps }) => steps).filter(({ status }) => status === 'streaming')).toEqual([]);
  expect(Object.values(decisions).filter(({ status }) => status === 'running')).toEqual([]);
}

async function expectSettled(promises: readonly Promise<unknown>[]): Promise<void> {
  let settled = 0;
  for (const promise of promises) void promise.finally(() => (settled += 1)).catch(() => undefined);
  await pass(1);
  expect(settled).toBe(promises.length);
  await Promise.all(promises);
}

/** Lets time pass, and all that waits for no time happen. */
async function pass(ms: number): Promise<void> {
  const steps = Math.min(ms, 30);
  for (let step = 0; step < steps; step += 1) {
    await vi.advanceTimersByTimeAsync(ms / steps);
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('whatever is done with a thread, whatever goes wrong', () => {
  it('its promises settle, its keys stay unique, its text stays, and at rest nothing runs', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => void (await play(run))),
      { numRuns: 150 },
    );
  }, 120_000);
});

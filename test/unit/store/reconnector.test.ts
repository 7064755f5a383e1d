import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { createReconnector, type ReconnectorOptions } from '../../../src/store/thread/createReconnector.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import type { InteractionStreamErrorData } from '../../../src/stream/InteractionStreamError.ts';
import type { GetInteractionOptions } from '../../../src/stream/InteractionTransport.ts';
import { completed, created, fold, start, statusUpdate, text, withEventIds } from './events.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const begun = fold([created(), start(0, 'model_output'), text(0, 'Hel')]);
const lost: InteractionStreamErrorData = { type: 'network', message: 'Lost.', retryable: true };
const http = (status: number, fields: Partial<InteractionStreamErrorData> = {}): InteractionStreamErrorData => ({
  type: 'http',
  message: `HTTP ${status}.`,
  retryable: false,
  status,
  ...fields,
});
const stream = () => new Response('', { headers: { 'Content-Type': 'text/event-stream' } });

/** What decides how an interaction goes on, and how it has asked so far. */
function setup(options: Partial<ReconnectorOptions> = {}, answer: () => Response = stream) {
  const asked: GetInteractionOptions[] = [];
  const { signal } = new AbortController();
  const reconnector = createReconnector({
    interaction: createInteractionState(),
    params: { model: 'm', input: 'Hi' },
    create: async () => stream(),
    get: async (_id, given) => {
      asked.push(given);
      return answer();
    },
    reconnect: undefined,
    now: Date.now,
    ...options,
  });
  /** Ends a connection like this, and gives after how many ms the next one is opened; `undefined` where there is none. */
  const next = async (interaction: InteractionState, failure?: InteractionStreamErrorData) => {
    const decided = reconnector.next(interaction, failure);
    if (!('open' in decided)) return undefined;
    const before = Date.now();
    const opened = decided.open(signal).then(() => Date.now() - before);
    let wait: number | undefined;
    void opened.then((ms) => {
      wait = ms;
    });
    while (vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
    await vi.advanceTimersByTimeAsync(0);
    return wait;
  };
  return { reconnector, next, asked };
}

describe('the wait before a connection is taken up again', () => {
  it('doubles with every attempt that brings nothing, up to the longest, for eight attempts', async () => {
    const { next } = setup();
    const waits = [];
    for (let attempt = 0; attempt < 9; attempt += 1) waits.push(await next(begun, lost));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, undefined]);
  });

  it('is shorter by up to a half at random, so that not all come back at once', async () => {
    vi.mocked(Math.random).mockReturnValue(0.9999);
    expect(await setup().next(begun, lost)).toBe(250);
  });

  it('begins anew with all that comes, and after a connection that has held for long', async () => {
    const { next } = setup();
    expect(await next(begun, lost)).toBe(500);
    expect(await next(begun, lost)).toBe(1000);
    const more = fold([text(0, 'lo')], begun);
    expect(await next(more, lost)).toBe(500);
    expect(await next(more, lost)).toBe(1000);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await next(more, lost)).toBe(500);
  });

  it('is what the server asks for, but no more than a minute', async () => {
    const { next } = setup();
    expect(await next(begun, http(503, { retryable: true, retryAfter: 7000 }))).toBe(7000);
    expect(await next(begun, http(503, { retryable: true, retryAfter: 3_600_000 }))).toBe(60_000);
  });

  it('is its own where the server says "at once" again and again', async () => {
    const { next } = setup();
    const busy = http(503, { retryable: true, retryAfter: 0 });
    const waits = [await next(begun, busy), await next(begun, busy), await next(begun, busy)];
    for (const [at, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(250 * 2 ** at);
  });

  it('is not cut short by a page that is visible again when the server has asked for it', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    const { reconnector } = setup();
    for (const [failure, isEarly] of [
      [lost, true],
      [http(503, { retryable: true, retryAfter: 7000 }), false],
    ] as const) {
      const decided = reconnector.next(begun, failure);
      let isOpen = false;
      if ('open' in decided) void decided.open(new AbortController().signal).then(() => (isOpen = true));
      page.dispatchEvent(new Event('online'));
      await vi.advanceTimersByTimeAsync(0);
      expect(isOpen).toBe(isEarly);
      await vi.advanceTimersByTimeAsync(7000);
      expect(isOpen).toBe(true);
    }
    vi.unstubAllGlobals();
  });
});

describe('what is asked for', () => {
  it('is the rest after the last event that had an id, else all; what was sent, too, where it is not here', async () => {
    const identified = fold(withEventIds([created(), start(0, 'model_output')]));
    const { next, asked } = setup();
    await next(identified, lost);
    await next(fold([text(0, 'x')], identified), lost);
    expect(asked).toMatchObject([
      { stream: true, lastEventId: 'event-1', includeInput: true },
      { stream: true, includeInput: true },
    ]);
    expect(asked[1]).not.toHaveProperty('lastEventId');
    const sent = setup();
    await sent.next(fold([created()], createInteractionState('0', [{ type: 'user_input', content: [] }])), lost);
    expect(sent.asked[0]).not.toHaveProperty('includeInput');
  });

  it('is the interaction itself after five streams with nothing in them, asked for less and less often', async () => {
    const json = () => Response.json({ id: 'v1_test', status: 'in_progress' });
    const { next, asked } = setup({}, stream);
    for (let empty = 0; empty <= 5; empty += 1) await next(begun);
    expect(asked.map(({ stream: isStream }) => isStream)).toEqual([true, true, true, true, true, false]);
    const polled = setup({}, json);
    await polled.next(begun, lost);
    const waits = [];
    for (let poll = 0; poll < 5; poll += 1) waits.push(await polled.next(begun));
    expect(waits).toEqual([1500, 2250, 3375, 5000, 5000]);
    expect(await polled.next(fold([text(0, 'lo')], begun))).toBe(1000);
    expect(polled.asked.slice(1).every(({ stream: isStream }) => !isStream)).toBe(true);
  });

  it('is the interaction itself where its stream is refused, and nothing any more where that is refused, too', async () => {
    const { next, reconnector, asked } = setup();
    await next(begun, lost);
    await next(begun, http(400));
    expect(asked.map(({ stream: isStream }) => isStream)).toEqual([true, false]);
    const last = reconnector.next(begun, http(400));
    expect(last).toMatchObject({
      failure: { type: 'network', message: 'Lost. The stream could not be taken up again: HTTP 400.' },
    });
  });

  it.each([401, 403, 404, 410, 429])('is nothing after a no for good: HTTP %i', async (status) => {
    const { next, asked } = setup();
    await next(begun, lost);
    expect(await next(begun, http(status))).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('is the same again where the server only fails for now', async () => {
    const { next, asked } = setup();
    await next(begun, lost);
    await next(begun, http(500));
    await next(begun, http(408, { retryable: true }));
    expect(asked.map(({ stream: isStream }) => isStream)).toEqual([true, true, true]);
  });

  it('is nothing after an hour without news', async () => {
    const json = () => Response.json({ id: 'v1_test', status: 'in_progress' });
    const { next } = setup({ params: { model: 'm', stream: false } }, json);
    const queued = fold([created(), statusUpdate('queued')]);
    expect(await next(queued)).toBe(1000);
    await vi.advanceTimersByTimeAsync(3_590_000);
    expect(await next(queued)).toBeDefined();
    await vi.advanceTimersByTimeAsync(9000);
    expect(await next(queued)).toBeUndefined();
  });
});

describe('what cannot be resumed', () => {
  it.each([
    ['has no id', fold([created({ id: '' }), start(0, 'model_output')]), {}],
    ['is not stored', begun, { params: { store: false } }],
    ['is over', fold([created(), completed()]), {}],
    ['waits for the host', fold([created(), statusUpdate('requires_action')]), {}],
    ['comes of a transport without get', begun, { get: undefined }],
    ['is not to be', begun, { reconnect: false as const }],
    ['failed', fold([created(), { event_type: 'error', error: { code: 'api_error', message: 'Oops.' } }]), {}],
  ])('is left as it is when it %s', async (_, interaction, options) => {
    const { reconnector, next } = setup(options);
    expect(reconnector.canResume(interaction)).toBe(false);
    expect(await next(interaction, lost)).toBeUndefined();
  });
});

// @vitest-environment jsdom
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import { interactionQueryKey } from '../../../src/query/interactionQueryKey.ts';
import { interactionQueryOptions, type InteractionQueryOptions } from '../../../src/query/interactionQueryOptions.ts';
import { InteractionStreamError } from '../../../src/stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import { recordings } from '../../../src/testing/recordings.ts';
import { createBackend } from './createBackend.ts';

const HOUR = 3_600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createClient(): QueryClient {
  const client = new QueryClient();
  onTestFinished(() => client.clear());
  return client;
}

/** Keeps an interaction on screen, as a component does. */
function observe(id: string, options: InteractionQueryOptions, client = createClient()) {
  const observer = new QueryObserver(client, interactionQueryOptions(id, options));
  onTestFinished(observer.subscribe(() => {}));
  return { client, observer };
}

const get = (get: NonNullable<InteractionTransport['get']>): InteractionTransport => ({
  create: () => Promise.reject(new Error('Nobody asks for this.')),
  get,
});
const refuse = (code: string, status: number, headers?: HeadersInit) =>
  Response.json({ error: { code, message: 'No.' } }, { status, headers });

describe('what is fetched', () => {
  it('is the interaction as the API stores it, under its key', async () => {
    const { transport, createOver, requests } = createBackend();
    const id = await createOver('grounded-answer');
    const client = createClient();
    const interaction = await client.fetchQuery(interactionQueryOptions(id, { transport }));
    expect(requests.at(-1)).toBe(`GET /${id}`);
    expect(interaction).toMatchObject({ id, status: 'completed', model: expect.any(String) });
    const steps = interaction.steps?.map(({ type }) => type);
    expect(steps).toEqual(expect.arrayContaining(['google_search_call', 'model_output']));
    expect(client.getQueryData(['interaction', id])).toBe(interaction);
    expect(client.getQueryData(interactionQueryKey(id))).toBe(interaction);
  });

  it('is the answer in the current words, its input in front, whatever dialect and shape it came in', async () => {
    const question = { type: 'user_input', content: [{ type: 'text', text: 'Well?' }] };
    const transport = get(() =>
      Promise.resolve(
        Response.json({ id: 'a', status: 'done', object: 'interaction', steps: [question, { type: 'thought' }] }),
      ),
    );
    const interaction = await createClient().fetchQuery(interactionQueryOptions('a', { transport }));
    expect(interaction).toEqual({
      id: 'a',
      status: 'completed',
      object: 'interaction',
      steps: [question, { type: 'thought' }],
    });
  });

  it('may be streamed by a server that does not know better', async () => {
    const transport = get(() =>
      Promise.resolve(new Response(recordings.counting, { headers: { 'content-type': 'text/event-stream' } })),
    );
    const interaction = await createClient().fetchQuery(interactionQueryOptions('a', { transport }));
    expect(interaction.status).toBe('completed');
    expect(JSON.stringify(interaction.steps)).toContain('20');
  });

  it('is what a stream that was cut off has come to, and is asked for again', async () => {
    const data = (text: string) => btoa(text);
    const events = [
      { event_type: 'interaction.created', interaction: { id: 'a', status: 'in_progress' } },
      { event_type: 'step.start', index: 0, step: { type: 'model_output' } },
      ...['On', 'e.', 'Tw'].map((text) => ({
        event_type: 'step.delta',
        index: 0,
        delta: { type: 'audio', mime_type: 'audio/l16', data: data(text) },
      })),
    ];
    const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
    const ask = vi.fn(async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
    const { observer } = observe('a', { transport: get(ask), pollInterval: 1000 });
    await vi.advanceTimersByTimeAsync(1500);
    expect(observer.getCurrentResult().data).toEqual({
      id: 'a',
      status: 'in_progress',
      steps: [{ type: 'model_output', content: [{ type: 'audio', mime_type: 'audio/l16', data: data('One.Tw') }] }],
    });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is an interaction that failed, with its reasons, and no failure to fetch it', async () => {
    const failed: Interaction = { id: 'a', status: 'failed', errors: [{ code: 'safety', message: 'Refused.' }] };
    const transport = get(() => Promise.resolve(failed));
    expect(await createClient().fetchQuery(interactionQueryOptions('a', { transport }))).toEqual({
      ...failed,
      steps: [],
    });
  });

  it('stays for good once the turn is over', async () => {
    const { transport, createOver, gets } = createBackend();
    const client = createClient();
    for (const recording of ['counting', 'function-call-turn-1']) {
      const id = await createOver(recording);
      const before = gets();
      const first = await client.fetchQuery(interactionQueryOptions(id, { transport }));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await client.fetchQuery(interactionQueryOptions(id, { transport }))).toBe(first);
      expect(gets() - before).toBe(1);
    }
  });

  it('is fetched again where it was still running', async () => {
    const { transport, createRun, gets } = createBackend();
    const id = await createRun('counting', 60_000);
    const client = createClient();
    const first = await client.fetchQuery(interactionQueryOptions(id, { transport }));
    expect(first.status).toBe('in_progress');
    await vi.advanceTimersByTimeAsync(HOUR);
    expect((await client.fetchQuery(interactionQueryOptions(id, { transport }))).status).toBe('completed');
    expect(gets()).toBe(2);
  });
});

describe('what fails', () => {
  const fetchFrom = (answer: () => Promise<unknown>, options: Partial<InteractionQueryOptions> = {}) => {
    const ask = vi.fn(answer);
    const transport = get(ask as NonNullable<InteractionTransport['get']>);
    const result = createClient()
      .fetchQuery(interactionQueryOptions('a', { transport, ...options }))
      .then(
        (interaction) => ({ interaction, error: undefined }),
        (error: InteractionStreamError) => ({ interaction: undefined, error }),
      );
    return { ask, result };
  };

  it.each([
    ['a refusal', () => Promise.resolve(refuse('not_found', 404)), { type: 'http', status: 404, code: 'not_found' }],
    ['what a custom transport throws', () => Promise.reject(new TypeError('Load failed')), { type: 'network' }],
    ['an error in the place of an interaction', async () => Response.json({ error: 'Nope.' }), { type: 'api' }],
    [
      'an HTML page',
      async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      { type: 'malformed' },
    ],
    [
      'a stream of nothing',
      async () => new Response(': hello\n\n', { headers: { 'content-type': 'text/event-stream' } }),
      { type: 'malformed' },
    ],
    ['what is no source at all', async () => 42, { type: 'malformed' }],
  ])('with %s, rejects with an error of ours', async (_, answer, data) => {
    const { result } = fetchFrom(answer);
    await vi.advanceTimersByTimeAsync(HOUR);
    const { error } = await result;
    expect(error).toBeInstanceOf(InteractionStreamError);
    expect(error).toMatchObject(data);
  });

  it('says what to do where the transport cannot ask', async () => {
    const { create } = get(async () => 42 as never);
    const client = createClient();
    await expect(client.fetchQuery(interactionQueryOptions('a', { transport: { create } }))).rejects.toThrow(
      /it has no get\(\)/,
    );
  });

  it('is not asked again where that would not help', async () => {
    const { ask, result } = fetchFrom(async () => refuse('permission_denied', 403));
    await vi.advanceTimersByTimeAsync(HOUR);
    expect((await result).error?.status).toBe(403);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is asked three times more where it may pass, ever later', async () => {
    const { ask, result } = fetchFrom(async () => refuse('service_unavailable', 503));
    for (const [wait, times] of [
      [999, 1],
      [1, 2],
      [1999, 2],
      [1, 3],
      [3999, 3],
      [1, 4],
      [HOUR, 4],
    ] as const) {
      await vi.advanceTimersByTimeAsync(wait);
      expect(ask).toHaveBeenCalledTimes(times);
    }
    expect((await result).error?.status).toBe(503);
  });

  it('is asked again no sooner than the server wants to be', async () => {
    const answers = [refuse('rate_limit_exceeded', 429, { 'retry-after': '45' }), { id: 'a', status: 'completed' }];
    const { ask, result } = fetchFrom(async () => answers.shift());
    await vi.advanceTimersByTimeAsync(44_999);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await result).interaction?.status).toBe('completed');
  });

  it('is told at once where the server wants to be left alone for long', async () => {
    const { ask, result } = fetchFrom(async () => refuse('rate_limit_exceeded', 429, { 'retry-after': '9000000' }));
    await vi.advanceTimersByTimeAsync(0);
    expect((await result).error).toMatchObject({ status: 429, retryAfter: 9_000_000_000 });
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('leaves no request behind when nobody waits for it any more', async () => {
    let signal: AbortSignal | undefined;
    const ask = vi.fn((_id: string, options: { signal: AbortSignal }) => {
      signal = options.signal;
      return new Promise<never>(() => {});
    });
    const client = createClient();
    const observer = new QueryObserver(client, interactionQueryOptions('a', { transport: get(ask) }));
    observer.subscribe(() => {})();
    await vi.advanceTimersByTimeAsync(0);
    expect(ask).not.toHaveBeenCalled();

    const leave = observer.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(0);
    expect(signal?.aborted).toBe(false);
    leave();
    expect(signal?.aborted).toBe(true);
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

describe('polling', () => {
  it('follows an interaction to its end, and stops', async () => {
    const { transport, createRun, gets } = createBackend();
    const id = await createRun('counting', 500);
    const { observer } = observe(id, { transport, pollInterval: 1000, maxPollInterval: 1000 });
    const seen: (string | undefined)[] = [];
    observer.subscribe(({ data }) => seen.push(data?.status));
    await vi.advanceTimersByTimeAsync(0);
    expect(gets()).toBe(1);
    await vi.advanceTimersByTimeAsync(3500);
    expect(gets()).toBe(4);
    expect(observer.getCurrentResult().data?.status).toBe('in_progress');

    await vi.advanceTimersByTimeAsync(60_000);
    expect(observer.getCurrentResult().data?.status).toBe('completed');
    expect(seen.at(-1)).toBe('completed');
    const asked = gets();
    await vi.advanceTimersByTimeAsync(24 * HOUR);
    expect(gets()).toBe(asked);
  });

  it('keeps what has not changed between two answers', async () => {
    const { transport, createRun } = createBackend();
    const id = await createRun('interleaved-images', 1000);
    const { observer } = observe(id, { transport, pollInterval: 1000, maxPollInterval: 1000 });
    const steps = () => observer.getCurrentResult().data?.steps ?? [];
    while (steps().length < 2) await vi.advanceTimersByTimeAsync(1000);
    const [before] = steps();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(observer.getCurrentResult().data?.status).toBe('completed');
    expect(steps().length).toBeGreaterThan(2);
    expect(steps()[0]).toBe(before);
  });

  it('waits ever longer, and gives up on what never ends', async () => {
    const { transport, createRun, gets } = createBackend();
    const id = await createRun('counting', 1000 * HOUR);
    observe(id, { transport, pollInterval: 1000, maxPollInterval: 4000, pollTimeout: 10_000 });
    for (const [wait, times] of [
      [0, 1],
      [999, 1],
      [1, 2],
      [1499, 2],
      [1, 3],
      [2250, 4],
      [3375, 5],
      [3999, 5],
      [1, 6],
      [24 * HOUR, 6],
    ] as const) {
      await vi.advanceTimersByTimeAsync(wait);
      expect(gets()).toBe(times);
    }
  });

  it.each([
    'completed',
    'failed',
    'cancelled',
    'incomplete',
    'budget_exceeded',
    'requires_action',
    'requires_continuation',
  ])('does not ask again for one that is %s', async (status) => {
    const ask = vi.fn(async () => ({ id: 'a', status }) as Interaction);
    observe('a', { transport: get(ask) });
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it.each(['in_progress', 'queued', 'pondering'])('goes on while one is %s', async (status) => {
    const ask = vi.fn(async () => ({ id: 'a', status }) as Interaction);
    observe('a', { transport: get(ask), pollInterval: 1000, maxPollInterval: 1000 });
    await vi.advanceTimersByTimeAsync(5500);
    expect(ask).toHaveBeenCalledTimes(6);
  });

  it('outlives a failure that may pass, no sooner than the server says, and keeps what there was', async () => {
    let isDown = false;
    const ask = vi.fn(async () =>
      isDown
        ? refuse('rate_limit_exceeded', 429, { 'retry-after': '100' })
        : ({ id: 'a', status: 'in_progress' } as Interaction),
    );
    const { observer } = observe('a', { transport: get(ask), pollInterval: 1000, maxPollInterval: 1000 });
    await vi.advanceTimersByTimeAsync(500);
    isDown = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(observer.getCurrentResult()).toMatchObject({ status: 'error', data: { status: 'in_progress' } });

    isDown = false;
    await vi.advanceTimersByTimeAsync(99_000);
    expect(ask).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledTimes(3);
    expect(observer.getCurrentResult()).toMatchObject({ status: 'success', error: null });
    await vi.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledTimes(4);
  });

  it('gives up on a server that does not come back', async () => {
    let isDown = false;
    const ask = vi.fn(async () => {
      if (isDown) throw new TypeError('Load failed');
      return { id: 'a', status: 'in_progress' } as Interaction;
    });
    observe('a', { transport: get(ask), pollInterval: 1000, maxPollInterval: 1000, pollTimeout: 3000 });
    await vi.advanceTimersByTimeAsync(500);
    isDown = true;
    await vi.advanceTimersByTimeAsync(24 * HOUR);
    expect(ask).toHaveBeenCalledTimes(1 + 3 * 4);
  });

  it('leaves a server alone for as long as it wants, be it for months', async () => {
    let isDown = false;
    const ask = vi.fn(async () =>
      isDown
        ? refuse('rate_limit_exceeded', 429, { 'retry-after': '9000000' })
        : ({ id: 'a', status: 'in_progress' } as Interaction),
    );
    observe('a', { transport: get(ask), pollInterval: 1000, maxPollInterval: 1000 });
    await vi.advanceTimersByTimeAsync(500);
    isDown = true;
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('ends with a failure that stays', async () => {
    let isGone = false;
    const ask = vi.fn(async () =>
      isGone ? refuse('not_found', 404) : ({ id: 'a', status: 'in_progress' } as Interaction),
    );
    const { observer } = observe('a', { transport: get(ask), pollInterval: 1000 });
    await vi.advanceTimersByTimeAsync(500);
    isGone = true;
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(observer.getCurrentResult().error).toMatchObject({ status: 404 });
  });
});

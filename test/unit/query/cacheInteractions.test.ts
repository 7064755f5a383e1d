import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import type { KnownEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { FunctionCallStep } from '../../../src/protocol/Step.ts';
import { cacheInteractions } from '../../../src/query/cacheInteractions.ts';
import { interactionQueryKey } from '../../../src/query/interactionQueryKey.ts';
import { interactionQueryOptions } from '../../../src/query/interactionQueryOptions.ts';
import { createInteractionStore, type InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { recordings, type RecordingName } from '../../../src/testing/recordings.ts';
import { createBackend } from './createBackend.ts';

function createClient(): QueryClient {
  const client = new QueryClient();
  onTestFinished(() => client.clear());
  return client;
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** The cache that a thread fills. */
function cacheOf(store: InteractionStore) {
  const client = createClient();
  const stop = cacheInteractions(store, client);
  return {
    client,
    stop,
    cached: () =>
      client
        .getQueryCache()
        .getAll()
        .map(({ queryKey, state }) => [queryKey[1], state.data]),
  };
}

/** Attaches events as the next interaction of a thread. */
const attach = (store: InteractionStore, events: readonly object[], sent: { input?: string } = { input: 'Well?' }) =>
  store.getState().attach(
    (async function* () {
      yield* events as KnownEvent[];
    })(),
    sent,
  );
const created = (id: string) => ({ event_type: 'interaction.created', interaction: { id, status: 'in_progress' } });
const completed = (id: string, fields: object = {}) => ({
  event_type: 'interaction.completed',
  interaction: { id, status: 'completed', ...fields },
});
const say = (text: string, index = 0) => [
  { event_type: 'step.start', index, step: { type: 'model_output', content: [{ type: 'text', text }] } },
  { event_type: 'step.stop', index },
];
const said = (text: string) => ({ type: 'model_output', content: [{ type: 'text', text }] });
const asked = { type: 'user_input', content: [{ type: 'text', text: 'Well?' }] };

describe('a stream that has finished', () => {
  // One fails, the other is not stored.
  const others = ['mid-stream-error', 'incomplete'];
  const names = (Object.keys(recordings) as RecordingName[]).filter((name) => !others.includes(name));

  it.each(names)('is cached as the server would answer: %s', async (recording) => {
    const { transport, createThread, gets } = createBackend();
    const store = createThread();
    const { client, cached } = cacheOf(store);
    // Agents stream what they were asked.
    const question =
      /"user_input","content":\[\{"type":"text","text":"([^"]*)/.exec(recordings[recording])?.[1] ?? 'Go.';
    const { id = '' } = await store.getState().send(question, { labels: { recording } });
    expect(id).not.toBe('');

    const opened = await client.fetchQuery(interactionQueryOptions(id, { transport }));
    expect(gets()).toBe(0);
    expect(cached()).toEqual([[id, opened]]);

    const fetched = await createClient().fetchQuery(interactionQueryOptions(id, { transport }));
    expect(gets()).toBe(1);
    expect(opened).toEqual(fetched);
    expect(opened.steps?.[0]).toEqual({ type: 'user_input', content: [{ type: 'text', text: question }] });
  });

  it('is cached while its connection is still open', async () => {
    const store = createInteractionStore();
    const { client } = cacheOf(store);
    const end = deferred<void>();
    const result = store.getState().attach(
      (async function* () {
        yield* [created('a'), ...say('Hello.'), completed('a')] as KnownEvent[];
        await end.promise;
      })(),
      { input: 'Well?' },
    );
    while (store.getState().interactions[0]?.outcome === 'running') await Promise.resolve();
    expect(store.getState().connection).toBe('open');
    expect(client.getQueryData(interactionQueryKey('a'))).toEqual({
      id: 'a',
      status: 'completed',
      steps: [asked, said('Hello.')],
    });
    end.resolve();
    await result;
  });

  it('is cached with what comes after its end', async () => {
    const store = createInteractionStore();
    const { client } = cacheOf(store);
    await attach(store, [
      created('a'),
      completed('a', { status: 'requires_action' }),
      ...say('Never mind.'),
      completed('a'),
    ]);
    expect(client.getQueryData(interactionQueryKey('a'))).toEqual({
      id: 'a',
      status: 'completed',
      steps: [asked, said('Never mind.')],
    });
  });

  it('is cached with the input that the API itself has streamed', async () => {
    const store = createInteractionStore();
    const { client } = cacheOf(store);
    const events = [
      { event_type: 'step.start', index: 0, step: asked },
      { event_type: 'step.stop', index: 0 },
    ];
    await attach(store, [created('a'), ...events, ...say('Yes.', 1), completed('a')], {});
    expect(client.getQueryData(interactionQueryKey('a'))?.steps).toEqual([asked, said('Yes.')]);
  });

  it('is cached for every round of a function call, each under its own id', async () => {
    const call: FunctionCallStep = { type: 'function_call', id: 'call_1', name: 'add', arguments: { a: 1, b: 2 } };
    const { transport, createThread, gets } = createBackend({
      respond: ({ input }) => (input === 'Add.' ? [call] : undefined),
    });
    const store = createThread();
    const { client, cached } = cacheOf(store);
    const first = await store.getState().send('Add.');
    const second = await store
      .getState()
      .send([{ type: 'function_result', call_id: 'call_1', name: 'add', result: '3' }]);
    expect(cached().map(([id]) => id)).toEqual([first.id, second.id]);
    for (const { id = '', status } of [first, second]) {
      const opened = await client.fetchQuery(interactionQueryOptions(id, { transport }));
      expect(opened.status).toBe(status);
      expect(opened).toEqual(await createClient().fetchQuery(interactionQueryOptions(id, { transport })));
    }
    expect(gets()).toBe(2);
  });

  it('is cached as its last hop alone where it was continued: the others have ids of their own', async () => {
    const store = createInteractionStore();
    const { cached } = cacheOf(store);
    await attach(store, [
      created('a'),
      ...say('One.'),
      completed('a', { status: 'requires_continuation', continuation_token: 't', usage: { total_tokens: 5 } }),
      created('b'),
      ...say('Two.'),
      completed('b', { usage: { total_tokens: 7 } }),
    ]);
    expect(store.getState().interactions).toHaveLength(1);
    expect(store.getState().interactions[0]?.usage).toEqual({ total_tokens: 12 });
    expect(cached()).toEqual([
      ['b', { id: 'b', status: 'completed', usage: { total_tokens: 7 }, steps: [said('Two.')] }],
    ]);
  });

  it('is cached as its last hop alone, as a server has it that cut it into hops', async () => {
    const { transport, createThread, gets } = createBackend();
    const store = createThread({ labels: { recording: 'grounded-answer', continue_every: '1' } });
    const { client, cached } = cacheOf(store);
    const { id = '', fold } = await store.getState().send('Go.');
    expect(fold.hops.length).toBeGreaterThan(2);
    expect(cached().map(([own]) => own)).toEqual([id]);
    const opened = await client.fetchQuery(interactionQueryOptions(id, { transport }));
    expect(gets()).toBe(0);
    expect(opened).toEqual(await createClient().fetchQuery(interactionQueryOptions(id, { transport })));
  });

  it('takes the place of what was known of it while it ran, and of an answer that is on its way', async () => {
    const answer = deferred<Response>();
    const { transport, createThread } = createBackend({
      pace: 20,
      intercept: (request) => (request.method === 'GET' ? answer.promise : undefined),
    });
    const store = createThread();
    const { client } = cacheOf(store);
    let learn: (id: string) => void;
    const known = new Promise<string>((resolve) => (learn = resolve));
    const release = store.subscribe(({ interactions: [first] }) => {
      if (first?.outcome !== 'running' || first.id === undefined) return;
      release();
      client.setQueryData(interactionQueryKey(first.id), { id: first.id, status: 'in_progress' });
      learn(first.id);
    });
    const result = store.getState().send('Hello.');
    const id = await known;
    const asked = client.fetchQuery(interactionQueryOptions(id, { transport })).catch(() => undefined);

    await result;
    expect(client.getQueryData(interactionQueryKey(id))?.status).toBe('completed');
    answer.resolve(Response.json({ id, status: 'in_progress' }));
    await asked;
    expect(client.getQueryData(interactionQueryKey(id))?.status).toBe('completed');
  });
});

describe('what is not cached', () => {
  it.each([
    ['was cut off', [created('a'), ...say('Hel')], 'truncated'],
    ['failed', [created('a'), completed('a', { status: 'failed' })], 'error'],
    ['broke with an error', [created('a'), ...say('Hel'), { event_type: 'error', error: { message: 'No.' } }], 'error'],
    ['waits to be continued', [created('a'), completed('a', { status: 'requires_continuation' })], 'truncated'],
    ['was cancelled', [created('a'), ...say('Hel'), completed('a', { status: 'cancelled' })], 'finished'],
    ['ended nobody knows how', [created('a'), completed('a', { status: 'pondering' })], 'finished'],
    ['is not stored', [created(''), ...say('Hello.'), completed('')], 'finished'],
    ['was attached without its input', [created('a'), ...say('Hello.'), completed('a')], 'finished', {}],
  ])('is what %s', async (_, events, outcome, sent?: { input?: string }) => {
    const store = createInteractionStore();
    const { cached } = cacheOf(store);
    expect((await attach(store, events, sent)).outcome).toBe(outcome);
    expect(cached()).toEqual([]);
  });

  it('is what the reader stopped', async () => {
    const store = createInteractionStore({ transport: createReplayTransport(recordings.counting, { pace: 5 }) });
    const { cached } = cacheOf(store);
    const result = store.getState().send('Count.');
    while (!store.getState().interactions[0]?.steps.length) await new Promise((resolve) => setTimeout(resolve, 5));
    store.getState().stop();
    expect((await result).outcome).toBe('stopped');
    expect(cached()).toEqual([]);
  });

  it('is anything after the end of it', async () => {
    const store = createInteractionStore();
    const { stop, cached } = cacheOf(store);
    await attach(store, [created('a'), ...say('Hello.'), completed('a')]);
    stop();
    await attach(store, [created('b'), ...say('Bye.'), completed('b')]);
    expect(cached().map(([id]) => id)).toEqual(['a']);
  });
});

describe('what a thread begins with', () => {
  const stored: Interaction = { id: 'a', status: 'completed', steps: [asked] };
  const createStored = () => createInteractionStore({ initialInteractions: [stored] });

  it('is cached at once', () => {
    expect(cacheOf(createStored()).cached()).toEqual([['a', stored]]);
  });

  it('leaves what the API itself has answered, and takes the place of what was still running', () => {
    for (const [before, after] of [
      [
        { ...stored, steps: [said('More.')] },
        { ...stored, steps: [said('More.')] },
      ],
      [{ ...stored, status: 'in_progress' }, stored],
    ] as [Interaction, Interaction][]) {
      const client = createClient();
      client.setQueryData(interactionQueryKey('a'), before);
      cacheInteractions(createStored(), client);
      expect(client.getQueryData(interactionQueryKey('a'))).toEqual(after);
    }
  });

  it('is not written again with every change of the thread', async () => {
    const store = createStored();
    const { client } = cacheOf(store);
    client.setQueryData(interactionQueryKey('a'), { ...stored, status: 'cancelled' });
    await attach(store, [created('b'), ...say('Hello.'), completed('b')]);
    expect(client.getQueryData(interactionQueryKey('a'))?.status).toBe('cancelled');
  });
});

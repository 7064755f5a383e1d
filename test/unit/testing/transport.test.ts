import { beforeEach, describe, expect, test } from 'vitest';
import { recordings } from '../../../src/testing.ts';
import type { InteractionsServerOptions, RecordingName } from '../../../src/testing.ts';
import type { InteractionSource, InteractionState } from '../../../src/core.ts';
import { createFetchTransport, createInteractionStore, readSource, selectInteraction } from '../../../src/core.ts';
import { model, play, setUpSdk } from './sdkClient.ts';

const { signal } = new AbortController();

async function setUp(options?: InteractionsServerOptions) {
  const { baseUrl, interactions } = await setUpSdk(options);
  return { interactions, transport: createFetchTransport({ url: `${baseUrl}/v1beta/interactions` }) };
}

async function eventsFrom(source: InteractionSource): Promise<any[]> {
  const events: unknown[] = [];
  await readSource(source, { signal, onEvents: (some) => events.push(...some) });
  return events;
}

const json = async (source: InteractionSource) => (source as Response).json();

describe("our transport, against the official client's server,", () => {
  test('creates, gets, cancels and deletes', async () => {
    const { transport } = await setUp({ pace: 20 });
    const params = { ...play('counting'), stream: false, background: true };
    const { id } = await json(await transport.create(params, { signal }));
    expect(await json(await transport.get(id, { stream: false, signal }))).toMatchObject({ id, status: 'in_progress' });
    await transport.cancel(id);
    expect(await json(await transport.get(id, { stream: false, signal }))).toMatchObject({ id, status: 'cancelled' });
    await expect(transport.cancel(id)).rejects.toMatchObject({
      type: 'http',
      status: 400,
      code: 'failed_precondition',
    });
    await transport.delete(id);
    await expect(transport.get(id, { stream: true, signal })).rejects.toMatchObject({ status: 404, code: 'not_found' });
  });

  test('resumes after an event', async () => {
    const { transport } = await setUp({ eventIds: true });
    const events = await eventsFrom(await transport.create(play('thinking'), { signal }));
    const { id } = events[0].interaction;
    const lastEventId = events[5].event_id;
    expect(await eventsFrom(await transport.get(id, { stream: true, lastEventId, signal }))).toEqual(events.slice(6));
  });

  test('sees its errors', async () => {
    const { transport } = await setUp({
      faults: ({ attempt }) => {
        if (attempt === 0) return { type: 'http_error', status: 429, retryAfter: 3 };
        return attempt === 1 ? { type: 'html_page', status: 502 } : { type: 'unreachable' };
      },
    });
    const failed = () => transport.create({ model, input: 'Hi' }, { signal }).catch((error: unknown) => error);
    expect(await failed()).toMatchObject({ type: 'http', status: 429, retryable: true, retryAfter: 3000 });
    expect(await failed()).toMatchObject({ type: 'http', status: 502 });
    expect(await failed()).toMatchObject({ type: 'network', retryable: true });
  });
});

describe("the official client's stream, handed to attach as it is,", () => {
  let servers: Awaited<ReturnType<typeof setUp>>;
  beforeEach(async () => {
    servers = await setUp({ eventIds: true, chunkSize: 900 });
  });

  const ended = async (source: Promise<unknown>) => {
    const store = createInteractionStore({ reconnect: false });
    return store.getState().attach(source as Promise<InteractionSource>);
  };

  /** What a reader sees of an interaction, but for its times and the ids of the play. */
  function seen(state: InteractionState) {
    const { outcome, status, error, steps } = state;
    const text = JSON.stringify({
      outcome,
      status,
      error,
      interaction: selectInteraction(state),
      steps: steps.map(({ key, index, status, argumentsText }) => ({ key, index, status, argumentsText })),
    });
    const ids = new Set([...text.matchAll(/"(?:v1_[0-9a-f]{32}|call_[0-9a-f]{8})"/g)].map(([id]) => id));
    return JSON.parse([...ids].reduce((rest, id, at) => rest.replaceAll(id, `"id ${at}"`), text));
  }

  test.each(Object.keys(recordings) as RecordingName[])('gives of %s what our transport gives', async (name) => {
    const { interactions, transport } = servers;
    const ours = await ended(transport.create(play(name), { signal }));
    const theirs = await ended(interactions.create({ ...play(name), stream: true }));
    expect(ours.outcome).toBe(name === 'mid-stream-error' ? 'error' : 'finished');
    expect(seen(theirs)).toEqual(seen(ours));
  });

  test('gives of an answer in hops one list of steps', async () => {
    const { interactions } = servers;
    const whole = await ended(interactions.create({ ...play('thinking'), stream: true }));
    const hops = await ended(interactions.create({ ...play('thinking', { continue_every: '1' }), stream: true }));
    expect(hops.outcome).toBe('finished');
    expect(hops.steps.map(({ step }) => step)).toEqual(whole.steps.map(({ step }) => step));
    expect(hops.usage).toEqual(whole.usage);
  });

  test('gives an interaction that was not streamed', async () => {
    const { interactions } = servers;
    const state = await ended(interactions.create(play('counting')));
    const streamed = await ended(interactions.create({ ...play('counting'), stream: true }));
    expect(state.steps.map(({ step }) => step)).toEqual(streamed.steps.map(({ step }) => step));
    expect(state.outcome).toBe('finished');
  });
});

import { describe, expect, test } from 'vitest';
import { recordings } from '../../../src/testing.ts';
import type { InteractionsServerOptions, RecordingName } from '../../../src/testing.ts';
import { foldFrames } from '../../../src/testing/foldFrames.ts';
import { splitFrames } from '../../../src/testing/sseFrames.ts';
import { eventsOf, setUpServer } from './askServer.ts';

const say = (text: string) => ({ type: 'model_output', content: [{ type: 'text', text }] });
const HOPS = [[say('one')], [say('two'), say('three')], [say('four')]];
const scripted = { respond: () => ({ hops: HOPS }) };

/** Asks for hop after hop, as a client does, and returns what each answered. */
async function hopsOf(options: InteractionsServerOptions, body: object) {
  const { create } = setUpServer(options);
  const hops = [await (await create(body)).json()];
  while (hops.at(-1).status === 'requires_continuation') {
    const { id, continuation_token } = hops.at(-1);
    const more = id === undefined ? {} : { previous_interaction_id: id, input: undefined };
    hops.push(await (await create({ ...body, ...more, continuation_token })).json());
  }
  return hops;
}

describe('an answer in hops', () => {
  test('is a chain of interactions, each with steps and an id of its own', async () => {
    const hops = await hopsOf(scripted, {});
    expect(hops.map(({ steps }) => steps)).toEqual(HOPS);
    expect(hops.map(({ status }) => status)).toEqual(['requires_continuation', 'requires_continuation', 'completed']);
    expect(new Set(hops.map(({ id }) => id)).size).toBe(3);
    expect(hops.map(({ continuation_token }) => typeof continuation_token)).toEqual(['string', 'string', 'undefined']);
    expect(hops.every(({ usage }) => usage.total_tokens > 0)).toBe(true);
  });

  test('is had without an id, where nothing is stored, by sending the input again', async () => {
    const hops = await hopsOf(scripted, { store: false });
    expect(hops.map(({ steps }) => steps)).toEqual(HOPS);
    expect(hops.map(({ id }) => id)).toEqual([undefined, undefined, undefined]);
  });

  test('streams with indices that begin again, and ends each hop with its token', async () => {
    const { create, request } = setUpServer(scripted);
    const first = await (await create({ stream: true })).text();
    expect(eventsOf(first).at(-1)).toMatchObject({
      event_type: 'interaction.completed',
      interaction: { status: 'requires_continuation', continuation_token: expect.any(String) },
    });
    expect(first).toMatch(/data: \[DONE\]\n\n$/);
    const { id, continuation_token } = eventsOf(first).at(-1).interaction;
    const next = { input: undefined, previous_interaction_id: id, continuation_token, stream: true };
    const second = eventsOf(await (await create(next)).text());
    expect(second[0].event_type).toBe('interaction.created');
    expect(second[0].interaction.id).not.toBe(id);
    expect(second.flatMap((event) => (event.event_type === 'step.start' ? event.index : []))).toEqual([0, 1]);
    const stored = await (await request('GET', `/${second[0].interaction.id}`)).json();
    expect(stored).toMatchObject({ status: 'requires_continuation', steps: HOPS[1] });
  });

  test('ends requires_action only at its end', async () => {
    const call = { type: 'function_call', id: 'c1', name: 'f', arguments: {} };
    const hops = await hopsOf({ respond: () => ({ hops: [[call], [call]] }) }, {});
    expect(hops.map(({ status }) => status)).toEqual(['requires_continuation', 'requires_action']);
  });
});

describe('labels.continue_every', () => {
  const RECORDINGS = (Object.keys(recordings) as RecordingName[]).filter((name) => name !== 'mid-stream-error');

  test.each(RECORDINGS)('cuts %s without a loss', async (recording) => {
    const { interaction } = foldFrames(splitFrames(recordings[recording]));
    const hops = await hopsOf({}, { labels: { recording, continue_every: '2' } });
    const started = eventsOf(recordings[recording]).filter(
      (event) => (event.event_type ?? event.type) === 'step.start',
    );
    expect(hops).toHaveLength(Math.max(1, Math.ceil(started.length / 2)));
    expect(Math.max(...hops.map(({ steps }) => steps.length))).toBeLessThanOrEqual(2);
    const anonymous = (steps: unknown) => JSON.stringify(steps).replaceAll(/"(id|call_id)":"[^"]*"/g, '"$1":"an id"');
    expect(anonymous(hops.flatMap(({ steps }) => steps))).toBe(anonymous(interaction.steps));
    expect(hops.at(-1)).toMatchObject({ status: interaction.status, usage: interaction.usage ?? {} });
  });

  test('keeps the ids of calls from hop to hop, and gives each hop its own', async () => {
    const hops = await hopsOf({}, { labels: { recording: 'tool-agent', continue_every: '1' } });
    const steps = hops.flatMap((hop) => hop.steps);
    const calls = steps.filter(({ type }) => type === 'function_call').map(({ id }) => id);
    const results = steps.filter(({ type }) => type === 'function_result').map(({ call_id }) => call_id);
    expect(results.length).toBeGreaterThan(0);
    expect(calls).toEqual(expect.arrayContaining(results));
    expect(new Set(hops.map(({ id }) => id)).size).toBe(hops.length);
  });

  test('cuts what respond says, hop by hop', async () => {
    const hops = await hopsOf(scripted, { labels: { continue_every: '1' } });
    expect(hops.map(({ steps }) => steps[0].content[0].text)).toEqual(['one', 'two', 'three', 'four']);
  });
});

describe('what a request for the next hop can get wrong', () => {
  async function firstHop(body: object = {}) {
    const server = setUpServer(scripted);
    const { id, continuation_token } = await (await server.create(body)).json();
    return { ...server, id, continuation_token };
  }

  test.each([
    ['an unknown token', { continuation_token: 'ct_none' }, /continuation_token is not known/],
    ['a token of another interaction', { previous_interaction_id: undefined, input: 'Hi' }, /not the interaction/],
    ['input', { input: 'Hi' }, /without input/],
    ['a token that is no text', { continuation_token: 7 }, /"continuation_token" is not a string/],
  ])('%s is refused', async (_, wrong, message) => {
    const { create, id, continuation_token } = await firstHop();
    const right = { input: undefined, previous_interaction_id: id, continuation_token };
    const refused = await create({ ...right, ...wrong });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: { code: 'invalid_request', message: expect.stringMatching(message) },
    });
    expect((await create(right)).status).toBe(200);
  });

  test('no input and no previous_interaction_id is refused, even with a token', async () => {
    const { create, continuation_token } = await firstHop({ store: false });
    expect((await create({ store: false, input: undefined, continuation_token })).status).toBe(400);
  });

  test.each([
    ['read to its end', true],
    ['answered without streaming', false],
  ])('a token is used up once its hop was %s', async (_, stream) => {
    const { create, id, continuation_token } = await firstHop();
    const next = { input: undefined, previous_interaction_id: id, continuation_token, stream };
    await (await create(next)).text();
    expect((await create(next)).status).toBe(400);
  });

  test('a token is good for another try while its hop was not sent whole', async () => {
    const { create, id, continuation_token } = await firstHop();
    const next = { input: undefined, previous_interaction_id: id, continuation_token, stream: true };
    const cut = eventsOf(await (await create({ ...next, labels: { fault: 'cut_after=4' } })).text());
    const again = eventsOf(await (await create(next)).text());
    expect(cut).toHaveLength(4);
    expect(again[0].interaction.id).not.toBe(cut[0].interaction.id);
    expect(again.at(-1).interaction.status).toBe('requires_continuation');
    expect(JSON.stringify(again)).toContain('three');
  });
});

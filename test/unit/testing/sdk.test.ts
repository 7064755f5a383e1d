import { describe, expect, test } from 'vitest';
import { recordings } from '../../../src/testing.ts';
import type { RecordingName } from '../../../src/testing.ts';
import { eventsOf } from './askServer.ts';
import { model, play, readAll, setUpSdk } from './sdkClient.ts';

const NAMES = Object.keys(recordings) as RecordingName[];

/** Those that are events as the client types them; it hands on what it does not know. */
const typeOf = (event: any): string => event.event_type ?? event.type;

describe('the official client streams', () => {
  test('a text', async () => {
    const { interactions } = await setUpSdk();
    const types: string[] = [];
    let text = '';
    for await (const event of await interactions.create({ ...play('counting'), stream: true })) {
      types.push(event.event_type);
      if (event.event_type === 'step.delta' && event.delta.type === 'text') text += event.delta.text;
    }
    expect(types[0]).toBe('interaction.created');
    expect(types.at(-1)).toBe('interaction.completed');
    expect(text).toMatch(/^1, 2, 3[^]*25/);
  });

  test.each(NAMES)('%s to its end', async (name) => {
    const { interactions } = await setUpSdk({ chunkSize: 700 });
    const events = await readAll(await interactions.create({ ...play(name), stream: true }));
    expect(events.map(typeOf)).toEqual(eventsOf(recordings[name]).map(typeOf));
  });
});

test('the official client gets an interaction, fetches it again, streams it again and deletes it', async () => {
  const { interactions } = await setUpSdk();
  const created = await interactions.create(play('thinking'));
  expect(created.status).toBe('completed');
  expect((await interactions.get(created.id)).steps).toEqual(created.steps);
  const events = await readAll(await interactions.get(created.id, { stream: true }));
  expect(events.length).toBeGreaterThan(5);
  const { steps = [] } = await interactions.get(created.id, { include_input: true });
  expect(steps.map(({ type }) => type)).toEqual(['user_input', ...(created.steps ?? []).map(({ type }) => type)]);
  await interactions.delete(created.id);
  await expect(interactions.get(created.id)).rejects.toThrow(`There is no interaction "${created.id}".`);
});

test('the official client resumes a stream after each of its events', async () => {
  const { interactions } = await setUpSdk({ eventIds: true });
  const events = await readAll(await interactions.create({ ...play('function-call-turn-1'), stream: true }));
  const [first] = events;
  const id = first?.event_type === 'interaction.created' ? first.interaction.id : '';
  for (const [position, { event_id: last_event_id }] of events.entries()) {
    expect(last_event_id).toEqual(expect.any(String));
    expect(await readAll(await interactions.get(id, { stream: true, last_event_id }))).toEqual(
      events.slice(position + 1),
    );
  }
});

test('the official client resumes a stream that was cut', async () => {
  const { interactions } = await setUpSdk({ eventIds: true });
  const stream = await interactions.create({ ...play('thinking', { fault: 'cut_after=6' }), stream: true });
  const before = await readAll(stream);
  const [first] = before;
  const id = first?.event_type === 'interaction.created' ? first.interaction.id : '';
  const after = await readAll(await interactions.get(id, { stream: true, last_event_id: before.at(-1)?.event_id }));
  expect([...before, ...after]).toEqual(await readAll(await interactions.get(id, { stream: true })));
});

test('the official client runs a function call to its answer', async () => {
  const { interactions } = await setUpSdk();
  const first = await interactions.create(play('function-call-turn-1'));
  expect(first.status).toBe('requires_action');
  const call = first.steps?.find((step) => step.type === 'function_call');
  const { id = '', name = '' } = call ?? {};
  const second = await interactions.create({
    model,
    previous_interaction_id: first.id,
    input: [{ type: 'function_result', call_id: id, name, result: { temperature: -40 } }],
  });
  expect(JSON.stringify(second.steps)).toContain('-40');
});

test('the official client cancels what runs in the background', async () => {
  const { interactions } = await setUpSdk();
  const running = await interactions.create({ ...play('counting', { pace: '10000' }), background: true });
  expect(running.status).toBe('in_progress');
  expect((await interactions.cancel(running.id)).status).toBe('cancelled');
  expect((await interactions.get(running.id)).status).toBe('cancelled');
});

test('the official client polls a run that is queued, then runs, then is over', async () => {
  const { interactions } = await setUpSdk({ queuedFor: 30, pace: 3, streaming: 'error' });
  const { id, status } = await interactions.create({ ...play('counting'), background: true });
  const statuses = [status];
  while (statuses.at(-1) !== 'completed') {
    const next = (await interactions.get(id)).status;
    if (next !== statuses.at(-1)) statuses.push(next);
  }
  expect(statuses).toEqual(['queued', 'in_progress', 'completed']);
});

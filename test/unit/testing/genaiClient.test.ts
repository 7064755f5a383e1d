import { GoogleGenAI } from '@google/genai';
import { expect, test } from 'vitest';
import { createInteractionsServer } from '../../../src/testing.ts';
import type { InteractionsServerOptions } from '../../../src/testing.ts';
import { listenFetch } from './listen.ts';

async function setUp(options?: InteractionsServerOptions) {
  const baseUrl = await listenFetch(createInteractionsServer(options).fetch);
  return new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl } }).interactions;
}

const model = 'gemini-3-flash-preview';
const play = (recording: string, pace = '0') => ({ model, input: 'Hi', labels: { recording, pace } });

test('the official client reads a stream to its end', async () => {
  const interactions = await setUp();
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

test('the official client gets an interaction, fetches it again, streams it again and deletes it', async () => {
  const interactions = await setUp();
  const created = await interactions.create(play('thinking'));
  expect(created.status).toBe('completed');
  expect((await interactions.get(created.id)).steps).toEqual(created.steps);
  let count = 0;
  for await (const _ of await interactions.get(created.id, { stream: true })) count++;
  expect(count).toBeGreaterThan(5);
  await interactions.delete(created.id);
  await expect(interactions.get(created.id)).rejects.toThrow(`There is no interaction "${created.id}".`);
});

test('the official client runs a function call to its answer', async () => {
  const interactions = await setUp();
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
  const interactions = await setUp();
  const running = await interactions.create({ ...play('counting', '10000'), background: true });
  expect(running.status).toBe('in_progress');
  expect((await interactions.cancel(running.id)).status).toBe('cancelled');
  expect((await interactions.get(running.id)).status).toBe('cancelled');
});

test('the official client finds the message of an error where it looks for it', async () => {
  const interactions = await setUp();
  await expect(interactions.create({ model, input: 'Hi', previous_interaction_id: 'v1_none' })).rejects.toMatchObject({
    message: expect.stringContaining('There is no interaction "v1_none".'),
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import { parsePartialJson } from '../../../src/store/reducer/parsePartialJson.ts';
import { normalized } from './events.ts';
import { serverThread } from './serverThread.ts';
import {
  DONE,
  forbidUnhandledRejections,
  lastOf,
  lastTexts,
  openStream,
  recordingTransport,
  respond,
  sse,
  thread,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

const created = { event_type: 'interaction.created', interaction: { id: 'int_1', status: 'in_progress' } };
const completed = { event_type: 'interaction.completed', interaction: { id: 'int_1', status: 'completed' } };
const start = (index: number, type = 'thought') => ({ event_type: 'step.start', index, step: { type } });
const text = (index: number, words: string) => ({
  event_type: 'step.delta',
  index,
  delta: { type: 'text', text: words },
});
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

async function send(body: string | ReadableStream<Uint8Array>, options: InteractionStreamOptions = {}) {
  const { transport, requests } = recordingTransport(respond(body));
  const store = createInteractionStore({ transport, ...options });
  const interaction = await thread(store).send('Go.');
  return { store, interaction, requests };
}

describe('a stream that meets a limit', () => {
  const events = [created, start(0, 'model_output'), text(0, 'What came'), text(0, ' first.')];
  const body = sse([...events, text(0, 'x'.repeat(500)), completed]);

  test('is truncated, keeps what had arrived, says which limit it was, and is not asked for again', async () => {
    const errors: unknown[] = [];
    const { store, interaction, requests } = await send(body, {
      limits: { eventLength: 400 },
      onError: (error) => errors.push(error),
    });
    expect(interaction).toMatchObject({ outcome: 'truncated', error: { type: 'limit', code: 'eventLength' } });
    expect(lastTexts(store)).toEqual(['What came first.']);
    expect(interaction.steps[0]?.status).toBe('interrupted');
    expect(errors).toEqual([interaction.error]);
    expect(requests).toHaveLength(1);
    expect(thread(store).connection).toBe('closed');
  });

  test('is an error where nothing had arrived', async () => {
    const { interaction } = await send(body, { limits: { streamBytes: 10 } });
    expect(interaction).toMatchObject({ outcome: 'error', steps: [], error: { code: 'streamBytes' } });
  });

  test('is not taken up again, though it is stored', async () => {
    const { store, asked } = serverThread(
      { eventIds: true },
      { params: { labels: { recording: 'grounded-answer' } }, limits: { streamBytes: 3000 } },
    );
    const interaction = await thread(store).send('Go.');
    expect(interaction).toMatchObject({ outcome: 'truncated', error: { type: 'limit', code: 'streamBytes' } });
    expect(asked).toHaveLength(1);
  });

  test('goes on once the host has raised it', async () => {
    const { store } = serverThread(
      { eventIds: true },
      { params: { labels: { recording: 'counting' } }, limits: { streamBytes: 1000 } },
    );
    await thread(store).send('Go.');
    expect(lastOf(store).outcome).toBe('truncated');
    store.setOptions({ ...store.getOptions(), limits: {} });
    expect(await thread(store).resume()).toMatchObject({ outcome: 'finished' });
  });
});

describe('the steps of an interaction', () => {
  const body = (count: number) =>
    wholeStream([created, ...Array.from({ length: count }, (_, index) => start(index)), completed]);

  test('are as many as they may be', async () => {
    const { interaction } = await send(body(5), { limits: { steps: 5 } });
    expect(interaction).toMatchObject({ outcome: 'finished', error: undefined });
    expect(interaction.steps).toHaveLength(5);
  });

  test('and one more ends the stream, all the same when they come in one piece or in many', async () => {
    const whole = await send(body(6), { limits: { steps: 5 } });
    const pieces = openStream();
    const transport = recordingTransport(() => pieces.stream).transport;
    const store = createInteractionStore({ transport, limits: { steps: 5 } });
    const sending = thread(store).send('Go.');
    for (let index = 0; index < 6; index += 1) pieces.write(index === 0 ? [created, start(0)] : [start(index)]);
    for (const interaction of [whole.interaction, await sending]) {
      expect(interaction).toMatchObject({ outcome: 'truncated', error: { type: 'limit', code: 'steps' } });
      expect(interaction.steps).toHaveLength(5);
    }
    expect(pieces.cancelled).toBe(true);
  });
});

describe('arguments that nest', () => {
  const events = (depth: number) =>
    normalized([
      created,
      { event_type: 'step.start', index: 0, step: { type: 'function_call', id: 'a', name: 'f' } },
      { event_type: 'step.delta', index: 0, delta: { type: 'arguments_delta', arguments: nested(depth) } },
      { event_type: 'step.stop', index: 0 },
    ]);

  test.each([undefined, 7, 2000])('are read %s levels deep and no further', (jsonDepth) => {
    const most = jsonDepth ?? 512;
    const fold = (depth: number) => reduceEvents(createInteractionState(), events(depth), 0, { jsonDepth }).steps[0];
    expect(fold(most)).toMatchObject({ argumentsText: nested(most) });
    expect(fold(most)?.argumentsError).toBeUndefined();
    expect(fold(most + 1)).toMatchObject({
      argumentsText: nested(most + 1),
      argumentsError: expect.stringContaining(`it nests deeper than ${most} levels (limits.jsonDepth)`),
    });
  });

  test('are read by the limits of the thread, and a call that is too deep is not run', async () => {
    const ran: unknown[] = [];
    const functions = { f: { description: 'f', run: (args: unknown) => void ran.push(args) } };
    const waits = { event_type: 'interaction.completed', interaction: { id: 'int_1', status: 'requires_action' } };
    const body = (depth: number) => sse([...events(depth), waits]) + DONE;
    await send(body(4), { functions, maxRounds: 1, limits: { jsonDepth: 4 } }).catch(() => undefined);
    expect(ran).toEqual([JSON.parse(nested(4))]);
    const { store } = await send(body(5), { functions, maxRounds: 1, limits: { jsonDepth: 4 } });
    expect(ran).toHaveLength(1);
    expect(thread(store).interactions[0]?.steps[0]?.argumentsError).toContain('limits.jsonDepth');
  });

  test('are read as deep as is asked for', () => {
    expect(parsePartialJson('[[1]]', 2)).toMatchObject({ complete: true, value: [[1]] });
    expect(parsePartialJson('[[[1]]]', 2)).toMatchObject({ complete: false, value: [[]] });
  });
});

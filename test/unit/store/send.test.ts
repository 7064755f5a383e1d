import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { answer, completed, created, delta, error, type Fields, start, stepsOf, stop, text } from './events.ts';
import {
  forbidUnhandledRejections,
  lastOf,
  lastTexts,
  openStream,
  recordingTransport,
  respond,
  settle,
  thread,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

/** A whole answer of an interaction with this id. */
const answerOf = (id: string, said: string, fields: Fields = {}) =>
  wholeStream([created({ id }), start(0, 'model_output'), text(0, said), stop(0), completed({ id, ...fields })]);

describe('a request for JSON', () => {
  it('is remembered by its interaction, in a snapshot too, and is no part of what the API said', async () => {
    const { transport } = recordingTransport(respond(answerOf('a', '{}')), respond(answerOf('b', 'Hi.')));
    const store = createInteractionStore({ transport });
    await thread(store).send('A recipe', { response_format: { type: 'text', mime_type: 'application/json' } });
    expect(lastOf(store).answersJson).toBe(true);
    expect(lastOf(store).metadata).not.toHaveProperty('response_format');
    const again = createInteractionStore({ initialInteractions: thread(store).getSnapshot() });
    expect(lastOf(again).answersJson).toBe(true);
    await thread(store).send('Hello');
    expect(lastOf(store)).not.toHaveProperty('answersJson');
  });
});

describe('send', () => {
  it('sends the input with the params of the options, streaming, and resolves to what came of it', async () => {
    const { transport, requests } = recordingTransport(respond(answerOf('a', 'Hello.')));
    const store = createInteractionStore({
      transport,
      params: { model: 'm', tools: [{ type: 'google_search' }] },
      now: () => 7,
    });
    const sent = thread(store).send('Hi', { model: 'n' });
    expect(thread(store)).toMatchObject({
      connection: 'connecting',
      interactions: [{ outcome: 'running', status: 'idle' }],
    });
    expect(lastOf(store).input).toEqual([
      {
        key: '0.in.0',
        index: 0,
        status: 'done',
        step: { type: 'user_input', content: [{ type: 'text', text: 'Hi' }] },
        startedAt: 7,
        stoppedAt: 7,
      },
    ]);
    const interaction = await sent;
    expect(requests).toEqual([{ stream: true, model: 'n', tools: [{ type: 'google_search' }], input: 'Hi' }]);
    expect(interaction).toBe(lastOf(store));
    expect(interaction).toMatchObject({ id: 'a', outcome: 'finished', status: 'completed' });
    expect(thread(store).connection).toBe('closed');
    expect(thread(store).error).toBeUndefined();
  });

  it('plays a recording as it would any stream', async () => {
    const recording = readFileSync(new URL('../../../src/testing/recordings/thinking.sse', import.meta.url));
    const store = createInteractionStore({ transport: createReplayTransport(recording, { chunkSize: 7 }) });
    const { steps, outcome } = await thread(store).send('Go');
    expect(outcome).toBe('finished');
    expect(steps.map(({ step }) => step.type)).toContain('thought');
  });

  it('takes content items and steps for an input, and shows them as the steps they are', async () => {
    const { transport, requests } = recordingTransport(respond(answerOf('a', '1')), respond(answerOf('b', '2')));
    const store = createInteractionStore({ transport });
    const image = { type: 'image', data: 'AA==', mime_type: 'image/png' } as const;
    await thread(store).send([{ type: 'text', text: 'What is it?' }, image]);
    expect(lastOf(store).input.map(({ step }) => step)).toEqual([
      { type: 'user_input', content: [{ type: 'text', text: 'What is it?' }, image] },
    ]);
    const result = { type: 'function_result', call_id: 'c', name: 'f', result: 'ok' } as const;
    await thread(store).send([result]);
    expect(lastOf(store).input.map(({ step }) => step)).toEqual([result]);
    expect(requests[1]?.input).toEqual([result]);
  });

  it('is refused while a stream runs, and nothing is sent', async () => {
    const open = openStream();
    const { transport, requests } = recordingTransport(respond(open.stream));
    const store = createInteractionStore({ transport });
    const first = thread(store).send('one');
    await expect(thread(store).send('two')).rejects.toMatchObject({ name: 'InteractionStreamError', type: 'usage' });
    await expect(thread(store).retry()).rejects.toMatchObject({ type: 'usage' });
    await expect(thread(store).attach(new Response(''))).rejects.toMatchObject({ type: 'usage' });
    expect(requests).toHaveLength(1);
    expect(thread(store).interactions).toHaveLength(1);
    open.write(answer('Hello.'));
    open.close();
    expect((await first).outcome).toBe('finished');
  });

  it('does not wait for a connection to close on which the API has said that it is over', async () => {
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream), respond(answerOf('b', 'More.')));
    const store = createInteractionStore({ transport });
    const first = thread(store).send('one');
    await settle();
    open.write(answer('Hello.'));
    await settle();
    expect(thread(store).connection).toBe('open');
    expect((await thread(store).send('two')).outcome).toBe('finished');
    expect((await first).outcome).toBe('finished');
    expect(open.cancelled).toBe(true);
    expect(thread(store).interactions.map(({ outcome }) => outcome)).toEqual(['finished', 'finished']);
  });

  it('is refused without a transport, and says what is missing', async () => {
    const store = createInteractionStore();
    await expect(thread(store).send('Hi')).rejects.toMatchObject({
      type: 'usage',
      message: expect.stringContaining('transport'),
    });
    expect(thread(store).interactions).toEqual([]);
  });

  it('takes the transport and params that the options have by then', async () => {
    const { transport, requests } = recordingTransport(respond(answerOf('a', '1')));
    const store = createInteractionStore({ params: { model: 'old' } });
    store.setOptions({ transport, params: { model: 'new' } });
    await thread(store).send('Hi');
    expect(requests[0]?.model).toBe('new');
  });

  it.each([
    ['rejects', () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'throws',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
    ['gives nothing of use', () => Promise.resolve(undefined as never)],
  ])('tells an error, and can go on, when the transport %s', async (_, create) => {
    const store = createInteractionStore({ transport: { create } });
    const interaction = await thread(store).send('Hi');
    expect(interaction).toMatchObject({ outcome: 'error', error: { message: expect.any(String) } });
    expect(thread(store).error).toEqual(interaction.error);
    const { transport } = recordingTransport(respond(answerOf('a', 'Hello.')));
    store.setOptions({ transport });
    expect((await thread(store).send('Hi')).outcome).toBe('finished');
    expect(thread(store).error).toBeUndefined();
  });

  it('is drawn all the same when the answer is no stream', async () => {
    const interaction = {
      id: 'a',
      status: 'completed',
      steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Hi.' }] }],
    };
    const { transport } = recordingTransport(() => Response.json(interaction));
    const store = createInteractionStore({ transport });
    expect(await thread(store).send('Hi')).toMatchObject({ id: 'a', outcome: 'finished' });
    expect(lastTexts(store)).toEqual(['Hi.']);
  });
});

describe('the next input', () => {
  it('goes on from the interaction before it, by its id', async () => {
    const { transport, requests } = recordingTransport(
      respond(answerOf('a', '1')),
      respond(answerOf('b', '2')),
      respond(answerOf('c', '3')),
    );
    const store = createInteractionStore({ transport });
    for (const input of ['one', 'two', 'three']) await thread(store).send(input);
    expect(requests.map(({ previous_interaction_id }) => previous_interaction_id)).toEqual([undefined, 'a', 'b']);
    expect(requests.map(({ input }) => input)).toEqual(['one', 'two', 'three']);
  });

  it('goes on from an interaction that asked for the host', async () => {
    const { transport, requests } = recordingTransport(
      respond(answerOf('a', '1', { status: 'requires_action' })),
      respond(answerOf('b', '2')),
    );
    const store = createInteractionStore({ transport });
    await thread(store).send('one');
    await thread(store).send([{ type: 'function_result', call_id: 'c', name: 'f', result: 'ok' }]);
    expect(requests[1]?.previous_interaction_id).toBe('a');
  });

  it('goes on from the last that ended well, not from one that failed, was cancelled, cut off or stopped', async () => {
    const cut = openStream();
    const { transport, requests, signals } = recordingTransport(
      respond(answerOf('good', '1')),
      respond(answerOf('failed', '2', { status: 'failed' })),
      respond(answerOf('cancelled', '3', { status: 'cancelled' })),
      respond(wholeStream([created({ id: 'cut' }), start(0, 'model_output')])),
      respond(wholeStream([created({ id: 'error' }), error('api_error', 'Oops.')])),
      respond(cut.stream),
      respond(answerOf('last', '7')),
    );
    const store = createInteractionStore({ transport });
    for (let turn = 0; turn < 5; turn += 1) await thread(store).send(`${turn}`);
    const stopped = thread(store).send('5');
    await settle();
    thread(store).stop();
    await stopped;
    expect(signals[5]?.aborted).toBe(true);
    await thread(store).send('6');
    expect(requests.map(({ previous_interaction_id }) => previous_interaction_id)).toEqual([
      undefined,
      ...Array.from({ length: 6 }, () => 'good'),
    ]);
  });

  it('keeps to an interaction that the host names', async () => {
    const { transport, requests } = recordingTransport(respond(answerOf('a', '1')), respond(answerOf('b', '2')));
    const store = createInteractionStore({ transport });
    await thread(store).send('one');
    await thread(store).send('two', { previous_interaction_id: 'other' });
    expect(requests[1]?.previous_interaction_id).toBe('other');
  });
});

describe('a thread of which nothing is stored', () => {
  const call = { type: 'function_call', id: 'call_1', name: 'f', arguments: { n: 1 }, signature: 'Y2FsbA==' };
  const first = wholeStream([
    created({ id: '' }),
    start(0, 'thought', { signature: '' }),
    delta(0, { type: 'thought_signature', signature: 'dGhvdWdodA==' }),
    stop(0),
    start(1, 'function_call', { ...call, arguments: {} }),
    delta(1, { type: 'arguments_delta', arguments: '{"n":1}' }),
    stop(1),
    completed({ id: '', status: 'requires_action' }),
  ]);
  const result = { type: 'function_result', call_id: 'call_1', name: 'f', result: 'ok' } as const;

  it('sends its history along: every step in order, signatures untouched, and nothing of ours', async () => {
    const { transport, requests } = recordingTransport(
      respond(first),
      respond(answerOf('', 'Done.')),
      respond(answerOf('', 'Bye.')),
    );
    const store = createInteractionStore({ transport, params: { store: false } });
    await thread(store).send('Hi');
    await thread(store).send([result]);
    await thread(store).send('Thanks');
    const user = (said: string) => ({ type: 'user_input', content: [{ type: 'text', text: said }] });
    const history = [user('Hi'), { type: 'thought', signature: 'dGhvdWdodA==' }, call, result];
    expect(requests[1]?.input).toEqual(history);
    expect(requests[2]?.input).toEqual([
      ...history,
      { type: 'model_output', content: [{ type: 'text', text: 'Done.' }] },
      user('Thanks'),
    ]);
    expect(requests.map(({ previous_interaction_id }) => previous_interaction_id)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('leaves out of its history what did not end well', async () => {
    const { transport, requests } = recordingTransport(
      respond(answerOf('', '1')),
      respond(answerOf('', '2', { status: 'failed' })),
      respond(answerOf('', '3')),
    );
    const store = createInteractionStore({ transport, params: { store: false } });
    for (const input of ['one', 'two', 'three']) await thread(store).send(input);
    expect(JSON.stringify(requests[2]?.input)).not.toContain('two');
    expect(requests[2]?.input).toHaveLength(3);
  });

  it('sends it also when only this request is not to be stored, or the one before was not', async () => {
    for (const [before, now] of [
      [{}, { store: false }],
      [{ store: false }, {}],
    ]) {
      const id = before?.store === false ? '' : 'a';
      const { transport, requests } = recordingTransport(respond(answerOf(id, '1')), respond(answerOf('', '2')));
      const store = createInteractionStore({ transport });
      await thread(store).send('one', before);
      await thread(store).send('two', now);
      expect(requests[1]?.previous_interaction_id).toBeUndefined();
      expect(requests[1]?.input).toHaveLength(3);
    }
  });
});

describe('clear', () => {
  it('empties the thread, stops what runs, and begins anew', async () => {
    const open = openStream();
    const { transport, requests } = recordingTransport(
      respond(answerOf('a', '1')),
      respond(open.stream),
      respond(answerOf('c', '3')),
    );
    const store = createInteractionStore({ transport });
    await thread(store).send('one');
    const running = thread(store).send('two');
    await settle();
    thread(store).clear();
    expect(thread(store)).toMatchObject({ interactions: [], connection: 'idle' });
    expect((await running).outcome).toBe('stopped');
    await settle();
    expect(thread(store).interactions).toEqual([]);
    expect(open.cancelled).toBe(true);
    await thread(store).send('three');
    expect(requests[2]?.previous_interaction_id).toBeUndefined();
    expect(stepsOf(lastOf(store))).toHaveLength(1);
    expect(lastOf(store).key).toBe('2');
  });
});

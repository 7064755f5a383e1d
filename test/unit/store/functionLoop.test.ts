import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createInteractionStore, type InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { selectPendingCalls } from '../../../src/store/functions/selectPendingCalls.ts';
import { answer, completed, created, error, start, statusUpdate, stop } from './events.ts';
import {
  forbidUnhandledRejections,
  lastTexts,
  openStream,
  recordingTransport,
  respond,
  settle,
  thread,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

const call = (id: string, index = 0) => [
  start(index, 'function_call', { id, name: 'get_weather', arguments: {} }),
  stop(index),
];
const asks = (...ids: string[]) => [
  created(),
  ...ids.flatMap((id, index) => call(id, index)),
  completed({ status: 'requires_action' }),
];
const resultOf = (id: string) =>
  ({ type: 'function_result', call_id: id, name: 'get_weather', result: '21 °C' }) as const;
const pending = (store: InteractionStore) => selectPendingCalls(thread(store)).map(({ step }) => step.id);

describe('selectPendingCalls', () => {
  it('gives the calls that have no result yet, once the interaction asked for the host', async () => {
    const { transport } = recordingTransport(
      respond(wholeStream(asks('a', 'b'))),
      respond(wholeStream(answer('Done.'))),
    );
    const store = createInteractionStore({ transport });
    expect(pending(store)).toEqual([]);
    await thread(store).send('Hi');
    expect(pending(store)).toEqual(['a', 'b']);
    await thread(store).send([resultOf('a'), resultOf('b')]);
    expect(pending(store)).toEqual([]);
  });

  it('gives none while the stream goes on, in which the server may still answer them', async () => {
    const open = openStream();
    const store = createInteractionStore({ transport: recordingTransport(respond(open.stream)).transport });
    const sent = thread(store).send('Hi');
    open.write([created(), ...call('a'), statusUpdate('requires_action')]);
    await settle();
    expect(thread(store).interactions.at(-1)).toMatchObject({ status: 'requires_action', outcome: 'running' });
    expect(pending(store)).toEqual([]);
    open.close();
    await sent;
    expect(pending(store)).toEqual(['a']);
  });

  it('leaves them waiting when something else was sent and failed', async () => {
    const { transport } = recordingTransport(
      respond(wholeStream(asks('a'))),
      respond(wholeStream([created(), error('overloaded', 'Later.')])),
    );
    const store = createInteractionStore({ transport });
    await thread(store).send('Hi');
    await thread(store).send('Never mind');
    expect(pending(store)).toEqual(['a']);
  });
});

describe('between the last event of an interaction and the end of its connection', () => {
  it('results are sent as soon as the calls are there', async () => {
    const open = openStream();
    const onFinish = vi.fn();
    const { transport, requests } = recordingTransport(respond(open.stream), respond(wholeStream(answer('21 °C.'))));
    const store = createInteractionStore({ transport, onFinish });
    const first = thread(store).send('Hi');
    open.write(asks('a'));
    await settle();
    expect(pending(store)).toEqual(['a']);
    const second = thread(store).send([resultOf('a')]);
    expect((await first).status).toBe('requires_action');
    expect((await second).outcome).toBe('finished');
    expect(requests[1]).toMatchObject({ previous_interaction_id: 'v1_test', input: [resultOf('a')] });
    expect(open.cancelled).toBe(true);
    expect(lastTexts(store)).toEqual(['21 °C.']);
    expect(onFinish).toHaveBeenCalledTimes(2);
  });

  it('results are sent from within the commit that brings the calls', async () => {
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream), respond(wholeStream(answer('21 °C.'))));
    const store = createInteractionStore({ transport });
    const sent = new Promise((resolve) => {
      const unsubscribe = store.subscribe(() => {
        if (pending(store).length === 0) return;
        unsubscribe();
        resolve(thread(store).send([resultOf('a')]));
      });
    });
    const first = thread(store).send('Hi');
    open.write(asks('a'));
    await first;
    await sent;
    expect(thread(store).interactions.map(({ status }) => status)).toEqual(['requires_action', 'completed']);
    expect(thread(store).connection).toBe('closed');
  });

  it('what failed can be tried again', async () => {
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream), respond(wholeStream(answer('Hello.'))));
    const store = createInteractionStore({ transport });
    const first = thread(store).send('Hi');
    open.write([created(), error('overloaded', 'Later.')]);
    await settle();
    expect((await thread(store).retry()).outcome).toBe('finished');
    expect((await first).outcome).toBe('error');
    expect(thread(store).interactions).toHaveLength(1);
  });
});

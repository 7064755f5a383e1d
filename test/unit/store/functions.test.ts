import { toStandardJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Step } from '../../../src/protocol/Step.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { defineFunction, type InteractionFunctions } from '../../../src/store/functions/InteractionFunction.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { selectPendingCalls } from '../../../src/store/functions/selectPendingCalls.ts';
import { selectThreadSummary } from '../../../src/store/thread/selectThread.ts';
import { completed, created, delta, start, stop } from './events.ts';
import { type Asked, serverThread } from './serverThread.ts';
import {
  forbidUnhandledRejections,
  lastOf,
  lastTexts,
  recordingTransport,
  respond,
  settle,
  thread,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

const call = (name: string, args: object = {}, id = `call_${name}`): Step =>
  ({ type: 'function_call', id, name, arguments: args }) as Step;

/** A thread whose model asks for these calls in turn, round by round, and then puts the results into words. */
function functionThread(
  functions: InteractionFunctions | undefined,
  rounds: readonly (readonly Step[])[],
  options: InteractionStreamOptions = {},
) {
  let round = 0;
  return serverThread({ respond: () => rounds[round++] }, { functions, ...options });
}

const resultsSent = (asked: readonly Asked[], at = 1) => asked[at]?.body?.['input'] as { [field: string]: unknown }[];
const keys = (store: ReturnType<typeof serverThread>['store']) =>
  selectPendingCalls(thread(store)).map(({ key }) => key);

const get_weather = defineFunction({
  description: 'The current weather at a place.',
  parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
  run: ({ location }) => ({ location, temperature: 21 }),
});

describe('functions', () => {
  it('are declared after the tools of the params, with every request', async () => {
    const { store, asked } = functionThread(
      { get_weather, bare: { run: () => 1 } },
      [[call('get_weather', { location: 'Oslo' })]],
      {
        params: { tools: [{ type: 'google_search' }] },
      },
    );
    await thread(store).send('Go.');
    const tools = [
      { type: 'google_search' },
      {
        type: 'function',
        name: 'get_weather',
        description: get_weather.description,
        parameters: get_weather.parameters,
      },
      { type: 'function', name: 'bare' },
    ];
    expect(asked.map(({ body }) => body?.['tools'])).toEqual([tools, tools]);
  });

  it('run on requires_action, and their results go back in one follow-up', async () => {
    const { store, asked } = functionThread({ get_weather }, [
      [call('get_weather', { location: 'Oslo' }, 'a'), call('get_weather', { location: 'Rome' }, 'b')],
    ]);
    const last = await thread(store).send('Go.');
    expect(asked).toHaveLength(2);
    const [first] = thread(store).interactions;
    expect(asked[1]?.body).toMatchObject({ previous_interaction_id: first?.id });
    expect(resultsSent(asked)).toEqual([
      { type: 'function_result', call_id: 'a', name: 'get_weather', result: { location: 'Oslo', temperature: 21 } },
      { type: 'function_result', call_id: 'b', name: 'get_weather', result: { location: 'Rome', temperature: 21 } },
    ]);
    expect(last).toBe(lastOf(store));
    expect(last).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(lastTexts(store).join('')).toContain('21');
    expect(Object.values(thread(store).decisions).map(({ status }) => status)).toEqual(['answered', 'answered']);
  });

  it('run in parallel, and the thread runs as long as one of them does', async () => {
    const finish: (() => void)[] = [];
    const { store } = functionThread({ slow: { run: () => new Promise<void>((resolve) => finish.push(resolve)) } }, [
      [call('slow', {}, 'a'), call('slow', {}, 'b')],
    ]);
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(finish).toHaveLength(2));
    expect(selectThreadSummary(thread(store))).toMatchObject({ outcome: 'running', status: 'requires_action' });
    expect(keys(store)).toEqual([]);
    await expect(thread(store).send('More.')).rejects.toMatchObject({ type: 'usage' });
    finish[1]?.();
    await settle();
    expect(thread(store).interactions).toHaveLength(1);
    finish[0]?.();
    await sent;
    expect(thread(store).interactions).toHaveLength(2);
  });

  it('leave no moment between the interaction, its functions and the follow-up at which the thread seems to be over', async () => {
    const { store } = functionThread({ get_weather, slow: { run: () => settle() } }, [
      [call('get_weather', { location: 'Oslo' }), call('slow')],
    ]);
    const sent = thread(store).send('Go.');
    const seen: string[] = [];
    let isWatching = true;
    const watch = () => {
      if (!isWatching) return;
      seen.push(selectThreadSummary(thread(store)).outcome);
      queueMicrotask(() => setImmediate(watch));
      queueMicrotask(() => queueMicrotask(() => seen.push(selectThreadSummary(thread(store)).outcome)));
    };
    const unsubscribe = store.subscribe(() =>
      queueMicrotask(() => seen.push(selectThreadSummary(thread(store)).outcome)),
    );
    watch();
    await sent;
    isWatching = false;
    unsubscribe();
    const end = seen.indexOf('finished');
    expect(seen.slice(0, end < 0 ? undefined : end).every((outcome) => outcome === 'running')).toBe(true);
    expect(end < 0 || seen.slice(end).every((outcome) => outcome === 'finished')).toBe(true);
    expect(thread(store).interactions).toHaveLength(2);
  });

  it('are given the arguments, their text as the model wrote it, the call and a signal', async () => {
    const run = vi.fn((_args: unknown, _context: unknown) => null);
    const text = '{ "b": 12345678901234567890, "a": 1 }';
    const { transport } = recordingTransport(
      respond(
        wholeStream([
          created({ id: 'x' }),
          start(0, 'function_call', { id: '', name: 'f', arguments: {} }),
          delta(0, { type: 'arguments_delta', arguments: text }),
          stop(0),
          completed({ status: 'requires_action' }),
        ]),
      ),
      respond(wholeStream([created({ id: 'y' }), completed({ status: 'completed' })])),
    );
    await thread(createInteractionStore({ transport, functions: { f: { run } } })).send('Go.');
    expect(run).toHaveBeenCalledExactlyOnceWith(
      { a: 1, b: '12345678901234567890' },
      {
        argumentsText: text,
        key: '0.0',
        signal: expect.any(AbortSignal),
        step: expect.objectContaining({ name: 'f', id: '' }),
      },
    );
  });

  it.each([
    [0, { result: 0 }],
    [false, { result: false }],
    [null, { result: null }],
    [undefined, { result: null }],
    [() => 1, { result: null }],
    ['', ''],
    ['21 °C', '21 °C'],
    [[1, 2], { result: [1, 2] }],
    [[], { result: [] }],
    [{ a: 0 }, { a: 0 }],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [
      [
        { type: 'text', text: 'Look:' },
        { type: 'image', data: 'AA==', mime_type: 'image/png' },
      ],
      'content',
    ],
  ])('may give %j', async (value, wire) => {
    const { store, asked } = functionThread({ f: { run: () => value } }, [[call('f')]]);
    await thread(store).send('Go.');
    const [sent] = resultsSent(asked);
    expect(sent?.['result']).toEqual(wire === 'content' ? value : wire);
    expect(sent).not.toHaveProperty('is_error');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('No station.');
      },
      'No station.',
    ],
    ['rejects', () => Promise.reject(new Error('No station.')), 'No station.'],
    [
      'throws something that is no error',
      () => {
        throw 'No station.';
      },
      'No station.',
    ],
    [
      'throws nothing to say',
      () => {
        throw new Error('');
      },
      'The function failed.',
    ],
    ['gives what JSON cannot hold', () => 1n, expect.stringContaining('BigInt')],
    ['gives a response that it has not read', () => new Response('{}'), expect.stringContaining('Response')],
    ['gives what JSON would empty', () => new Map([['a', 1]]), expect.stringContaining('Map')],
  ])('that %s is an error for the model, and the turn goes on', async (_, run, message) => {
    const { store, asked } = functionThread({ f: { run } }, [[call('f')]]);
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(resultsSent(asked)).toEqual([
      { type: 'function_result', call_id: 'call_f', name: 'f', is_error: true, result: message },
    ]);
  });

  it('that nobody declared is an error for the model; one that the host declared waits for it', async () => {
    const { store, asked } = functionThread({ get_weather }, [[call('get_wether')], [call('own')]], {
      params: { tools: [{ type: 'function', name: 'own' }] },
    });
    await thread(store).send('Go.');
    expect(resultsSent(asked)).toMatchObject([{ is_error: true, result: expect.stringContaining('get_weather') }]);
    expect(keys(store)).toEqual(['1.0']);
    expect(thread(store).decisions['1.0']).toMatchObject({ status: 'needs_result' });
  });

  it('whose arguments broke off or are no JSON is not run: the model is told', async () => {
    const run = vi.fn();
    const { transport, requests } = recordingTransport(
      respond(
        wholeStream([
          created({ id: 'x' }),
          start(0, 'function_call', { id: 'a', name: 'f', arguments: {} }),
          delta(0, { type: 'arguments_delta', arguments: '{"location": "Os' }),
          stop(0),
          completed({ status: 'requires_action' }),
        ]),
      ),
      respond(wholeStream([created({ id: 'y' }), completed({ status: 'completed' })])),
    );
    await thread(createInteractionStore({ transport, functions: { f: { run } } })).send('Go.');
    expect(run).not.toHaveBeenCalled();
    expect(requests[1]?.input).toMatchObject([
      { call_id: 'a', is_error: true, result: expect.stringContaining('break off') },
    ]);
  });

  it('are left alone where the server runs the calls by itself', async () => {
    const run = vi.fn();
    const { store, asked } = serverThread(
      {},
      { functions: { list_files: { run } }, params: { labels: { recording: 'tool-agent' } } },
    );
    expect(await thread(store).send('Go.')).toMatchObject({ status: 'completed' });
    expect(run).not.toHaveBeenCalled();
    expect(asked).toHaveLength(1);
  });

  it('go on round after round, up to maxRounds, and then it says so', async () => {
    const run = vi.fn(() => 'again');
    const onError = vi.fn();
    const { store, asked } = functionThread(
      { f: { run } },
      Array.from({ length: 9 }, () => [call('f')]),
      {
        maxRounds: 3,
        onError,
      },
    );
    const last = await thread(store).send('Go.');
    expect(asked).toHaveLength(4);
    expect(run).toHaveBeenCalledTimes(3);
    expect(last).toMatchObject({
      status: 'requires_action',
      error: { type: 'usage', message: expect.stringContaining('3 rounds') },
    });
    expect(thread(store).error).toEqual(last.error);
    expect(onError).toHaveBeenCalledExactlyOnceWith(last.error);
    expect(keys(store)).toEqual(['3.0']);
    await thread(store).respondToFunctionCall('3.0', { result: 'enough' });
    expect(asked).toHaveLength(5);
  });

  it('have eight rounds by default, counted anew with every turn', async () => {
    const rounds = [...Array.from({ length: 8 }, () => [call('f')]), undefined, [call('f')]];
    let round = 0;
    const { store, asked } = serverThread({ respond: () => rounds[round++] }, { functions: { f: { run: () => 1 } } });
    expect(await thread(store).send('Go.')).toMatchObject({ status: 'completed', error: undefined });
    expect(asked).toHaveLength(9);
    expect(await thread(store).send('Go on.')).toMatchObject({ status: 'completed', error: undefined });
    expect(asked).toHaveLength(11);
  });

  it('keep the params of the turn in the follow-up, but for its place in the conversation', async () => {
    const { store, asked } = functionThread({ f: { run: () => 1 } }, [undefined as never, [call('f')]]);
    const first = await thread(store).send('Hello.');
    await thread(store).send('Go.', { temperature: 0, previous_interaction_id: first.id });
    expect(asked[2]?.body).toMatchObject({
      temperature: 0,
      previous_interaction_id: lastOf(store).id && thread(store).interactions[1]?.id,
    });
  });

  it('are aborted by stop(), which leaves the turn stopped and the thread free', async () => {
    let signal: AbortSignal | undefined;
    const { store, asked } = functionThread(
      { f: { run: (_args, context) => ((signal = context.signal), new Promise(() => {})) } },
      [[call('f')]],
    );
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(signal).toBeDefined());
    thread(store).stop();
    expect(signal?.aborted).toBe(true);
    expect(await sent).toMatchObject({ outcome: 'stopped' });
    expect(thread(store).decisions).toEqual({});
    expect(asked).toHaveLength(1);
    expect(await thread(store).send('Something else.')).toMatchObject({ outcome: 'finished' });
    expect(asked[1]?.body).not.toHaveProperty('previous_interaction_id');
  });

  it('that were stopped run again when the turn is resumed', async () => {
    let count = 0;
    const run = () => (++count === 1 ? new Promise(() => {}) : 'done');
    const { store, asked } = functionThread({ f: { run } }, [[call('f')]]);
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(count).toBe(1));
    expect(store.canResume()).toBe(false);
    thread(store).stop();
    await sent;
    expect(store.canResume()).toBe(true);
    expect(await thread(store).resume()).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(resultsSent(asked)).toMatchObject([{ result: 'done' }]);
    expect(count).toBe(2);
  });

  it('send their results again when the follow-up failed and is retried', async () => {
    const run = vi.fn(() => 'done');
    const { store, asked } = serverThread(
      {
        respond: ({ input }) => (input === 'Go.' ? [call('f')] : undefined),
        faults: ({ attempt }) => (attempt === 1 ? { type: 'http_error', status: 500 } : undefined),
      },
      { functions: { f: { run } } },
    );
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'error' });
    expect(await thread(store).retry()).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(run).toHaveBeenCalledOnce();
    expect(resultsSent(asked, 2)).toEqual(resultsSent(asked, 1));
    expect(thread(store).interactions).toHaveLength(2);
  });
});

describe('a function that needs approval', () => {
  const setup = (needsApproval: true | ((args: { much?: boolean }) => boolean) = true, args = {}) => {
    const run = vi.fn(() => 'paid');
    const made = functionThread({ pay: { needsApproval, run }, get_weather }, [
      [call('pay', args), call('get_weather', { location: 'Oslo' })],
    ]);
    return { ...made, run };
  };

  it('waits for the reader, while the others run', async () => {
    const { store, asked, run } = setup();
    const asking = await thread(store).send('Go.');
    expect(asking).toMatchObject({ status: 'requires_action', outcome: 'finished' });
    expect(thread(store).decisions).toMatchObject({
      '0.0': { status: 'needs_approval' },
      '0.1': { status: 'answered' },
    });
    expect(keys(store)).toEqual(['0.0']);
    expect(run).not.toHaveBeenCalled();
    const last = await thread(store).respondToFunctionCall('0.0', { approve: true });
    expect(last).toMatchObject({ status: 'completed' });
    expect(resultsSent(asked)).toMatchObject([{ result: 'paid' }, { result: { temperature: 21 } }]);
    expect(thread(store).decisions['0.0']).toMatchObject({
      status: 'answered',
      decided: 'approved',
      result: { result: 'paid' },
    });
  });

  it('is not run when the reader denies it: the model is told why', async () => {
    const { store, asked, run } = setup();
    await thread(store).send('Go.');
    await thread(store).respondToFunctionCall('0.0', { deny: true, reason: 'Too much.' });
    expect(run).not.toHaveBeenCalled();
    expect(resultsSent(asked)[0]).toEqual({
      type: 'function_result',
      call_id: 'call_pay',
      name: 'pay',
      is_error: true,
      result: 'The user denied this call. Too much.',
    });
    expect(thread(store).decisions['0.0']).toMatchObject({
      status: 'answered',
      decided: 'denied',
      reason: 'Too much.',
    });
  });

  it('may say from the arguments whether it does', async () => {
    for (const much of [true, false]) {
      const { store, run } = setup((args) => args.much === true, { much });
      await thread(store).send('Go.');
      expect(run).toHaveBeenCalledTimes(much ? 0 : 1);
      expect(keys(store)).toEqual(much ? ['0.0'] : []);
      if (!much) continue;
      await thread(store).respondToFunctionCall('0.0', { approve: true });
      expect(run).toHaveBeenCalledOnce();
    }
  });

  it('is denied when the user writes something else instead', async () => {
    const { store, asked } = setup();
    await thread(store).send('Go.');
    await thread(store).send('Never mind. What time is it?');
    const input = resultsSent(asked);
    expect(input).toMatchObject([
      { call_id: 'call_pay', is_error: true },
      { call_id: 'call_get_weather', result: { temperature: 21 } },
      { type: 'user_input' },
    ]);
    expect(thread(store).decisions['0.0']).toMatchObject({ decided: 'denied' });
    expect(lastOf(store)).toMatchObject({ status: 'completed' });
  });

  it('keeps its decisions through a snapshot; what ran then has to be approved again', async () => {
    const { store } = setup();
    await thread(store).send('Go.');
    const snapshot = JSON.parse(JSON.stringify(thread(store).getSnapshot()));
    const run = vi.fn(() => 'paid');
    const again = createInteractionStore({
      ...store.getOptions(),
      functions: { pay: { needsApproval: true, run } },
      initialInteractions: snapshot,
    });
    expect(thread(again).decisions).toEqual(JSON.parse(JSON.stringify(thread(store).decisions)));
    expect(await thread(again).respondToFunctionCall('0.0', { approve: true })).toMatchObject({ status: 'completed' });
    const halted = { ...snapshot, decisions: { '0.0': { status: 'running', startedAt: 1 } } };
    expect(thread(createInteractionStore({ initialInteractions: halted })).decisions).toEqual({
      '0.0': { status: 'needs_approval' },
    });
  });
});

describe('respondToFunctionCall', () => {
  it('gives the result of a function without run, whatever it is', async () => {
    for (const result of [0, false, '', null, 'Tuesday', { date: 'Tuesday' }]) {
      const { store, asked } = functionThread({ pick_date: { description: 'Asks the user.' } }, [[call('pick_date')]]);
      await thread(store).send('Go.');
      expect(thread(store).decisions['0.0']).toEqual({ status: 'needs_result' });
      expect(await thread(store).respondToFunctionCall('0.0', { result })).toMatchObject({ status: 'completed' });
      const [sent] = resultsSent(asked);
      expect(sent?.['result']).toEqual(
        typeof result === 'string' || (typeof result === 'object' && result) ? result : { result },
      );
      expect(thread(store).decisions['0.0']).toMatchObject({ status: 'answered', decided: 'answered' });
    }
  });

  it('gives an error as one', async () => {
    const { store, asked } = functionThread({ pick_date: {} }, [[call('pick_date')]]);
    await thread(store).send('Go.');
    await thread(store).respondToFunctionCall('0.0', { result: 'Closed.', isError: true });
    expect(resultsSent(asked)).toMatchObject([{ is_error: true, result: 'Closed.' }]);
  });

  it('keeps two calls of one function with one id apart, and waits for both', async () => {
    const { store, asked } = functionThread({ pick: {} }, [[call('pick', { n: 1 }, ''), call('pick', { n: 2 }, '')]]);
    await thread(store).send('Go.');
    expect(keys(store)).toEqual(['0.0', '0.1']);
    await thread(store).respondToFunctionCall('0.1', { result: 'second' });
    expect(asked).toHaveLength(1);
    expect(keys(store)).toEqual(['0.0']);
    await thread(store).respondToFunctionCall('0.0', { result: 'first' });
    expect(resultsSent(asked).map(({ result }) => result)).toEqual(['first', 'second']);
  });

  it('works without functions, for calls of tools in the params', async () => {
    const { store, asked } = functionThread(undefined, [[call('own')]], {
      params: { tools: [{ type: 'function', name: 'own' }] },
    });
    await thread(store).send('Go.');
    expect(thread(store).decisions).toEqual({});
    await thread(store).respondToFunctionCall('0.0', { result: 'x' });
    expect(resultsSent(asked)).toMatchObject([{ name: 'own', result: 'x' }]);
  });

  it('rejects, and changes nothing, for a call that does not wait, or an approval of what cannot run', async () => {
    const { store, asked } = functionThread({ pick: {} }, [[call('pick')]]);
    await thread(store).send('Go.');
    await expect(thread(store).respondToFunctionCall('0.7', { result: 1 })).rejects.toThrow(/"0\.7".*"0\.0"/);
    await expect(thread(store).respondToFunctionCall('0.0', { approve: true })).rejects.toThrow(/"pick"/);
    await expect(thread(store).respondToFunctionCall('0.0', { result: 1n })).rejects.toThrow(/BigInt/);
    expect(keys(store)).toEqual(['0.0']);
    await thread(store).respondToFunctionCall('0.0', { result: 1 });
    await expect(thread(store).respondToFunctionCall('0.0', { result: 2 })).rejects.toMatchObject({ type: 'usage' });
    expect(asked).toHaveLength(2);
  });
});

describe('parameters as a Standard Schema', () => {
  const schemas = {
    zod: z.object({ location: z.string(), days: z.number().int().default(1) }),
    valibot: toStandardJsonSchema(
      v.object({ location: v.string(), days: v.optional(v.pipe(v.number(), v.integer()), 1) }),
    ),
  };

  it.each(Object.entries(schemas))(
    'of %s are declared as JSON Schema, checked, and given as they come out',
    async (_, parameters) => {
      const run = vi.fn(({ location, days }: { location: string; days: number }) => `${location}: ${days}`);
      const { store, asked } = functionThread(
        { forecast: defineFunction({ parameters: parameters as (typeof schemas)['zod'], run }) },
        [[call('forecast', { location: 'Oslo' }, 'a'), call('forecast', { location: 5 }, 'b')]],
      );
      await thread(store).send('Go.');
      const [tool] = asked[0]!.body!['tools'] as { parameters: object }[];
      expect(tool?.parameters).toMatchObject({ type: 'object', properties: { location: { type: 'string' } } });
      expect(tool?.parameters).not.toHaveProperty('$schema');
      expect(run.mock.calls.map(([args]) => args)).toEqual([{ location: 'Oslo', days: 1 }]);
      expect(resultsSent(asked)).toMatchObject([
        { call_id: 'a', result: 'Oslo: 1' },
        { call_id: 'b', is_error: true, result: expect.stringMatching(/do not fit.*location/) },
      ]);
    },
  );

  it('that cannot write JSON Schema need it beside them, and it says so before anything is sent', async () => {
    const bare = v.object({ location: v.string() });
    const { store, asked } = functionThread({ f: { parameters: bare, run: () => 1 } }, []);
    await expect(thread(store).send('Go.')).rejects.toThrow(/"f".*valibot.*jsonSchema/);
    expect(asked).toEqual([]);
    expect(thread(store).interactions).toEqual([]);
    const given = { type: 'object', properties: {} };
    const { store: other, asked: others } = functionThread(
      { f: { parameters: bare, jsonSchema: given, run: () => 1 } },
      [],
    );
    await thread(other).send('Go.');
    expect(others[0]?.body?.['tools']).toEqual([{ type: 'function', name: 'f', parameters: given }]);
  });
});

it('history of which nothing is stored carries the calls and their results', async () => {
  const { store, asked } = functionThread({ f: { run: () => 1 } }, [[call('f')]], { params: { store: false } });
  expect(await thread(store).send('Go.')).toMatchObject({ status: 'completed' });
  expect(resultsSent(asked).map(({ type }) => type)).toEqual(['user_input', 'function_call', 'function_result']);
});

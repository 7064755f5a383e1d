import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Step } from '../../../src/protocol/Step.ts';
import type { InteractionFunctions } from '../../../src/store/functions/InteractionFunction.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { selectPendingCalls } from '../../../src/store/functions/selectPendingCalls.ts';
import { args, completed, created, start, statusUpdate, stop, text } from './events.ts';
import { serverThread } from './serverThread.ts';
import {
  forbidUnhandledRejections,
  lastOf,
  openStream,
  recordingTransport,
  respond,
  settle,
  sse,
  thread,
  uncaughtErrors,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

const call = (name: string, id = `call_${name}`, args: object = {}): Step =>
  ({ type: 'function_call', id, name, arguments: args }) as Step;

function functionThread(
  functions: InteractionFunctions | undefined,
  rounds: readonly (readonly Step[] | undefined)[],
  options: InteractionStreamOptions = {},
) {
  let round = 0;
  return serverThread({ respond: () => rounds[round++] }, { functions, ...options });
}

/** A function that ends when the test says so, whatever its signal says. */
function deferred() {
  const ends: ((result: unknown) => void)[] = [];
  return { run: vi.fn(() => new Promise((resolve) => ends.push(resolve))), end: (at = 0) => ends[at]?.('done') };
}

const asks = (...names: string[]) => [
  created(),
  ...names.flatMap((name, index) => [start(index, 'function_call', { id: name, name, arguments: {} }), stop(index)]),
  completed({ status: 'requires_action' }),
];
const pending = (store: ReturnType<typeof serverThread>['store']) =>
  selectPendingCalls(thread(store)).map(({ key }) => key);

describe('a turn', () => {
  it.each([
    ['a status update, and the stream just ends', [statusUpdate('requires_action')]],
    ['an event of that name', [{ event_type: 'interaction.requires_action', interaction_id: 'v1_test' }]],
    ['interaction.completed', [completed({ status: 'requires_action' })]],
    ['both', [statusUpdate('requires_action'), completed({ status: 'requires_action' })]],
  ])('runs its functions when requires_action comes as %s', async (_, ending) => {
    const run = vi.fn(() => 1);
    const { transport, requests } = recordingTransport(
      respond(sse([...asks('f').slice(0, -1), ...ending])),
      respond(wholeStream([created({ id: 'b' }), completed({ id: 'b' })])),
    );
    const last = await thread(createInteractionStore({ transport, functions: { f: { run } } })).send('Go.');
    expect(last.status).toBe('completed');
    expect(run).toHaveBeenCalledOnce();
    expect(requests).toHaveLength(2);
  });

  it('runs nothing where the API says completed, though a call has no result', async () => {
    const run = vi.fn();
    const { transport, requests } = recordingTransport(respond(wholeStream([...asks('f').slice(0, -1), completed()])));
    await thread(createInteractionStore({ transport, functions: { f: { run } } })).send('Go.');
    expect(run).not.toHaveBeenCalled();
    expect(requests).toHaveLength(1);
  });

  it('is over where the host must act and there is nothing to act on', async () => {
    const { transport, requests } = recordingTransport(respond(wholeStream(asks())));
    const store = createInteractionStore({ transport, functions: { f: { run: () => 1 } } });
    expect(await thread(store).send('Go.')).toMatchObject({ status: 'requires_action', outcome: 'finished' });
    expect(store.canResume()).toBe(false);
    expect(requests).toHaveLength(1);
  });

  it('answers the one of two calls with one id that the server has not answered itself', async () => {
    const { transport, requests } = recordingTransport(
      respond(
        wholeStream([
          created(),
          ...[0, 1].flatMap((index) => [
            start(index, 'function_call', { id: 'a', name: 'f', arguments: { index } }),
            stop(index),
          ]),
          start(2, 'function_result', { call_id: 'a', name: 'f', result: 'theirs' }),
          stop(2),
          completed({ status: 'requires_action' }),
        ]),
      ),
      respond(wholeStream([created({ id: 'b' }), completed({ id: 'b' })])),
    );
    const run = vi.fn(({ index }: { index: number }) => `ours ${index}`);
    await thread(createInteractionStore({ transport, functions: { f: { run } } })).send('Go.');
    expect(requests[1]?.input).toEqual([{ type: 'function_result', call_id: 'a', name: 'f', result: 'ours 1' }]);
  });

  it('resolves for everybody who takes part in it when nothing runs any more', async () => {
    const slow = deferred();
    const { store, asked } = functionThread({ slow, pay: { needsApproval: true, run: () => 'paid' } }, [
      [call('slow'), call('pay')],
    ]);
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(pending(store)).toEqual(['0.1']));
    const approved = thread(store).respondToFunctionCall('0.1', { approve: true });
    await settle();
    expect(thread(store).decisions['0.1']?.status).toBe('answered');
    slow.end();
    const ends = await Promise.all([sent, approved]);
    expect(ends.map(({ key, outcome }) => [key, outcome])).toEqual([
      ['1', 'finished'],
      ['1', 'finished'],
    ]);
    expect(asked).toHaveLength(2);
  });

  it('is not over for those who wait while a function runs that was approved later', async () => {
    const [slow, pay] = [deferred(), deferred()];
    const { store } = functionThread({ slow, pay: { needsApproval: true, ...pay } }, [[call('slow'), call('pay')]]);
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(slow.run).toHaveBeenCalled());
    void thread(store).respondToFunctionCall('0.1', { approve: true });
    await vi.waitFor(() => expect(pay.run).toHaveBeenCalled());
    slow.end();
    await settle();
    pay.end();
    expect(await sent).toMatchObject({ key: '1', outcome: 'finished' });
  });

  it('answers a call without an id by an empty one', async () => {
    const { transport, requests } = recordingTransport(
      respond(
        wholeStream([
          created(),
          start(0, 'function_call', { name: 'f', arguments: {} }),
          stop(0),
          completed({ status: 'requires_action' }),
        ]),
      ),
      respond(wholeStream([created({ id: 'b' }), completed({ id: 'b' })])),
    );
    await thread(createInteractionStore({ transport, functions: { f: { run: () => 'x' } } })).send('Go.');
    expect(requests[1]?.input).toEqual([{ type: 'function_result', call_id: '', name: 'f', result: 'x' }]);
  });

  it('does not wait for a connection to close to take an answer', async () => {
    const open = openStream();
    const { transport, requests } = recordingTransport(
      respond(open.stream),
      respond(wholeStream([created({ id: 'b' }), completed({ id: 'b' })])),
    );
    const store = createInteractionStore({ transport });
    const sent = thread(store).send('Go.');
    open.write(asks('f'));
    await vi.waitFor(() => expect(pending(store)).toEqual(['0.0']));
    expect(await thread(store).respondToFunctionCall('0.0', { result: 1 })).toMatchObject({ status: 'completed' });
    expect((await sent).status).toBe('requires_action');
    expect(open.cancelled).toBe(true);
    expect(requests).toHaveLength(2);
  });

  it('runs a function once that is approved while its connection is still open', async () => {
    const open = openStream();
    const { transport, requests } = recordingTransport(
      respond(open.stream),
      respond(wholeStream([created({ id: 'b' }), completed({ id: 'b' })])),
    );
    const run = vi.fn(() => settle());
    const store = createInteractionStore({ transport, functions: { f: { run } } });
    void thread(store).send('Go.');
    open.write(asks('f'));
    await vi.waitFor(() => expect(pending(store)).toEqual(['0.0']));
    expect(await thread(store).respondToFunctionCall('0.0', { approve: true })).toMatchObject({ status: 'completed' });
    expect(run).toHaveBeenCalledOnce();
    expect(requests).toHaveLength(2);
  });

  it('runs no functions for what only the interactions before it had asked for', async () => {
    const run = vi.fn(() => 1);
    const { store, asked } = functionThread(undefined, [[call('f')]]);
    await thread(store).send('Go.');
    store.setOptions({ ...store.getOptions(), functions: { f: { run } } });
    await thread(store).attach(respond(sse([created({ id: 'x' }), start(0, 'model_output')]))());
    expect(lastOf(store).outcome).toBe('truncated');
    expect(run).not.toHaveBeenCalled();
    expect(thread(store).decisions).toEqual({});
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(pending(store)).toEqual(['0.0']);
  });

  it('keeps the params of the interaction that asked, whatever came after it', async () => {
    const { store, asked } = functionThread({ pick: {} }, [[call('pick')]]);
    await thread(store).send('Go.', { temperature: 0 });
    await thread(store).attach(respond(sse([created({ id: 'x' })]))());
    await thread(store).respondToFunctionCall('0.0', { result: 1 });
    expect(asked.at(-1)?.body).toMatchObject({ temperature: 0 });
  });

  it('leaves a call to the host whose tool only this turn declares', async () => {
    const { store } = functionThread({ f: { run: () => 1 } }, [[call('own')]]);
    await thread(store).send('Go.', { tools: [{ type: 'function', name: 'own' }] });
    expect(thread(store).decisions).toEqual({ '0.0': { status: 'needs_result' } });
  });
});

describe('stop, while functions are at it', () => {
  it('begins none when it comes between the end of the stream and the functions', async () => {
    for (const when of ['finish', 'grace'] as const) {
      const run = vi.fn(() => 1);
      const open = openStream();
      const { transport, requests } = recordingTransport(respond(open.stream));
      const store = createInteractionStore({
        transport,
        functions: { f: { run } },
        onFinish: () => when === 'finish' && thread(store).stop(),
      });
      const sent = thread(store).send('Go.');
      open.write(asks('f'));
      await vi.waitFor(() => expect(lastOf(store).status).toBe('requires_action'));
      if (when === 'grace') thread(store).stop();
      else open.close();
      expect(await sent).toMatchObject({ status: 'requires_action' });
      await settle();
      expect(run).not.toHaveBeenCalled();
      expect(requests).toHaveLength(1);
      expect(pending(store)).toEqual(['0.0']);
    }
  });

  it('by a subscriber that sees the first one begin, runs none', async () => {
    const run = vi.fn(() => 1);
    const { store, asked } = functionThread({ f: { run } }, [[call('f', 'a'), call('f', 'b')]]);
    let isStopped = false;
    store.subscribe(({ decisions, stop: end }) => {
      if (isStopped || Object.values(decisions).every(({ status }) => status !== 'running')) return;
      isStopped = true;
      end();
    });
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'stopped' });
    await settle();
    expect(run).not.toHaveBeenCalled();
    expect(thread(store).decisions).toEqual({});
    expect(asked).toHaveLength(1);
  });

  it('ignores a result that comes later, or in the same moment', async () => {
    for (let turns = 0; turns < 20; turns += 1) {
      const slow = deferred();
      const { store } = functionThread({ slow, deaf: deferred() }, [[call('slow'), call('deaf')]]);
      const sent = thread(store).send('Go.');
      await vi.waitFor(() => expect(slow.run).toHaveBeenCalled());
      slow.end();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      thread(store).stop();
      const { decisions } = thread(store);
      expect((await sent).outcome).toBe('stopped');
      await settle();
      expect(thread(store).decisions).toBe(decisions);
    }
  });

  it('does not ask whether to approve what is stopped', async () => {
    let fits: (value: unknown) => void = () => {};
    const validate = () => new Promise<{ value: unknown }>((resolve) => (fits = (value) => resolve({ value })));
    const needsApproval = vi.fn(() => true);
    const parameters = { '~standard': { version: 1, vendor: 'own', validate } } as const;
    const { store } = functionThread({ f: { parameters, jsonSchema: {}, needsApproval, run: () => 1 } }, [[call('f')]]);
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(thread(store).decisions['0.0']?.status).toBe('running'));
    await settle();
    thread(store).stop();
    fits({});
    await sent;
    await settle();
    expect(needsApproval).not.toHaveBeenCalled();
  });

  it('and something sent at once: each promise is for its own turn', async () => {
    const slow = deferred();
    const { store } = functionThread({ slow }, [[call('slow')], undefined]);
    const first = thread(store).send('Go.');
    await vi.waitFor(() => expect(slow.run).toHaveBeenCalled());
    thread(store).stop();
    const second = thread(store).send('Instead.');
    expect(await first).toMatchObject({ key: '0', outcome: 'stopped' });
    expect(await second).toMatchObject({ key: '1', outcome: 'finished' });
  });

  it('by clear() still resolves to the interaction, and leaves nothing', async () => {
    const slow = deferred();
    const { store } = functionThread({ slow }, [[call('slow')]]);
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(slow.run).toHaveBeenCalled());
    thread(store).clear();
    expect(await sent).toMatchObject({ key: '0', outcome: 'stopped' });
    slow.end();
    await settle();
    expect(thread(store)).toMatchObject({ interactions: [], decisions: {}, connection: 'idle' });
  });

  it('right after an answer sends nothing; resume() sends it then', async () => {
    const { store, asked } = functionThread({ pick: {} }, [[call('pick')]]);
    await thread(store).send('Go.');
    expect(store.canResume()).toBe(false);
    const answered = thread(store).respondToFunctionCall('0.0', { result: 1 });
    thread(store).stop();
    expect(await answered).toBe(lastOf(store));
    expect(asked).toHaveLength(1);
    expect(store.canResume()).toBe(true);
    expect(await thread(store).resume()).toMatchObject({ key: '1', status: 'completed' });
  });
});

describe('a function call', () => {
  it('is only approved by a yes, and only answered by an answer', async () => {
    const run = vi.fn();
    const { store } = functionThread({ pay: { needsApproval: true, run } }, [[call('pay')]]);
    await thread(store).send('Go.');
    for (const answer of [{ approve: false }, { deny: false }, {}, { approve: undefined }]) {
      await expect(thread(store).respondToFunctionCall('0.0', answer as never)).rejects.toMatchObject({
        type: 'usage',
      });
    }
    expect(run).not.toHaveBeenCalled();
    expect(pending(store)).toEqual(['0.0']);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'may be of %s, which is nobody’s',
    async (name) => {
      const { store, asked } = functionThread({ f: { run: () => 1 } }, [[call(name)]]);
      expect(await thread(store).send('Go.')).toMatchObject({ status: 'completed' });
      expect(asked[1]?.body?.['input']).toMatchObject([{ name, is_error: true, result: expect.stringContaining('"') }]);
    },
  );

  it.each(['constructor', '__proto__', 'toString'])('may be of a function that is named %s', async (name) => {
    const functions = {
      ['__proto__']: { run: () => 'own' },
      constructor: { run: () => 'own' },
      toString: { run: () => 'own' },
    };
    const { store, asked } = functionThread(functions as never, [[call(name)]]);
    expect(await thread(store).send('Go.')).toMatchObject({ status: 'completed' });
    expect(asked[1]?.body?.['input']).toMatchObject([{ name, result: 'own' }]);
    expect(asked[0]?.body?.['tools']).toHaveLength(3);
  });

  it('whose arguments cannot be read is not run by an approval either', async () => {
    const run = vi.fn();
    const { transport, requests } = recordingTransport(
      respond(
        wholeStream([
          created(),
          start(0, 'function_call', { id: 'a', name: 'f', arguments: {} }),
          args(0, '{"all": fal'),
          stop(0),
          completed({ status: 'requires_action' }),
        ]),
      ),
      respond(wholeStream([created({ id: 'b' }), completed({ id: 'b' })])),
    );
    const store = createInteractionStore({ transport });
    await thread(store).send('Go.');
    store.setOptions({ transport, functions: { f: { run } } });
    await thread(store).respondToFunctionCall('0.0', { approve: true });
    expect(run).not.toHaveBeenCalled();
    expect(requests[1]?.input).toMatchObject([{ is_error: true }]);
  });

  it.each([
    ['an object without a prototype', Object.create(null) as unknown],
    [
      'an error whose message is a trap',
      Object.defineProperty({}, 'message', {
        get: () => {
          throw new Error('!');
        },
      }),
    ],
    ['a plain object with a message', { message: 'No station.' }],
    ['a number', 404],
    ['nothing', undefined],
  ])('whose function throws %s ends all the same', async (_, thrown) => {
    const run = () => {
      throw thrown;
    };
    const { store, asked } = functionThread({ f: { run } }, [[call('f')]]);
    expect(await thread(store).send('Go.')).toMatchObject({ status: 'completed' });
    const [{ result, is_error: isError }] = asked[1]!.body!['input'] as [{ result: string; is_error: boolean }];
    expect(isError).toBe(true);
    expect(result).toMatch(/^(The function failed\.|No station\.|404|undefined)$/);
  });

  it('is decided on whatever a subscriber throws', async () => {
    const errors = uncaughtErrors();
    const { store } = functionThread({ f: { run: () => 1 } }, [[call('f')]]);
    store.subscribe(() => {
      throw new Error('Mine.');
    });
    expect(await thread(store).send('Go.')).toMatchObject({ status: 'completed', outcome: 'finished' });
    await settle();
    expect(thread(store).decisions).toMatchObject({ '0.0': { status: 'answered' } });
    expect(errors.length).toBeGreaterThan(0);
  });

  it('of functions and a transport that the options get meanwhile goes by those', async () => {
    const slow = deferred();
    const late = vi.fn(() => 'late');
    const { store, asked, transport } = functionThread({ slow }, [[call('slow')], [call('late')]]);
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(slow.run).toHaveBeenCalled());
    const other = { ...transport, create: vi.fn(transport.create) };
    store.setOptions({ ...store.getOptions(), transport: other, functions: { late: { run: late } } });
    slow.end();
    expect(await sent).toMatchObject({ status: 'completed' });
    expect(late).toHaveBeenCalledOnce();
    expect(other.create).toHaveBeenCalledTimes(2);
    expect(asked[1]?.body).toMatchObject({ tools: [{ name: 'late' }] });
  });

  it('waits for its answer to be sent until there is a transport again', async () => {
    const slow = deferred();
    const { store } = functionThread({ slow }, [[call('slow')]]);
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(slow.run).toHaveBeenCalled());
    const options = store.getOptions();
    store.setOptions({ ...options, transport: undefined });
    slow.end();
    await expect(sent).rejects.toMatchObject({ type: 'usage' });
    store.setOptions(options);
    expect(await thread(store).resume()).toMatchObject({ status: 'completed' });
    expect(slow.run).toHaveBeenCalledOnce();
  });
});

describe('callbacks that throw', () => {
  it('as rounds run out leave the turn as it is', async () => {
    const errors = uncaughtErrors();
    const { store } = functionThread({ f: { run: () => 1 } }, [[call('f')], [call('f')]], {
      maxRounds: 1,
      onError: () => {
        throw new Error('Mine.');
      },
    });
    expect(await thread(store).send('Go.')).toMatchObject({ error: { type: 'usage' } });
    await settle();
    expect(errors).toMatchObject([{ message: 'Mine.' }]);
  });

  it('or send at once, from any of them, leave one run', async () => {
    for (const callback of ['onFinish', 'onError', 'onStep'] as const) {
      let isSent = false;
      const { store } = serverThread(
        { faults: ({ attempt }) => (attempt === 0 ? { type: 'error_after', events: 5 } : undefined) },
        {
          params: { labels: { recording: 'thinking' } },
          [callback]: () => {
            if (isSent || lastOf(store).outcome === 'running') return;
            isSent = true;
            thread(store)
              .send('Again.')
              .catch(() => undefined);
          },
        },
      );
      await thread(store).send('Go.');
      await vi.waitFor(() =>
        expect(thread(store).interactions.map(({ outcome }) => outcome)).toEqual(['error', 'finished']),
      );
      expect(thread(store).connection).toBe('closed');
    }
  });
});

describe('onStep', () => {
  it('that stops is told of every step once', async () => {
    const told: string[] = [];
    const { transport } = recordingTransport(
      respond(sse([created(), start(0, 'thought'), stop(0), start(1, 'model_output'), text(1, 'Hel')])),
    );
    const store = createInteractionStore({
      transport,
      onStep: ({ key, status }) => {
        told.push(`${key} ${status}`);
        thread(store).stop();
      },
    });
    await thread(store).send('Go.');
    expect(told).toEqual(['0.0 done', '0.1 interrupted']);
  });
});

describe('functions that cannot be declared', () => {
  it('change nothing: no branch is left, no call is denied, no decision is lost', async () => {
    const bare = { '~standard': { version: 1, vendor: 'bare', validate: (value: unknown) => ({ value }) } } as const;
    const { store, asked } = functionThread({ pick: {} }, [undefined, [call('pick')]]);
    await thread(store).send('One.');
    await thread(store).send('Two.');
    const before = thread(store);
    store.setOptions({ ...store.getOptions(), functions: { pick: {}, f: { parameters: bare, run: () => 1 } } });
    await expect(thread(store).send('Three.')).rejects.toMatchObject({ type: 'usage' });
    await expect(thread(store).edit('0', 'Other.')).rejects.toMatchObject({ type: 'usage' });
    await expect(thread(store).regenerate('1')).rejects.toMatchObject({ type: 'usage' });
    await expect(thread(store).retry()).rejects.toMatchObject({ type: 'usage' });
    expect(thread(store)).toBe(before);
    expect(asked).toHaveLength(2);
  });
});

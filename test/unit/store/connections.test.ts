import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Step } from '../../../src/protocol/Step.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { continuationParams } from '../../../src/store/thread/continuationParams.ts';
import { hasNews } from '../../../src/store/thread/hasNews.ts';
import { selectPendingCalls } from '../../../src/store/functions/selectPendingCalls.ts';
import { completed, created, fold, start, stepsOf, text } from './events.ts';
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
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const said = (words: string) => ({ type: 'model_output', content: [{ type: 'text', text: words }] }) as Step;

describe('a time limit that is written into the stream', () => {
  it('is on no screen: the interaction runs on, and nobody is told of an error', async () => {
    const onError = vi.fn();
    const { store, asked } = serverThread(
      {
        eventIds: true,
        faults: ({ action }) =>
          action === 'create' ? { type: 'error_after', events: 6, code: 'deadline_exceeded' } : undefined,
      },
      { params: { labels: { recording: 'deep-research' } }, onError },
    );
    const seen = new Set<string>();
    store.subscribe(({ interactions, error }) => {
      seen.add(interactions.at(-1)?.outcome ?? '');
      expect(error).toBeUndefined();
    });
    await thread(store).send('Go.');
    expect([...seen]).toEqual(['running', 'finished']);
    expect(onError).not.toHaveBeenCalled();
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['no id is known', {}, { type: 'bare_error_array_after', events: 0 }],
    ['nothing is stored', { store: false }, { type: 'bare_error_array_after', events: 4 }],
  ] as const)('is final where %s', async (_, params, fault) => {
    const { store, asked } = serverThread(
      { faults: () => fault },
      { params: { ...params, labels: { recording: 'thinking' } } },
    );
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'error', error: { code: 'deadline_exceeded' } });
    expect(asked).toHaveLength(1);
  });

  it('that comes again at once, every time, is given up with both reasons in words, each once', async () => {
    const { store, asked } = serverThread(
      {
        eventIds: true,
        faults: ({ action }) =>
          action === 'create'
            ? { type: 'cut_after', events: 5, how: 'break' }
            : { type: 'bare_error_after', events: 0, code: 'gateway_timeout' },
      },
      { params: { labels: { recording: 'thinking' } }, reconnect: { delay: 0, attempts: 3 } },
    );
    const { outcome, error } = await thread(store).send('Go.');
    expect(outcome).toBe('truncated');
    expect(error).toMatchObject({ type: 'network', retryable: true });
    expect(error?.message.match(/broke off/g)).toHaveLength(1);
    expect(error?.message.match(/gateway_timeout/g)).toHaveLength(2);
    expect(asked).toHaveLength(4);
  });

  it('that is all that ever comes is given up in words that say so once', async () => {
    const { store } = serverThread(
      {
        eventIds: true,
        faults: ({ action }) => ({ type: 'error_after', events: action === 'create' ? 5 : 0, code: 'gateway_timeout' }),
      },
      { params: { labels: { recording: 'thinking' } }, reconnect: { delay: 0, attempts: 2 } },
    );
    const { error } = await thread(store).send('Go.');
    expect(error?.message).toMatch(
      /^The stream could not be taken up again: The API reported an error \(gateway_timeout\)/,
    );
  });
});

describe('an open connection', () => {
  const opened = (reconnect = {}) => {
    const [first, second] = [openStream(), openStream()];
    const get = vi.fn(async () => respond(second.stream)());
    const cancel = vi.fn(async () => undefined);
    const { transport } = recordingTransport(respond(first.stream));
    const store = createInteractionStore({ transport: { ...transport, get, cancel }, reconnect });
    return { store, first, second, get, sent: thread(store).send('Go.') };
  };

  it('is taken up anew when the network comes back: it may be dead', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    const { store, first, second, get, sent } = opened({ delay: 0 });
    first.write([created()]);
    await vi.waitFor(() => expect(lastOf(store).id).toBeDefined());
    page.dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(get).toHaveBeenCalledOnce());
    expect(first.cancelled).toBe(true);
    second.write([created(), completed()]);
    await sent;
    page.dispatchEvent(new Event('online'));
    await settle();
    expect(get).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it('may be silent for ever where the host says so', async () => {
    const { store, first, get, sent } = opened({ silence: Infinity, delay: 0 });
    first.write([created()]);
    await vi.waitFor(() => expect(lastOf(store).id).toBeDefined());
    await settle();
    await settle();
    expect(get).not.toHaveBeenCalled();
    expect(first.cancelled).toBe(false);
    thread(store).stop();
    await sent;
  });

  it('leaves no timer behind, however it ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const turn = async () => {
      for (let each = 0; each < 5; each += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    for (const how of ['closed', 'lost', 'stopped', 'cancelled']) {
      const { store, first, sent } = opened(false as never);
      first.write([created()]);
      await turn();
      vi.advanceTimersByTime(1);
      expect(vi.getTimerCount()).toBe(1);
      if (how === 'stopped') thread(store).stop();
      if (how === 'cancelled') await thread(store).cancel();
      if (how === 'cancelled') first.write([completed({ status: 'cancelled' })]);
      if (how === 'lost') first.fail(new TypeError('Load failed'));
      else if (how !== 'stopped') first.close();
      await sent;
      expect(`${how}: ${vi.getTimerCount()}`).toBe(`${how}: 0`);
    }
  });
});

describe('a request that takes an interaction up, and is never answered by a transport that ignores its signal', () => {
  const never = () => new Promise<Response>(() => {});
  const cut = (gets: (() => Promise<Response>)[] = [], silence = 30) => {
    const get = vi.fn(() => gets.shift()?.() ?? never());
    const cancel = vi.fn(async () => undefined);
    const { transport } = recordingTransport(respond(sse([created(), start(0, 'model_output'), text(0, 'Hel')])));
    const store = createInteractionStore({
      transport: { ...transport, get, cancel },
      reconnect: { delay: 0, silence, attempts: 2 },
    });
    return { store, get, sent: thread(store).send('Go.') };
  };

  it('is sent anew', async () => {
    const whole = wholeStream([created(), start(0, 'model_output'), text(0, 'Hello'), completed()]);
    const { get, sent } = cut([never, async () => respond(whole)()]);
    expect(await sent).toMatchObject({ outcome: 'finished', error: undefined });
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('is given up in words, with what had arrived, after so many attempts', async () => {
    const { get, sent } = cut();
    const { outcome, steps, error } = await sent;
    expect(outcome).toBe('truncated');
    expect(steps).toHaveLength(1);
    expect(error).toMatchObject({
      type: 'network',
      retryable: true,
      message: expect.stringMatching(/No answer.*Check/),
    });
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('does not keep a cancel waiting; an answer that comes after all is closed', async () => {
    const late = openStream();
    let answer: (source: Response) => void = () => {};
    const { store, get, sent } = cut([() => new Promise((resolve) => (answer = resolve))], 60_000);
    await vi.waitFor(() => expect(get).toHaveBeenCalledOnce());
    await thread(store).cancel();
    expect(await sent).toMatchObject({ status: 'cancelled' });
    answer(respond(late.stream)());
    await settle();
    expect(late.cancelled).toBe(true);
  });
});

describe('an attached source', () => {
  it('that is stopped before it is read is closed', async () => {
    const open = openStream();
    const store = createInteractionStore();
    store.subscribe(({ stop }) => stop());
    expect(await thread(store).attach(respond(open.stream)())).toMatchObject({ outcome: 'stopped' });
    expect(await thread(store).attach(Promise.reject(new Error('Mine.')))).toMatchObject({ outcome: 'stopped' });
    await settle();
    expect(open.cancelled).toBe(true);
  });

  it('that is refused is left as it is, and its failure is nobody’s', async () => {
    const open = openStream();
    const other = openStream();
    const store = createInteractionStore();
    const attached = thread(store).attach(respond(open.stream)());
    await expect(thread(store).attach(Promise.reject(new Error('Mine.')))).rejects.toMatchObject({ type: 'usage' });
    const source = respond(other.stream)();
    await expect(thread(store).attach(source)).rejects.toMatchObject({ type: 'usage' });
    thread(store).stop();
    await attached;
    const again = thread(store).attach(source);
    other.write([created(), completed()]);
    other.close();
    expect(await again).toMatchObject({ outcome: 'finished' });
  });
});

describe('a restored thread whose functions wait', () => {
  const call = (name: string) => ({ type: 'function_call', id: `call_${name}`, name, arguments: {} }) as Step;
  const setup = async (names: readonly string[]) => {
    let round = 0;
    let end: (() => void) | undefined;
    const slow = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
    const quick = vi.fn(() => 'quick');
    const functions = {
      slow: { run: slow },
      quick: { run: quick },
      pay: { needsApproval: true, run: quick },
      pick: {},
    };
    const { store, asked, transport } = serverThread(
      { respond: () => (round++ === 0 ? names.map(call) : undefined) },
      { functions },
    );
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(Object.keys(thread(store).decisions)).toHaveLength(names.length));
    const initialInteractions = json(thread(store).getSnapshot());
    thread(store).stop();
    end?.();
    await sent;
    slow.mockClear();
    quick.mockClear();
    const restored = createInteractionStore({ transport, functions, params: { model: 'm' }, initialInteractions });
    return { restored, slow, quick, asked, end: () => end?.() };
  };

  it('has nothing to take up while all of them wait for somebody', async () => {
    const { restored, quick, asked } = await setup(['pay', 'pick']);
    expect(restored.canResume()).toBe(false);
    expect(await thread(restored).resume(lastOf(restored).id)).toMatchObject({ status: 'requires_action' });
    expect(quick).not.toHaveBeenCalled();
    expect(thread(restored).decisions).toMatchObject({
      '0.0': { status: 'needs_approval' },
      '0.1': { status: 'needs_result' },
    });
    await thread(restored).respondToFunctionCall('0.0', { approve: true });
    expect(await thread(restored).respondToFunctionCall('0.1', { result: 2 })).toMatchObject({ status: 'completed' });
    expect(asked).toHaveLength(2);
  });

  it('does not run again by itself what may have run', async () => {
    const { restored, slow, end } = await setup(['slow', 'quick']);
    expect(thread(restored).decisions).toMatchObject({
      '0.0': { status: 'needs_approval' },
      '0.1': { status: 'answered' },
    });
    expect(restored.canResume()).toBe(false);
    await thread(restored).resume(lastOf(restored).id);
    expect(slow).not.toHaveBeenCalled();
    const approved = thread(restored).respondToFunctionCall('0.0', { approve: true });
    await vi.waitFor(() => expect(slow).toHaveBeenCalled());
    end();
    expect(await approved).toMatchObject({ status: 'completed' });
  });

  it('runs on resume() those that nobody has begun', async () => {
    let round = 0;
    const run = vi.fn(() => 1);
    const { store, transport } = serverThread({ respond: () => (round++ === 0 ? [call('f')] : undefined) });
    await thread(store).send('Go.');
    const restored = createInteractionStore({
      transport,
      functions: { f: { run } },
      params: { model: 'm' },
      initialInteractions: json(thread(store).getSnapshot()),
    });
    expect(run).not.toHaveBeenCalled();
    expect(restored.canResume()).toBe(true);
    expect(await thread(restored).resume()).toMatchObject({ status: 'completed' });
    expect(run).toHaveBeenCalledOnce();
    expect(selectPendingCalls(thread(restored))).toEqual([]);
  });
});

describe('the hops of an answer', () => {
  const hops = [[said('One, ')], [said('two.')]];

  it('go on after a reload, with the functions declared as ever', async () => {
    const functions = { f: { description: 'F.', run: () => 1 } };
    const { store, asked, transport } = serverThread(
      {
        respond: () => ({ hops }),
        faults: ({ attempt, action }) =>
          action === 'create' && attempt === 1 ? { type: 'http_error', status: 500 } : undefined,
      },
      { functions, reconnect: false },
    );
    expect(await thread(store).send('Go.', { temperature: 1 })).toMatchObject({ status: 'requires_continuation' });
    expect(asked).toHaveLength(2);
    const restored = createInteractionStore({
      transport,
      functions,
      params: { model: 'm' },
      initialInteractions: json(thread(store).getSnapshot()),
    });
    expect(restored.canResume()).toBe(true);
    const last = await thread(restored).resume();
    expect(stepsOf(last)).toEqual(hops.flat());
    expect(asked.at(-1)?.body).toMatchObject({
      continuation_token: expect.any(String),
      tools: [{ name: 'f' }],
      model: 'm',
    });
    expect(asked.at(-1)?.body).not.toHaveProperty('input');
  });

  it('keep the params of their turn when they are taken up by hand', async () => {
    const { store, asked } = serverThread(
      {
        respond: () => ({ hops }),
        faults: ({ attempt, action }) =>
          action === 'create' && attempt === 1 ? { type: 'http_error', status: 500 } : undefined,
      },
      { reconnect: false },
    );
    await thread(store).send('Go.', { temperature: 1 });
    expect(stepsOf(await thread(store).resume())).toEqual(hops.flat());
    expect(asked.at(-1)?.body).toMatchObject({ temperature: 1, continuation_token: expect.any(String) });
  });

  it('are asked for with the input where nothing is to be stored, though there is an id', () => {
    const params = { model: 'm', input: 'Hi', store: false };
    expect(continuationParams(params, 't', 'v1_a')).toEqual({ ...params, continuation_token: 't' });
  });

  it('are asked for once with reconnect: false', async () => {
    for (const [status, requests] of [[503, 2]] as const) {
      const { store, asked } = serverThread(
        {
          respond: () => ({ hops }),
          faults: ({ attempt }) => (attempt === 1 ? { type: 'http_error', status } : undefined),
        },
        { reconnect: false },
      );
      expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'error', error: { status } });
      expect(asked).toHaveLength(requests);
    }
  });

  it('are news, even one that nobody announced and that has no step yet', () => {
    const before = fold([created({ id: 'a' }), start(0, 'model_output')]);
    expect(hasNews(before, before)).toBe(false);
    expect(hasNews(before, fold([created({ id: 'a' })], before))).toBe(false);
    const opened = fold([created({ id: 'b' })], fold([created({ id: 'a' })]));
    expect(hasNews(fold([created({ id: 'a' })]), opened)).toBe(true);
    expect(hasNews(before, fold([text(0, 'x')], before))).toBe(true);
  });
});

describe('cancel', () => {
  const agent = { agent: 'deep-research', model: undefined, background: true, labels: { recording: 'deep-research' } };
  const begun = async (cut?: number) => {
    const made = serverThread(
      {
        pace: 20,
        eventIds: true,
        faults: ({ action }) => (cut && action === 'create' ? { type: 'cut_after', events: cut } : undefined),
      },
      { params: agent },
    );
    const sent = thread(made.store).send('Go.');
    await vi.waitFor(() => expect(lastOf(made.store).id).toBeDefined());
    return { ...made, sent };
  };

  it('asked for twice at once is asked of the server once', async () => {
    const { store, asked, sent } = await begun();
    await Promise.all([thread(store).cancel(), thread(store).cancel()]);
    expect(await sent).toMatchObject({ status: 'cancelled' });
    expect(asked.filter(({ path }) => path.endsWith('/cancel'))).toHaveLength(1);
  });

  it('that is refused after the connection was lost has not cancelled: the interaction is taken up again', async () => {
    const { store, sent } = await begun(4);
    let refuse: (reason: unknown) => void = () => {};
    const cancel = () => new Promise<void>((_, reject) => (refuse = reject));
    store.setOptions({ ...store.getOptions(), transport: { ...store.getOptions().transport!, cancel } });
    const cancelled = thread(store).cancel();
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(lastOf(store)).toMatchObject({ outcome: 'running', status: 'in_progress' });
    refuse(Object.assign(new Error('No.'), { status: 403 }));
    await expect(cancelled).rejects.toMatchObject({ status: 403 });
    expect(await sent).toMatchObject({ outcome: 'finished', status: 'completed' });
  });

  it('whose answer never comes does not keep a stream open that has said so', async () => {
    const { store, transport, sent } = await begun();
    const cancel = async (id: string) => {
      await transport.cancel(id);
      await new Promise(() => {});
    };
    store.setOptions({ ...store.getOptions(), transport: { ...transport, cancel } });
    void thread(store).cancel();
    expect(await sent).toMatchObject({ outcome: 'finished', status: 'cancelled' });
  });

  it('that is refused because it is over already has nothing to say', async () => {
    const { store, transport, sent } = await begun();
    const cancel = async (id: string) => {
      await transport.cancel(id);
      await sent;
      throw Object.assign(new Error('It is over.'), { status: 400 });
    };
    store.setOptions({ ...store.getOptions(), transport: { ...transport, cancel } });
    await thread(store).cancel();
    expect(lastOf(store).status).toBe('cancelled');
  });

  it('of what was stopped here leaves alone what was sent meanwhile', async () => {
    const { store, transport, sent } = await begun();
    thread(store).stop();
    await sent;
    let end: () => void = () => {};
    const cancel = () => new Promise<void>((resolve) => (end = resolve));
    store.setOptions({ ...store.getOptions(), transport: { ...transport, cancel } });
    const cancelled = thread(store).cancel();
    const next = thread(store).send('Else.');
    await settle();
    end();
    await cancelled;
    expect(lastOf(store)).toMatchObject({ key: '1', outcome: 'running' });
    thread(store).stop();
    await next;
    expect(thread(store).interactions.map(({ key, status }) => `${key} ${status}`)[0]).toBe('0 in_progress');
  });

  it('of the next one does not wait for that of the one before', async () => {
    const { store, asked, sent } = await begun();
    const { transport } = store.getOptions();
    const hung = vi.fn(() => new Promise<void>(() => {}));
    store.setOptions({ ...store.getOptions(), transport: { ...transport!, cancel: hung } });
    void thread(store).cancel();
    thread(store).stop();
    expect((await sent).outcome).toBe('stopped');
    store.setOptions({ ...store.getOptions(), transport });
    const next = thread(store).send('Else.');
    await vi.waitFor(() => expect(lastOf(store).status).toBe('in_progress'));
    await thread(store).cancel();
    expect(await next).toMatchObject({ status: 'cancelled' });
    expect(asked.filter(({ path }) => path.endsWith('/cancel'))).toHaveLength(1);
    expect(hung).toHaveBeenCalledOnce();
  });
});

describe('a request that is answered after the reader has stopped', () => {
  it('is closed, also when it is a resumed one', async () => {
    const open = openStream();
    let answer: (response: Response) => void = () => {};
    const { transport } = recordingTransport(respond(sse([created(), start(0, 'model_output')])));
    const store = createInteractionStore({
      transport: { ...transport, get: () => new Promise((resolve) => (answer = resolve)) },
      reconnect: { delay: 0 },
    });
    const sent = thread(store).send('Go.');
    await vi.waitFor(() => expect(thread(store).connection).toBe('reconnecting'));
    await settle();
    thread(store).stop();
    expect(await sent).toMatchObject({ outcome: 'stopped' });
    answer(respond(open.stream)());
    await settle();
    expect(open.cancelled).toBe(true);
    expect(thread(store).connection).toBe('closed');
  });

  it('with nothing to read it by is an error of the caller’s', async () => {
    const store = createInteractionStore({
      transport: {
        create: () => {
          throw new Error('At once.');
        },
      },
    });
    expect(await thread(store).send('Go.')).toMatchObject({
      outcome: 'error',
      error: { message: expect.stringContaining('At once.') },
    });
    const { transport } = recordingTransport(respond(wholeStream([created(), completed()])));
    store.setOptions({ transport });
    expect(await thread(store).retry()).toMatchObject({ outcome: 'finished' });
  });
});

// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { selectPendingCalls } from '../../../src/store/functions/selectPendingCalls.ts';
import { completed, created, start, stepsOf, text } from './events.ts';
import { serverThread, shownOf } from './serverThread.ts';
import {
  forbidUnhandledRejections,
  lastOf,
  openStream,
  recordingTransport,
  respond,
  thread,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);
beforeEach(() => sessionStorage.clear());

const labels = { recording: 'grounded-answer' };

/** A turn that runs, and what has come of it so far. */
async function begun(eventIds: boolean, options: InteractionStreamOptions = {}) {
  const made = serverThread({ eventIds, pace: 10 }, { ...options, params: { labels } });
  const sent = thread(made.store).send('Who was it?');
  await new Promise<void>((resolve) => {
    made.store.subscribe(({ interactions }) => (interactions.at(-1)?.steps.length ?? 0) > 1 && resolve());
  });
  return { ...made, sent };
}

describe('resume(id)', () => {
  it.each([true, false])(
    'draws what an interaction has done so far, what it was asked, and the rest (event ids: %s)',
    async (eventIds) => {
      const { store, transport, sent } = await begun(eventIds);
      const reloaded = createInteractionStore({ transport, params: { model: 'm' } });
      const resumed = thread(reloaded).resume(lastOf(store).id);
      await vi.waitFor(() => expect(lastOf(reloaded).steps.length).toBeGreaterThan(0));
      expect(stepsOf(await resumed)).toEqual(stepsOf(await sent));
      const { input, ...shown } = shownOf(lastOf(reloaded));
      const { input: said, ...whole } = shownOf(lastOf(store));
      expect(shown).toEqual(whole);
      expect(input.map(({ step }) => step)).toEqual(said.map(({ step }) => step));
      expect(lastOf(reloaded)).toMatchObject({ outcome: 'finished', status: 'completed' });
    },
  );

  it('of one that is over draws it whole', async () => {
    const { store, transport, sent } = await begun(false);
    const whole = await sent;
    const other = createInteractionStore({ transport });
    expect(stepsOf(await thread(other).resume(whole.id))).toEqual(stepsOf(whole));
    expect(lastOf(store).outcome).toBe('finished');
  });

  it('of one that the server does not have is an error that says so', async () => {
    const { store } = serverThread({});
    const last = await thread(store).resume('gone');
    expect(last).toMatchObject({ outcome: 'error', error: { type: 'http', status: 404 } });
  });

  it('goes on in the thread that it belongs to, and the next turn goes on from it', async () => {
    const { store, transport } = await begun(false);
    const other = createInteractionStore({ transport, params: { model: 'm' } });
    const { id } = await thread(other).resume(lastOf(store).id);
    await thread(other).send('And then?');
    expect(lastOf(other).metadata.previous_interaction_id ?? id).toBe(id);
    expect(thread(other).interactions).toHaveLength(2);
  });

  it.each([true, false])(
    'takes up what was stopped here, without losing or repeating anything (event ids: %s)',
    async (eventIds) => {
      const { store, sent } = await begun(eventIds);
      thread(store).stop();
      expect((await sent).outcome).toBe('stopped');
      const last = await thread(store).resume();
      expect(last).toMatchObject({ outcome: 'finished', status: 'completed' });
      const whole = await thread(serverThread({ eventIds }, { params: { labels } }).store).send('Who was it?');
      expect(shownOf(last)).toEqual(shownOf(whole));
    },
  );

  it.each([true, false])('takes up what a snapshot was made of (event ids: %s)', async (eventIds) => {
    const { store, asked, transport, sent } = await begun(eventIds);
    const snapshot = JSON.parse(JSON.stringify(thread(store).getSnapshot()));
    const whole = await sent;
    asked.length = 0;
    const reloaded = createInteractionStore({ transport, initialInteractions: snapshot });
    expect(lastOf(reloaded)).toMatchObject({ outcome: 'truncated', key: '0' });
    expect(shownOf(await thread(reloaded).resume())).toEqual(shownOf(whole));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.path.includes('last_event_id=')).toBe(eventIds);
  });

  it('rejects while a stream runs, without a transport that can, and where there is nothing to take up', async () => {
    const { store, sent } = await begun(false);
    await expect(thread(store).resume()).rejects.toMatchObject({ type: 'usage' });
    await sent;
    await expect(thread(store).resume()).rejects.toThrow(/nothing to take up/);
    await thread(store).send('More.');
    const [first] = thread(store).interactions;
    await expect(thread(store).resume(first?.id)).rejects.toThrow(/not the last/);
    await expect(thread(createInteractionStore()).resume('a')).rejects.toThrow(/transport/);
  });
});

describe('storageKey', () => {
  it('remembers the interaction that runs, and forgets it when it is over', async () => {
    const { store, sent } = await begun(false, { storageKey: 'chat' });
    expect(sessionStorage.getItem('chat')).toBe(lastOf(store).id);
    await sent;
    expect(sessionStorage.getItem('chat')).toBeNull();
  });

  it('lets resume() find it after a reload', async () => {
    const { store, transport, sent } = await begun(false, { storageKey: 'chat' });
    const reloaded = createInteractionStore({ transport, storageKey: 'chat' });
    expect(reloaded.rememberedId()).toBe(lastOf(store).id);
    expect(reloaded.canResume()).toBe(true);
    expect(stepsOf(await thread(reloaded).resume())).toEqual(stepsOf(await sent));
    expect(reloaded.canResume()).toBe(false);
  });

  it('is forgotten when the reader stops or clears, and kept when only the component goes', async () => {
    const stopped = await begun(false, { storageKey: 'chat' });
    thread(stopped.store).stop();
    expect(sessionStorage.getItem('chat')).toBeNull();
    const gone = await begun(false, { storageKey: 'chat' });
    gone.store.disconnect();
    expect(sessionStorage.getItem('chat')).toBe(lastOf(gone.store).id);
    expect((await gone.sent).outcome).toBe('stopped');
    thread(gone.store).clear();
    expect(sessionStorage.getItem('chat')).toBeNull();
  });

  it('forgets what an earlier page left, when the thread is cleared or has something else to do', async () => {
    for (const act of ['clear', 'send'] as const) {
      sessionStorage.setItem('chat', 'v1_old');
      const { store } = serverThread({}, { storageKey: 'chat', params: { store: false } });
      expect(store.rememberedId()).toBe('v1_old');
      if (act === 'clear') thread(store).clear();
      else await thread(store).send('Hello.');
      expect(sessionStorage.getItem('chat')).toBeNull();
    }
  });

  it('remembers what was cut off, until it is cancelled', async () => {
    const { store } = serverThread(
      { faults: ({ action }) => (action === 'create' ? { type: 'cut_after', events: 6 } : undefined) },
      { storageKey: 'chat', params: { labels }, reconnect: false },
    );
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'truncated' });
    expect(sessionStorage.getItem('chat')).toBe(lastOf(store).id);
    const { transport } = store.getOptions();
    store.setOptions({ ...store.getOptions(), transport: { ...transport!, cancel: async () => undefined } });
    await thread(store).cancel();
    expect(sessionStorage.getItem('chat')).toBeNull();
  });

  it('that changes takes what is remembered with it', async () => {
    const open = openStream();
    const store = createInteractionStore({
      transport: recordingTransport(respond(open.stream)).transport,
      storageKey: 'chat',
    });
    const sent = thread(store).send('Hello.');
    open.write([created({ id: 'v1_a' })]);
    await vi.waitFor(() => expect(sessionStorage.getItem('chat')).toBe('v1_a'));
    store.setOptions({ ...store.getOptions(), storageKey: 'other' });
    open.write([start(0, 'model_output')]);
    await vi.waitFor(() => expect(sessionStorage.getItem('other')).toBe('v1_a'));
    expect(sessionStorage.getItem('chat')).toBeNull();
    store.setOptions({ ...store.getOptions(), storageKey: undefined });
    open.write([text(0, 'Hi.')]);
    await vi.waitFor(() => expect(sessionStorage.getItem('other')).toBeNull());
    thread(store).stop();
    await sent;
  });

  it('remembers calls that wait for the reader, so that a reload asks again; not what a function has begun', async () => {
    const run = vi.fn(() => 'Paid.');
    const functions = { pay: { needsApproval: true, run }, look: { run: () => 'Seen.' } };
    const calls = (...names: string[]) =>
      names.map((name) => ({ type: 'function_call' as const, id: `c_${name}`, name, arguments: { sum: 3 } }));
    const begin = async (...names: string[]) => {
      let round = 0;
      const made = serverThread(
        { respond: () => (round++ === 0 ? calls(...names) : undefined) },
        { functions, storageKey: 'chat' },
      );
      await thread(made.store).send('Pay.');
      return made;
    };

    const { store, transport } = await begin('pay');
    expect(sessionStorage.getItem('chat')).toBe(lastOf(store).id);
    const reloaded = createInteractionStore({ transport, functions, storageKey: 'chat', params: { model: 'm' } });
    await thread(reloaded).resume(reloaded.rememberedId());
    const [waiting] = selectPendingCalls(thread(reloaded));
    expect(waiting?.step).toMatchObject({ name: 'pay' });
    expect(run).not.toHaveBeenCalled();
    expect(sessionStorage.getItem('chat')).toBe(lastOf(store).id);
    expect(await thread(reloaded).respondToFunctionCall(waiting?.key ?? '', { approve: true })).toMatchObject({
      outcome: 'finished',
      status: 'completed',
    });
    expect(run).toHaveBeenCalledTimes(1);
    expect(sessionStorage.getItem('chat')).toBeNull();

    const both = await begin('pay', 'look');
    expect(selectPendingCalls(thread(both.store))).toHaveLength(1);
    expect(sessionStorage.getItem('chat')).toBeNull();
  });

  it('does no harm where storage is forbidden', async () => {
    const spies = (['getItem', 'setItem', 'removeItem'] as const).map((method) =>
      vi.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException('Denied', 'SecurityError');
      }),
    );
    const { store } = serverThread({}, { storageKey: 'chat', params: { labels } });
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'finished' });
    expect(store.rememberedId()).toBeUndefined();
    spies.forEach((spy) => spy.mockRestore());
  });
});

describe('a previous interaction that the server no longer has', () => {
  it('is replaced by the history itself, and the thread goes on from there', async () => {
    const { store, asked, transport } = serverThread({});
    const first = await thread(store).send('One.');
    await transport.delete(first.id!);
    expect(await thread(store).send('Two.')).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(asked.at(-1)?.body).not.toHaveProperty('previous_interaction_id');
    expect((asked.at(-1)!.body!['input'] as { type: string }[]).map(({ type }) => type)).toEqual([
      'user_input',
      'model_output',
      'user_input',
    ]);
    const count = asked.length;
    await thread(store).send('Three.');
    expect(asked).toHaveLength(count + 1);
    expect(asked.at(-1)?.body).toMatchObject({ previous_interaction_id: thread(store).interactions[1]?.id });
  });

  it.each([
    [{ status: 404, code: 'not_found' }, true],
    [{ status: 410 }, true],
    [{ status: 400, message: 'The previous_interaction_id has expired.' }, true],
    [{ status: 400, message: 'Bad tools.' }, false],
    [{ status: 404, code: 'model_not_found' }, false],
    [{ status: 403 }, false],
  ])('is told by %j: %s', async (fields, isForgotten) => {
    const failure = { message: 'No.', ...fields };
    const { transport, requests } = recordingTransport(
      respond(wholeStream([created({ id: 'a' }), completed({ id: 'a' })])),
      () => Promise.reject(Object.assign(new Error(failure.message), { status: failure.status, error: failure })),
      respond(wholeStream([created({ id: 'b' }), completed({ id: 'b' })])),
    );
    const store = createInteractionStore({ transport });
    await thread(store).send('One.');
    expect((await thread(store).send('Two.')).outcome).toBe(isForgotten ? 'finished' : 'error');
    expect(requests).toHaveLength(isForgotten ? 3 : 2);
  });

  it('that the host has named itself is the host’s to mend', async () => {
    const { store, asked } = serverThread({});
    await thread(store).send('One.');
    expect(await thread(store).send('Two.', { previous_interaction_id: 'v1_other' })).toMatchObject({
      outcome: 'error',
      error: { status: 404 },
    });
    expect(asked).toHaveLength(2);
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../../src/testing/Fault.ts';
import { serverThread, shownOf } from './serverThread.ts';
import { forbidUnhandledRejections, lastOf, settle, thread } from './thread.ts';

beforeEach(forbidUnhandledRejections);

const agent = { agent: 'deep-research', model: undefined, background: true, labels: { recording: 'deep-research' } };

describe('an agent in the background', () => {
  it.each(['json', 'error'] as const)(
    'whose server refuses to stream (%s) is polled into the same state',
    async (streaming) => {
      const streamed = await thread(serverThread({}, { params: agent }).store).send('Go.');
      const { store, asked } = serverThread(
        { streaming, pace: 2 },
        { params: agent, reconnect: { delay: 1, pollInterval: 5 } },
      );
      const polled = await thread(store).send('Go.');
      const { steps, ...shown } = shownOf(polled);
      const { steps: streamedSteps, ...streamedShown } = shownOf(streamed);
      expect(shown).toEqual(streamedShown);
      expect(steps.map(({ step }) => step)).toEqual(streamedSteps.map(({ step }) => step));
      expect(polled.steps.every(({ status }) => status === 'done')).toBe(true);
      expect(asked.filter(({ path }) => path === `/${polled.id}`).length).toBeGreaterThan(2);
      expect(asked.filter(({ path }) => path.includes('stream=true')).length).toBeLessThanOrEqual(1);
    },
  );

  it('asked without streaming is polled at once', async () => {
    const { store, asked } = serverThread(
      { pace: 2 },
      { params: { ...agent, stream: false }, reconnect: { delay: 1, pollInterval: 5 } },
    );
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(asked.some(({ path }) => path.includes('stream=true'))).toBe(false);
  });

  it('is queued first, and says so', async () => {
    const { store } = serverThread({ queuedFor: 20, pace: 1 }, { params: agent });
    const seen = new Set<string>();
    store.subscribe(({ interactions }) => seen.add(interactions.at(-1)?.status ?? ''));
    await thread(store).send('Go.');
    expect([...seen]).toEqual(expect.arrayContaining(['queued', 'in_progress', 'completed']));
  });

  it('that brings nothing new for longer than the patience is given up, not asked for ever', async () => {
    let now = 0;
    const { store, asked } = serverThread(
      { streaming: 'json', queuedFor: 1e9 },
      { params: agent, reconnect: { delay: 0, pollInterval: 1, patience: 1000 }, now: () => (now += 20) },
    );
    const last = await thread(store).send('Go.');
    expect(last).toMatchObject({ outcome: 'truncated', status: 'queued' });
    expect(asked.length).toBeGreaterThan(3);
    expect(store.canResume()).toBe(true);
  });

  it('may be silent for long on an open stream, and is only asked for again when nobody has said anything for longer', async () => {
    const stall =
      (how: Fault) =>
      ({ action }: { action: string }) =>
        action === 'create' ? how : undefined;
    const { store, asked } = serverThread(
      { eventIds: true, faults: stall({ type: 'stall_after', events: 5 }) },
      { params: agent, reconnect: { delay: 0, silence: 40 } },
    );
    expect(await thread(store).send('Go.')).toMatchObject({ outcome: 'finished', error: undefined });
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });
});

describe('cancel', () => {
  const begun = async (faults?: () => Fault | undefined) => {
    const made = serverThread({ pace: 20, eventIds: true, faults }, { params: agent });
    const sent = thread(made.store).send('Go.');
    await vi.waitFor(() => expect(lastOf(made.store).steps.length).toBeGreaterThan(0));
    return { ...made, sent };
  };

  it('reaches the server, which ends the interaction as cancelled', async () => {
    const { store, asked, sent } = await begun();
    await thread(store).cancel();
    const last = await sent;
    expect(last).toMatchObject({ outcome: 'finished', status: 'cancelled' });
    expect(last.error).toBeUndefined();
    expect(last.steps.length).toBeGreaterThan(0);
    expect(asked.at(-1)).toMatchObject({ method: 'POST', path: `/${last.id}/cancel` });
    expect(store.canResume()).toBe(false);
  });

  it('answered with HTTP 500 has cancelled all the same', async () => {
    const { store, sent } = await begun(() => ({ type: 'cancel_error' }));
    await thread(store).cancel();
    const last = await sent;
    expect(last).toMatchObject({ outcome: 'finished', status: 'cancelled' });
    expect(last.error).toBeUndefined();
  });

  it('does not wait for a stream that does not say so', async () => {
    const { store, sent } = await begun();
    const { transport } = store.getOptions();
    store.setOptions({ ...store.getOptions(), transport: { ...transport!, cancel: async () => {} } });
    await thread(store).cancel();
    expect(await sent).toMatchObject({ outcome: 'finished', status: 'cancelled' });
  });

  it('that the server refuses rejects, and the interaction goes on', async () => {
    const { store, sent } = await begun();
    const { transport } = store.getOptions();
    store.setOptions({
      ...store.getOptions(),
      transport: { ...transport!, cancel: () => Promise.reject(Object.assign(new Error('No.'), { status: 403 })) },
    });
    await expect(thread(store).cancel()).rejects.toMatchObject({ type: 'http', status: 403 });
    expect(lastOf(store).outcome).toBe('running');
    expect(await sent).toMatchObject({ outcome: 'finished', status: 'completed' });
  });

  it('cancels what was stopped here and still runs there', async () => {
    const { store, asked, sent } = await begun();
    thread(store).stop();
    expect(await sent).toMatchObject({ outcome: 'stopped', status: 'in_progress' });
    await thread(store).cancel();
    expect(lastOf(store)).toMatchObject({ outcome: 'finished', status: 'cancelled' });
    expect(asked.at(-1)?.path).toMatch(/\/cancel$/);
    await thread(store).cancel();
    expect(asked.filter(({ path }) => path.endsWith('/cancel'))).toHaveLength(1);
  });

  it('closes the connection of what has no id, and does nothing in an empty thread', async () => {
    const { store, asked } = serverThread(
      { pace: 20 },
      { params: { store: false, labels: { recording: 'counting' } } },
    );
    await thread(store).cancel();
    const sent = thread(store).send('Go.');
    await settle();
    await thread(store).cancel();
    expect(await sent).toMatchObject({ outcome: 'stopped' });
    expect(asked).toHaveLength(1);
  });

  it('needs a transport that can', async () => {
    const { store, sent } = await begun();
    store.setOptions({ ...store.getOptions(), transport: { create: store.getOptions().transport!.create } });
    await expect(thread(store).cancel()).rejects.toMatchObject({ type: 'usage' });
    thread(store).stop();
    await sent;
  });
});

describe('onStep', () => {
  it('is told of every step once it is whole, in order, once, whatever the connection does', async () => {
    const told: string[] = [];
    for (const eventIds of [true, false]) {
      told.length = 0;
      const { store } = serverThread(
        { eventIds, faults: ({ action }) => (action === 'create' ? { type: 'cut_after', events: 20 } : undefined) },
        {
          params: { labels: { recording: 'tool-agent' } },
          onStep: (entry, interaction) => {
            expect(interaction.steps).toContain(entry);
            expect(entry.status).toBe('done');
            told.push(entry.key);
          },
        },
      );
      const last = await thread(store).send('Go.');
      expect(told).toEqual(last.steps.map(({ key }) => key));
    }
  });

  it('is told of the step that was cut off, too', async () => {
    const told: string[] = [];
    const { store } = serverThread(
      { faults: () => ({ type: 'cut_after', events: 8 }) },
      { params: { store: false, labels: { recording: 'counting' } }, onStep: ({ status }) => told.push(status) },
    );
    const last = await thread(store).send('Go.');
    expect(told).toEqual(last.steps.map(({ status }) => status));
    expect(told.at(-1)).toBe('interrupted');
  });
});

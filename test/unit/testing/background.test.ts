import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { recordings } from '../../../src/testing.ts';
import { eventsOf, idOf, play, readAll, setUpServer } from './askServer.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const background = { ...play('counting'), background: true };
const started = { ...background, stream: false };
const LENGTH = eventsOf(recordings.counting).length + 1;

describe('a run that is queued', () => {
  test('says so at once, then for as long as it waits, and only then begins', async () => {
    const { create, request } = setUpServer({ queuedFor: 5000, pace: 100 });
    const { id, status } = await (await create(started)).json();
    const statusNow = async () => (await (await request('GET', `/${id}`)).json()).status;
    expect(status).toBe('queued');
    await vi.advanceTimersByTimeAsync(5100);
    expect(await statusNow()).toBe('queued');
    await vi.advanceTimersByTimeAsync(100);
    expect(await statusNow()).toBe('in_progress');
    await vi.advanceTimersByTimeAsync(100 * LENGTH);
    expect(await statusNow()).toBe('completed');
  });

  test('streams its status updates: queued at once, in_progress when it begins', async () => {
    const { create } = setUpServer({ queuedFor: 5000 });
    const reading = (await create(background)).text();
    const times: number[] = [];
    void reading.then(() => times.push(performance.now()));
    const begun = performance.now();
    await vi.advanceTimersByTimeAsync(4999);
    expect(times).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const events = eventsOf(await reading);
    expect(times).toEqual([begun + 5000]);
    expect(events.slice(0, 3)).toMatchObject([
      { event_type: 'interaction.created', interaction: { status: 'queued' } },
      { event_type: 'interaction.status_update', status: 'queued', interaction_id: idOf(await reading) },
      { event_type: 'interaction.status_update', status: 'in_progress' },
    ]);
    expect(events.filter(({ status }) => status === 'in_progress')).toHaveLength(1);
    expect(events[3].event_type).toBe('step.start');
  });

  test('begins with an update of its own, where the recording has none', async () => {
    const bare = `event: interaction.completed\ndata: {"event_type":"interaction.completed","interaction":{"status":"completed"}}\n\n`;
    const { create } = setUpServer({ recordings: { bare }, queuedFor: 10 });
    const reading = (await create({ ...play('bare'), background: true })).text();
    await vi.advanceTimersByTimeAsync(10);
    expect(eventsOf(await reading).map(({ status, interaction }) => status ?? interaction.status)).toEqual([
      'queued',
      'in_progress',
      'completed',
    ]);
  });

  test('can be resumed while it waits', async () => {
    const { create, request } = setUpServer({ queuedFor: 5000, eventIds: true });
    const stream = (await create(background)).body as ReadableStream<Uint8Array>;
    const reader = stream.getReader();
    const [created] = eventsOf(new TextDecoder().decode((await reader.read()).value));
    await reader.cancel();
    const rest = (
      await request('GET', `/${created.interaction.id}?stream=true&last_event_id=${created.event_id}`)
    ).text();
    await vi.advanceTimersByTimeAsync(5000);
    expect(
      eventsOf(await rest)
        .map(({ status }) => status)
        .slice(0, 3),
    ).toEqual(['queued', 'in_progress', undefined]);
  });

  test('waits as long as its label says, which goes before the option', async () => {
    const { create } = setUpServer({ queuedFor: 100_000 });
    const reading = (await create({ ...play('counting', { queued_for: '50' }), background: true })).text();
    await vi.advanceTimersByTimeAsync(50);
    expect(await reading).toContain('[DONE]');
  });

  test('can be cancelled before it begins', async () => {
    const { create, request } = setUpServer({ queuedFor: 5000 });
    const { id } = await (await create(started)).json();
    const following = (await request('GET', `/${id}?stream=true`)).text();
    expect(await (await request('POST', `/${id}/cancel`, {})).json()).toMatchObject({ id, status: 'cancelled' });
    await vi.advanceTimersByTimeAsync(0);
    const events = eventsOf(await following);
    expect(events.map(({ status, interaction }) => status ?? interaction.status)).toEqual([
      'queued',
      'queued',
      'cancelled',
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is none without background: true', async () => {
    const { create } = setUpServer({ queuedFor: 5000 });
    expect(eventsOf(await (await create(play('counting'))).text())[0].interaction.status).toBe('in_progress');
  });
});

test('a background run must be stored', async () => {
  const refused = await setUpServer().create({ ...started, store: false });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { code: 'invalid_request' } });
});

describe('a server that does not stream', () => {
  test.each([false, 'json', 'error'] as const)(
    '(%s) answers a create with the interaction as it is',
    async (streaming) => {
      const { create } = setUpServer({ streaming, pace: 100 });
      const response = await create(background);
      expect(response.headers.get('content-type')).toContain('application/json');
      expect(await response.json()).toMatchObject({ status: 'in_progress', steps: [] });
      const waiting = create(play('counting'));
      await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
      await vi.advanceTimersByTimeAsync(100 * LENGTH);
      expect(await (await waiting).json()).toMatchObject({ status: 'completed' });
    },
  );

  test.each([false, 'json'] as const)('(%s) answers a GET for a stream with JSON', async (streaming) => {
    const { create, request } = setUpServer({ streaming, pace: 100 });
    const { id } = await (await create(background)).json();
    await vi.advanceTimersByTimeAsync(100 * LENGTH);
    const plain = await (await request('GET', `/${id}`)).json();
    const streamed = await request('GET', `/${id}?stream=true`);
    expect(streamed.headers.get('content-type')).toContain('application/json');
    expect(await streamed.json()).toEqual(plain);
    expect(plain.status).toBe('completed');
  });

  test("('error') refuses a GET for a stream, and answers one without", async () => {
    const { create, request } = setUpServer({ streaming: 'error' });
    const { id } = await (await create(background)).json();
    const refused = await request('GET', `/${id}?stream=true`);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: 'invalid_request' } });
    expect((await request('GET', `/${id}`)).status).toBe(200);
  });

  test.each([
    ['json', 200],
    ['false', 200],
    ['error', 400],
    ['true', 200],
  ])('is one for an interaction with the label %s', async (streaming, status) => {
    const { create, request } = setUpServer({ streaming: 'error' });
    const created = await create({ ...play('counting', { streaming }), background: true });
    const isStream = created.headers.get('content-type') === 'text/event-stream';
    expect(isStream).toBe(streaming === 'true');
    const id = isStream ? idOf((await readAll(created)).text) : (await created.json()).id;
    expect((await request('GET', `/${id}?stream=true`)).status).toBe(status);
  });
});

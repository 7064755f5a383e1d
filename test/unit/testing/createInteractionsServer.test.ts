import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { recordings } from '../../../src/testing.ts';
import type { RecordingName } from '../../../src/testing.ts';
import { eventsOf, idOf, play, setUpServer } from './askServer.ts';

describe('POST …/interactions, streaming', () => {
  test.each(Object.keys(recordings) as RecordingName[])('plays %s to the byte, but for ids', async (name) => {
    const response = await setUpServer().create(play(name));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const text = await response.text();
    const ids = (of: string) =>
      [...of.matchAll(/"(?:id|interaction_id|call_id)": ?"([^"]+)"/g)].map(([, id = '']) => id);
    const anonymous = (of: string) => ids(of).reduce((rest, id) => rest.replaceAll(`"${id}"`, '"an id"'), of);
    expect(anonymous(text)).toBe(anonymous(recordings[name]));
  });

  test('gives every play an interaction id of its own, the same in all its events', async () => {
    const { create } = setUpServer();
    const [first, second] = await Promise.all([1, 2].map(async () => (await create(play('counting'))).text()));
    const ids = (text = '') =>
      new Set(eventsOf(text).flatMap((event) => event.interaction?.id ?? event.interaction_id ?? []));
    expect(ids(first).size).toBe(1);
    expect(ids(second).size).toBe(1);
    expect(ids(first)).not.toEqual(ids(second));
    expect(recordings.counting).not.toContain(idOf(first ?? ''));
  });

  test('gives every play function call ids of its own, so that one result never answers two calls', async () => {
    const { create } = setUpServer();
    const callId = async () => {
      const events = eventsOf(await (await create(play('function-call-turn-1'))).text());
      return events.find((event) => event.step?.type === 'function_call').step.id;
    };
    expect(await callId()).not.toBe(await callId());
  });

  test('leaves the id empty with store: false, and remembers nothing', async () => {
    const { create, request } = setUpServer();
    const text = await (await create({ ...play('counting'), store: false })).text();
    expect(idOf(text)).toBe('');
    expect((await request('GET', '/v1_')).status).toBe(404);
  });

  test('cuts the bytes into chunks of the asked size', async () => {
    const response = await setUpServer().create(play('rtl', { chunk_size: '7' }));
    const sizes: number[] = [];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) sizes.push(chunk.length);
    expect(Math.max(...sizes)).toBe(7);
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(1000);
  });

  test('streams the steps that respond returns, and ends requires_action if a call is open', async () => {
    const step = { type: 'function_call', id: 'c1', name: 'add', arguments: { a: 1, b: [2] } };
    const events = eventsOf(await (await setUpServer({ respond: () => [step] }).create({ stream: true })).text());
    const fragments = events.flatMap((event) => event.delta?.arguments ?? []);
    expect(JSON.parse(fragments.join(''))).toEqual(step.arguments);
    expect(events.at(-1)).toMatchObject({
      event_type: 'interaction.completed',
      interaction: { status: 'requires_action' },
    });
  });

  test('lets respond choose a recording, but a recording that the request names goes before it', async () => {
    const { create } = setUpServer({ respond: ({ input }) => (input === 'Count' ? 'counting' : undefined) });
    expect(await (await create({ stream: true, input: 'Count' })).text()).toContain('24, 25');
    expect(await (await create({ stream: true, input: 'Hello there' })).text()).toContain('Hello');
    expect(await (await create({ ...play('thinking'), input: 'Count' })).text()).toContain('thought_summary');
  });
});

describe('POST …/interactions, not streaming', () => {
  test('answers with the interaction that the stream adds up to', async () => {
    const { create } = setUpServer();
    const response = await create({ ...play('counting'), stream: false });
    expect(response.headers.get('content-type')).toContain('application/json');
    const { id, status, steps, usage } = await response.json();
    expect({ id, status }).toEqual({ id: expect.stringMatching(/^v1_/), status: 'completed' });
    expect(steps.at(-1).content[0].text).toMatch(/^1, 2, 3[^]*25/);
    expect(usage.total_tokens).toBeGreaterThan(0);
  });

  test('answers a stream that fails with the error and its HTTP status', async () => {
    const response = await setUpServer().create({ ...play('mid-stream-error'), stream: false });
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ error: { code: 'gateway_timeout', message: expect.any(String) } });
  });

  test('answers the second turn of a function call from the result that it is sent', async () => {
    const { create } = setUpServer();
    const { id, status, steps } = await (await create({ ...play('function-call-turn-1'), stream: false })).json();
    expect(status).toBe('requires_action');
    const call = steps.find((step: any) => step.type === 'function_call');
    const result = {
      type: 'function_result',
      call_id: call.id,
      name: call.name,
      result: { sky: 'green', wind: [3, 4] },
    };
    const next = await create({ input: [result], previous_interaction_id: id });
    const text = (await next.json()).steps.at(-1).content[0].text;
    expect(text).toContain('**sky**: green');
    expect(text).toContain('**wind**: [3,4]');
  });

  test.each([
    [{ is_error: true, result: 'no such city' }, '`f` failed: no such city'],
    [{ result: [{ type: 'text', text: 'sunny' }] }, '`f` returned sunny'],
    [{ result: 42 }, '`f` returned 42'],
    [{ result: null }, '`f` returned null'],
    [{ result: {} }, '`f` returned {}'],
  ])('puts the result %j into words', async (result, words) => {
    const input = [{ type: 'function_result', call_id: 'c', name: 'f', ...result }];
    const { steps } = await (await setUpServer().create({ input })).json();
    expect(steps[0].content[0].text).toBe(words);
  });
});

describe('what a request can get wrong', () => {
  const { request, create } = setUpServer();
  const valid = { model: 'm', input: 'Hi' };

  test.each([
    ['a body that is not JSON', 'POST', '', undefined, 400, 'invalid_request'],
    ['a body that is not an object', 'POST', '', [valid], 400, 'invalid_request'],
    ['neither model nor agent', 'POST', '', { input: 'Hi' }, 400, 'invalid_request'],
    ['no input', 'POST', '', { model: 'm' }, 400, 'invalid_request'],
    ['an input without types', 'POST', '', { model: 'm', input: [{ text: 'Hi' }] }, 400, 'invalid_request'],
    ['an unknown recording', 'POST', '', { ...valid, labels: { recording: 'no' } }, 400, 'invalid_request'],
    [
      'a recording named like a prototype key',
      'POST',
      '',
      { ...valid, labels: { recording: 'toString' } },
      400,
      'invalid_request',
    ],
    ['an unknown previous interaction', 'POST', '', { ...valid, previous_interaction_id: 'v1_x' }, 404, 'not_found'],
    ['an unknown id', 'GET', '/v1_x', undefined, 404, 'not_found'],
    ['an unknown id to cancel', 'POST', '/v1_x/cancel', {}, 404, 'not_found'],
    ['an unknown id to delete', 'DELETE', '/v1_x', undefined, 404, 'not_found'],
    ['an unknown path', 'GET', '/v1_x/steps', undefined, 404, 'not_found'],
    ['a list of interactions', 'GET', '', undefined, 405, 'method_not_allowed'],
    ['a change of an interaction', 'PATCH', '/v1_x', {}, 405, 'method_not_allowed'],
    ['a cancel that is a GET', 'GET', '/v1_x/cancel', undefined, 405, 'method_not_allowed'],
  ])('%s is said in the shape of the API', async (_, method, path, body, status, code) => {
    const response = await request(method, path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { code, message: expect.stringMatching(/\.$/) } });
    expect(response.headers.has('allow')).toBe(status === 405);
  });

  test('an unknown recording names those there are', async () => {
    const { error } = await (await create(play('no'))).json();
    expect(error.message).toContain('grounded-answer');
  });
});

describe('GET …/interactions/{id}', () => {
  test('gives the interaction, with what was sent in front where include_input asks for it', async () => {
    const { create, request } = setUpServer();
    const created = await (await create({ ...play('thinking'), stream: false, input: 'Why?' })).json();
    expect(await (await request('GET', `/${created.id}`)).json()).toEqual(created);
    const withInput = await (await request('GET', `/${created.id}?include_input=true`)).json();
    const input = { type: 'user_input', content: [{ type: 'text', text: 'Why?' }] };
    expect(withInput).toEqual({ ...created, steps: [input, ...created.steps] });
  });

  test('streams the very same bytes again', async () => {
    const { create, request } = setUpServer();
    const text = await (await create(play('grounded-answer'))).text();
    expect(await (await request('GET', `/${idOf(text)}?stream=true`)).text()).toBe(text);
  });

  test('streams the input first where include_input asks for it, and counts the indices on', async () => {
    const { create, request } = setUpServer();
    const text = await (await create({ ...play('thinking'), input: 'Why?' })).text();
    const replay = await (await request('GET', `/${idOf(text)}?stream=true&include_input=true`)).text();
    const [created, start, stop, ...rest] = eventsOf(replay);
    expect(created.event_type).toBe('interaction.created');
    expect(start).toMatchObject({ event_type: 'step.start', index: 0, step: { type: 'user_input' } });
    expect(stop).toEqual({ event_type: 'step.stop', index: 0 });
    const shifted = eventsOf(text).slice(1);
    expect(rest).toEqual(shifted.map((event) => ('index' in event ? { ...event, index: event.index + 1 } : event)));
    expect(replay).toMatch(/data: \[DONE\]\n\n$/);
  });

  test('is 404 once the interaction is deleted', async () => {
    const { create, request } = setUpServer();
    const id = idOf(await (await create(play('counting'))).text());
    const deleted = await request('DELETE', `/${id}`);
    expect([deleted.status, await deleted.text()]).toEqual([200, '{}']);
    expect((await request('GET', `/${id}`)).status).toBe(404);
  });
});

describe('an interaction that takes its time', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  const LENGTH = eventsOf(recordings.counting).length + 1;

  test('sends one event each pace milliseconds', async () => {
    const response = await setUpServer({ pace: 100 }).create(play('counting'));
    const times: number[] = [];
    const startedAt = performance.now();
    const reading = (async () => {
      for await (const _ of response.body as unknown as AsyncIterable<Uint8Array>)
        times.push(performance.now() - startedAt);
    })();
    await vi.advanceTimersByTimeAsync(100 * LENGTH);
    await reading;
    expect(times).toEqual(Array.from({ length: LENGTH }, (_, position) => position * 100));
  });

  test("takes labels.pace before the server's own", async () => {
    const response = await setUpServer({ pace: 100_000 }).create(play('counting', { pace: '10' }));
    const reading = response.text();
    await vi.advanceTimersByTimeAsync(10 * LENGTH);
    expect(await reading).toContain('[DONE]');
  });

  test('stops sending when the request is aborted, and leaves no timer', async () => {
    const controller = new AbortController();
    const response = await setUpServer({ pace: 100 }).create(play('counting'), controller.signal);
    const reading = response.text();
    await vi.advanceTimersByTimeAsync(350);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort();
    await expect(reading).rejects.toThrow(/abort/i);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('stops sending when the reader cancels, and leaves no timer', async () => {
    const response = await setUpServer({ pace: 100 }).create(play('counting'));
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    const pending = reader.read();
    await vi.advanceTimersByTimeAsync(50);
    await reader.cancel();
    expect(await pending).toEqual({ done: true, value: undefined });
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('keeps a request without streaming waiting, until it is over or aborted', async () => {
    const { create } = setUpServer({ pace: 100 });
    const controller = new AbortController();
    const aborted = create({ ...play('counting'), stream: false }, controller.signal);
    const answered = create({ ...play('counting'), stream: false });
    await vi.advanceTimersByTimeAsync(200);
    controller.abort();
    expect(await (await aborted).json()).toMatchObject({ error: { code: 'cancelled' } });
    await vi.advanceTimersByTimeAsync(100 * LENGTH);
    expect(await (await answered).json()).toMatchObject({ status: 'completed' });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('answers at once with background: true, goes on, and can be fetched as far as it has come', async () => {
    const { create, request } = setUpServer({ pace: 100 });
    const { id, status } = await (await create({ ...play('counting'), stream: false, background: true })).json();
    expect(status).toBe('in_progress');
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(100 * (LENGTH - 4));
    const halfway = await (await request('GET', `/${id}`)).json();
    expect(halfway.status).toBe('in_progress');
    expect(halfway.steps.at(-1).content[0].text).toMatch(/^1, 2/);
    await vi.advanceTimersByTimeAsync(400);
    expect(await (await request('GET', `/${id}`)).json()).toMatchObject({ status: 'completed' });
  });

  test('streams to a latecomer what is out at once, and the rest as it comes', async () => {
    const { create, request } = setUpServer({ pace: 100 });
    const { id } = await (await create({ ...play('counting'), stream: false, background: true })).json();
    await vi.advanceTimersByTimeAsync(450);
    const late = (await request('GET', `/${id}?stream=true`)).body as ReadableStream<Uint8Array>;
    const times: number[] = [];
    const startedAt = performance.now();
    const reading = (async () => {
      for await (const _ of late as unknown as AsyncIterable<Uint8Array>) times.push(performance.now() - startedAt);
    })();
    await vi.advanceTimersByTimeAsync(100 * LENGTH);
    await reading;
    expect(times).toHaveLength(LENGTH);
    expect(times.slice(0, 7)).toEqual([0, 0, 0, 0, 0, 50, 150]);
  });

  test('ends as cancelled when it is cancelled: for its readers at once, and for those who fetch it', async () => {
    const { create, request } = setUpServer({ pace: 100 });
    const { id } = await (await create({ ...play('counting'), stream: false, background: true })).json();
    await vi.advanceTimersByTimeAsync(800);
    const following = (await request('GET', `/${id}?stream=true`)).text();
    await vi.advanceTimersByTimeAsync(10);
    const cancelled = await request('POST', `/${id}/cancel`, {});
    expect(await cancelled.json()).toMatchObject({ id, status: 'cancelled' });
    await vi.advanceTimersByTimeAsync(0);
    const text = await following;
    expect(eventsOf(text).at(-1)).toMatchObject({ interaction: { id, status: 'cancelled' } });
    expect(text).not.toContain('21, 22, 23, 24, 25');
    expect(await (await request('GET', `/${id}`)).json()).toMatchObject({ id, status: 'cancelled' });
    expect((await request('POST', `/${id}/cancel`, {})).status).toBe(400);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('cannot be cancelled once it is over', async () => {
    const { create, request } = setUpServer();
    const id = idOf(await (await create(play('counting'))).text());
    const response = await request('POST', `/${id}/cancel`, {});
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'failed_precondition' } });
  });
});

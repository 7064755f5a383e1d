import { afterEach, describe, expect, test, vi } from 'vitest';
import { recordings } from '../../../src/testing.ts';
import type { Fault, FaultRequest, InteractionsServerOptions, RecordingName } from '../../../src/testing.ts';
import { createInteractionParser } from '../../../src/stream/createInteractionParser.ts';
import { eventsOf, idOf, play, readAll, setUpServer } from './askServer.ts';

const onCreate = (...faults: Fault[]): InteractionsServerOptions => ({
  faults: ({ action }) => (action === 'create' ? faults : undefined),
});

/** The frames of a stream without its ids. */
const anonymous = (text: string) => text.replaceAll(/"(id|interaction_id)":"v1_[^"]*"/g, '"$1":""');
const RAW = anonymous(recordings.counting);
const FRAMES = RAW.split(/(?<=\n\n)/);

async function played(recording: RecordingName, ...faults: Fault[]) {
  const { create, request } = setUpServer(onCreate(...faults));
  const response = await create(play(recording));
  return { ...(await readAll(response)), response, request };
}

describe('what happens to a stream', () => {
  test.each([undefined, 'close', 'break'] as const)('it is cut at any byte (%s)', async (how) => {
    const whole = new TextEncoder().encode((await played('counting')).text).length;
    for (const bytes of [0, 1, 100, whole - 1, whole, whole + 1]) {
      const { text, error } = await played('counting', { type: 'cut_at', bytes, how });
      expect(new TextEncoder().encode(text).length).toBe(Math.min(bytes, whole));
      if (how === 'break' && bytes <= whole) expect(error).toEqual(new TypeError('terminated'));
      else expect(error).toBeUndefined();
    }
  });

  test.each([
    [0, 'close'],
    [1, 'break'],
    [5, undefined],
    [FRAMES.length, 'break'],
  ] as const)('it is cut after %i events (%s)', async (events, how) => {
    const { text, error } = await played('counting', { type: 'cut_after', events, how });
    expect(anonymous(text)).toBe(FRAMES.slice(0, events).join(''));
    expect(error).toEqual(how === 'break' ? new TypeError('terminated') : undefined);
  });

  test.each([
    ['garbage_after', {}, 'event: mystery\ndata: <not json at all {"\n\n', true],
    [
      'error_after',
      {},
      /^event: error\ndata: \{"error":\{"message":"[^"]+","code":"api_error"\},"event_type":"error"\}\n\n$/,
      false,
    ],
    ['error_after', { code: 'gateway_timeout' }, /"code":"gateway_timeout"/, false],
    ['bare_error_after', {}, /^\{"error":\{"message":"[^"]+","code":"prohibited_content"\}\}\n$/, false],
    ['bare_error_array_after', {}, /^\[\{"error":\{"message":"[^"]+","code":"deadline_exceeded"\}\}\]\n$/, false],
    ['bare_error_array_after', { code: 'gateway_timeout' }, /^\[\{.*"gateway_timeout"\}\}\]\n$/, false],
  ] as const)('%s %j comes between two events', async (type, more, written, goesOn) => {
    for (const events of [0, 3]) {
      const { text, error } = await played('counting', { type, events, ...more });
      const before = FRAMES.slice(0, events).join('');
      const after = goesOn ? FRAMES.slice(events).join('') : '';
      expect(error).toBeUndefined();
      expect(anonymous(text).startsWith(before) && anonymous(text).endsWith(after)).toBe(true);
      const between = anonymous(text).slice(before.length, anonymous(text).length - after.length);
      expect(between).toMatch(written);
    }
  });

  test.each([
    ['comments', FRAMES.map((frame) => `: keep-alive\n\n${frame}`).join('')],
    ['crlf', RAW.replaceAll('\n', '\r\n')],
  ] as const)('%s', async (type, expected) => {
    expect(anonymous((await played('counting', { type })).text)).toBe(expected);
  });

  test('without_event_ids takes them away from those who have some, and changes nothing else', async () => {
    const { text } = await played('deep-research', { type: 'without_event_ids' });
    const bare = eventsOf(recordings['deep-research']).map(({ event_id: _, ...event }) => event);
    expect(JSON.stringify(eventsOf(text)).replaceAll(idOf(text), idOf(recordings['deep-research']))).toBe(
      JSON.stringify(bare),
    );
  });

  test('split_utf8 cuts each character that can be cut, and nothing else', async () => {
    const { chunks, text } = await played('rtl', { type: 'split_utf8' });
    expect(text).toContain('الفلج');
    const isInside = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte < 0xc0;
    expect(chunks.filter((chunk) => chunk.subarray(1).some(isInside))).toEqual([]);
    const frames = text.split(/(?<=\n\n)/).filter(Boolean).length;
    const inside = new TextEncoder().encode(text).filter(isInside).length;
    expect(chunks).toHaveLength(frames + inside);
  });

  test('a cut within a character leaves half of it', async () => {
    const { chunks } = await played('rtl', { type: 'split_utf8' });
    const bytes = chunks.slice(0, 20).reduce((sum, chunk) => sum + chunk.length, 0);
    const cut = await played('rtl', { type: 'split_utf8' }, { type: 'cut_at', bytes });
    expect(cut.chunks).toHaveLength(20);
    expect(cut.text.endsWith('\uFFFD')).toBe(true);
  });

  test('faults come together, those of events before those of bytes', async () => {
    const { text } = await played(
      'counting',
      { type: 'cut_at', bytes: 2000 },
      { type: 'comments' },
      { type: 'crlf' },
      { type: 'garbage_after', events: 2 },
    );
    expect(text.length).toBe(2000);
    expect(text).toMatch(/^: keep-alive\r\n\r\nevent: interaction\.created\r\n/);
    expect(text).toContain('\r\n\r\nevent: mystery\ndata: <not');
  });

  test('none of them changes what the server keeps', async () => {
    const { create } = setUpServer();
    const { id: _, ...kept } = await (await create({ ...play('counting'), stream: false })).json();
    for (const fault of [
      { type: 'cut_at', bytes: 400 },
      { type: 'error_after', events: 2 },
      { type: 'garbage_after', events: 2 },
      { type: 'without_event_ids' },
    ] as const) {
      const { text, request } = await played('counting', fault);
      const { id, ...interaction } = await (await request('GET', `/${/v1_\w+/.exec(text)?.[0]}`)).json();
      expect(interaction).toEqual(kept);
      expect(anonymous(await (await request('GET', `/${id}?stream=true`)).text())).toBe(RAW);
    }
  });

  test.each([
    [{ type: 'comments' }],
    [{ type: 'crlf' }],
    [{ type: 'split_utf8' }],
    [{ type: 'garbage_after', events: 4 }],
  ] as Fault[][])('a good client sees nothing of %j', async (fault) => {
    const { chunks } = await played('grounded-answer', fault as Fault);
    const parser = createInteractionParser();
    const types = [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.end()].map((event) => event.event_type);
    expect(types).toEqual(eventsOf(recordings['grounded-answer']).map((event) => event.event_type));
    expect(parser.done).toBe(true);
  });
});

describe('what takes its time', () => {
  afterEach(() => void vi.useRealTimers());

  test.each([0, 3, FRAMES.length])('a stall after %i events stays open until the reader leaves', async (events) => {
    const { create } = setUpServer(onCreate({ type: 'stall_after', events }));
    const reader = ((await create(play('counting'))).body as ReadableStream<Uint8Array>).getReader();
    for (let read = 0; read < events; read++) expect((await reader.read()).done).toBe(false);
    const pending = reader.read();
    const silent = new Promise((resolve) => setTimeout(resolve, 20, 'silent'));
    expect(await Promise.race([pending, silent])).toBe('silent');
    await reader.cancel();
    expect(await pending).toEqual({ done: true, value: undefined });
  });

  test('a stall ends when the request is aborted', async () => {
    const controller = new AbortController();
    const { create } = setUpServer(onCreate({ type: 'stall_after', events: 1 }));
    const reading = readAll(await create(play('counting'), controller.signal));
    controller.abort(new Error('Gone.'));
    expect((await reading).error).toEqual(new Error('Gone.'));
  });

  test('a drip sends so many bytes every so many milliseconds, and leaves no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const { create } = setUpServer(onCreate({ type: 'drip', bytes: 100, ms: 40 }, { type: 'cut_at', bytes: 250 }));
    const response = await create(play('counting'));
    const begun = performance.now();
    const chunks: [number, number][] = [];
    const reading = (async () => {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
        chunks.push([chunk.length, performance.now() - begun]);
    })();
    await vi.advanceTimersByTimeAsync(500);
    await reading;
    const first = new TextEncoder().encode((await played('counting')).text.split(/(?<=\n\n)/)[0]).length;
    expect(chunks.slice(0, 2)).toEqual([
      [100, 0],
      [100, 40],
    ]);
    expect(chunks[2]).toEqual([Math.min(first - 200, 50), 80]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what is resumed', () => {
  async function resumed(...faults: Fault[]) {
    const { create, request } = setUpServer({
      eventIds: true,
      faults: ({ action, lastEventId }) => (action === 'get' && lastEventId !== undefined ? faults : undefined),
    });
    const text = await (await create(play('counting'))).text();
    const events = eventsOf(text);
    const at = `/${idOf(text)}?stream=true&last_event_id=${events[4].event_id}`;
    return { events, again: eventsOf(await (await request('GET', at)).text()) };
  }

  test('goes on after the event, without a fault', async () => {
    const { events, again } = await resumed();
    expect(again).toEqual(events.slice(5));
  });

  test.each([
    [{ type: 'repeat', events: 3 }, 2],
    [{ type: 'repeat', events: 100 }, 0],
    [{ type: 'ignore_last_event_id' }, 0],
  ] as [Fault, number][])('begins too early with %j', async (fault, from) => {
    const { events, again } = await resumed(fault);
    expect(again).toEqual(events.slice(from));
  });
});

describe('what is no stream', () => {
  test.each([
    [401, 'authentication'],
    [429, 'rate_limit_exceeded'],
    [500, 'api_error'],
    [503, 'service_unavailable'],
  ])('%i', async (status, code) => {
    const { response, text } = await played('counting', { type: 'http_error', status });
    expect(response.status).toBe(status);
    expect(response.headers.has('retry-after')).toBe(false);
    expect(JSON.parse(text)).toEqual({ error: { code, message: expect.any(String) } });
  });

  test('429 with Retry-After and a code of its own', async () => {
    const fault = { type: 'http_error', status: 429, retryAfter: 7, code: 'quota_exceeded' } as const;
    const { response, text } = await played('counting', fault);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(JSON.parse(text).error.code).toBe('quota_exceeded');
  });

  test.each([502, 200])('a page of HTML with status %i', async (status) => {
    const { response, text } = await played('counting', { type: 'html_page', status });
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(text).toMatch(/^<!doctype html>/);
  });

  test('unreachable: fetch rejects, as it does without a network', async () => {
    await expect(played('counting', { type: 'unreachable' })).rejects.toEqual(new TypeError('fetch failed'));
  });

  test('what was refused was not done', async () => {
    const refuse = ({ action }: FaultRequest): Fault | undefined =>
      action === 'delete' || action === 'cancel' ? { type: 'http_error', status: 500 } : undefined;
    const { create, request } = setUpServer({ faults: refuse, pace: 100_000 });
    const { id } = await (await create({ ...play('counting'), stream: false, background: true })).json();
    expect((await request('DELETE', `/${id}`)).status).toBe(500);
    expect((await request('POST', `/${id}/cancel`, {})).status).toBe(500);
    expect(await (await request('GET', `/${id}`)).json()).toMatchObject({ status: 'in_progress' });
  });

  test('a cancel that cancels and says that it failed', async () => {
    const { create, request } = setUpServer({ faults: () => ({ type: 'cancel_error' }), pace: 100_000 });
    const { id } = await (await create({ ...play('counting'), stream: false, background: true })).json();
    const response = await request('POST', `/${id}/cancel`, {});
    expect([response.status, response.headers.get('content-type')]).toEqual([500, 'text/event-stream']);
    expect(eventsOf(await response.text())).toEqual([
      { event_type: 'error', error: { code: 'cancelled', message: expect.any(String) } },
    ]);
    expect(await (await request('GET', `/${id}`)).json()).toMatchObject({ status: 'cancelled' });
  });
});

describe('the option faults', () => {
  test('is asked once for each request, with what it is about', async () => {
    const asked: FaultRequest[] = [];
    const { create, request } = setUpServer({ eventIds: true, pace: 100_000, faults: (what) => void asked.push(what) });
    const body = { model: 'm', input: 'Hi', background: true };
    const { id } = await (await create(body)).json();
    await create({ ...body, stream: true });
    await request('GET', `/${id}`);
    await request('GET', `/${id}?stream=true&last_event_id=x`);
    await request('GET', '/v1_none');
    await request('POST', `/${id}/cancel`, {});
    await request('DELETE', `/${id}`);
    await request('POST', '', 7);
    await request('PATCH', `/${id}`, {});
    const of = { id, params: body, stream: false, lastEventId: undefined };
    expect(asked).toEqual([
      { ...of, method: 'POST', action: 'create', id: undefined, attempt: 0 },
      {
        ...of,
        method: 'POST',
        action: 'create',
        id: undefined,
        attempt: 1,
        params: { ...body, stream: true },
        stream: true,
      },
      { ...of, method: 'GET', action: 'get', attempt: 0 },
      { ...of, method: 'GET', action: 'get', attempt: 1, stream: true, lastEventId: 'x' },
      { ...of, method: 'GET', action: 'get', attempt: 0, id: 'v1_none', params: undefined },
      { ...of, method: 'POST', action: 'cancel', attempt: 2 },
      { ...of, method: 'DELETE', action: 'delete', attempt: 3 },
      { ...of, method: 'POST', action: 'create', id: undefined, attempt: 2, params: undefined },
    ]);
  });

  test('may let the first try fail only', async () => {
    const faults = ({ attempt }: FaultRequest): Fault | undefined =>
      attempt === 0 ? { type: 'http_error', status: 503 } : undefined;
    const { create } = setUpServer({ faults });
    expect((await create(play('counting'))).status).toBe(503);
    expect((await create(play('counting'))).status).toBe(200);
  });
});

describe('labels.fault', () => {
  test('concerns the answer to the create only, on top of the option', async () => {
    const { create, request } = setUpServer({ faults: () => ({ type: 'crlf' }) });
    const text = await (await create(play('counting', { fault: 'cut_after=2; comments' }))).text();
    expect(text.match(/: keep-alive\r?\n/g)).toHaveLength(2);
    expect(text).toContain('\r\n');
    const again = await (await request('GET', `/${idOf(text)}?stream=true`)).text();
    expect(again).not.toContain('keep-alive');
    expect(again).toContain('[DONE]');
  });

  test('that cannot be read is refused, and says what there is', async () => {
    const refused = await setUpServer().create(play('counting', { fault: 'explode' }));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: { code: 'invalid_request', message: expect.stringContaining('There are: cut_at, ') },
    });
  });
});

import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { createFetchTransport, type FetchTransportOptions } from '../../../src/stream/createFetchTransport.ts';
import { InteractionStreamError } from '../../../src/stream/InteractionStreamError.ts';
import { readSource } from '../../../src/stream/readSource.ts';
import { DONE, events, framed } from './events.ts';
import { bodyOf, gone, serve, serveBody } from './serve.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: unknown;
}

const { signal } = new AbortController();
const params = { model: 'gemini', input: 'Hello' };

/** A server that answers every request with a stream and remembers it, and a transport to it. */
async function recording(options: Partial<FetchTransportOptions> = {}, path = '/api/interactions') {
  const seen: Seen[] = [];
  const origin = await serve(async (request, response) => {
    const body = await bodyOf(request);
    seen.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: body === '' ? undefined : JSON.parse(body),
    });
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.end(framed(events) + DONE);
  });
  return { seen, transport: createFetchTransport({ url: origin + path, ...options }) };
}

async function failure(work: Promise<unknown>): Promise<InteractionStreamError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InteractionStreamError);
  return error as InteractionStreamError;
}

const failWith = async (status: number, body: string, type?: string, headers = {}) => {
  const url = await serve((_request, response) => {
    response.writeHead(status, { ...(type && { 'Content-Type': type }), ...headers });
    response.end(body);
  });
  return failure(createFetchTransport({ url }).create(params, { signal }));
};

describe('requests', () => {
  test('create posts the parameters and asks for a stream', async () => {
    const { seen, transport } = await recording();
    const source = await transport.create(params, { signal });
    const came: unknown[] = [];
    await readSource(source, { onEvents: (batch) => came.push(...batch) });
    expect(came).toEqual(events);
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/api/interactions',
        body: { ...params, stream: true },
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      },
    ]);
    expect(Object.keys(seen[0]?.headers ?? {})).not.toContain('api-revision');
  });

  test('create does not stream when the parameters say so', async () => {
    const { seen, transport } = await recording();
    await transport.create({ ...params, stream: false }, { signal });
    await transport.create({ ...params, stream: undefined }, { signal });
    expect(seen).toMatchObject([
      { body: { stream: false }, headers: { accept: 'application/json' } },
      { body: { stream: true }, headers: { accept: 'text/event-stream' } },
    ]);
  });

  test('get, cancel and delete go to the interaction', async () => {
    const { seen, transport } = await recording();
    await transport.get('int_1', { stream: true, lastEventId: 'a+b/c=', signal });
    await transport.get('int_1', { stream: true, signal });
    await transport.get('int_1', { stream: false, signal });
    await transport.cancel('int_1');
    await transport.delete('int_1');
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', '/api/interactions/int_1?stream=true&last_event_id=a%2Bb%2Fc%3D', undefined],
      ['GET', '/api/interactions/int_1?stream=true', undefined],
      ['GET', '/api/interactions/int_1', undefined],
      ['POST', '/api/interactions/int_1/cancel', {}],
      ['DELETE', '/api/interactions/int_1', undefined],
    ]);
    expect(seen.map(({ headers }) => headers.accept)).toEqual([
      'text/event-stream',
      'text/event-stream',
      'application/json',
      'application/json',
      'application/json',
    ]);
  });

  test('the query string, slashes and the hash of the url are minded', async () => {
    const { seen, transport } = await recording({}, '/api/interactions/?tenant=a%20b&x=1#top');
    await transport.create(params, { signal });
    await transport.get('int_1', { stream: true, signal });
    await transport.cancel('int_1');
    expect(seen.map(({ url }) => url)).toEqual([
      '/api/interactions/?tenant=a%20b&x=1',
      '/api/interactions/int_1?tenant=a%20b&x=1&stream=true',
      '/api/interactions/int_1/cancel?tenant=a%20b&x=1',
    ]);
  });

  test('an id cannot lead elsewhere', async () => {
    const { seen, transport } = await recording();
    await transport.delete('../files/a b?c#d');
    expect(seen[0]?.url).toBe('/api/interactions/..%2Ffiles%2Fa%20b%3Fc%23d');
    for (const id of ['', '.', '..']) {
      for (const work of [
        () => transport.delete(id),
        () => transport.cancel(id),
        () => transport.get(id, { stream: false, signal }),
      ]) {
        expect(await failure(work())).toMatchObject({
          type: 'malformed',
          message: expect.stringContaining('store: false'),
        });
      }
    }
    expect(seen).toHaveLength(1);
  });

  test('a relative url is left to fetch', async () => {
    const fetch = vi.fn(async () => new Response(framed(events)));
    const transport = createFetchTransport({ url: 'api/interactions?a=1', fetch });
    await transport.create(params, { signal });
    await transport.get('x', { stream: false, signal });
    expect(fetch.mock.calls.map(([url]: unknown[]) => url)).toEqual(['api/interactions?a=1', 'api/interactions/x?a=1']);
  });

  test('headers may be given, or made anew for each request, and win over ours', async () => {
    let token = 0;
    const { seen, transport } = await recording({
      headers: async () => ({ Authorization: `Bearer ${++token}`, Accept: '*/*', 'Content-Type': 'text/plain' }),
    });
    await transport.create(params, { signal });
    await transport.get('int_1', { stream: true, signal });
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer 1', 'Bearer 2']);
    expect(seen[0]?.headers).toMatchObject({ accept: '*/*', 'content-type': 'text/plain' });
    const fixed = await recording({ headers: [['X-Tenant', 'a']] });
    await fixed.transport.create(params, { signal });
    expect(fixed.seen[0]?.headers['x-tenant']).toBe('a');
  });

  test('mapBody says what is sent', async () => {
    const { seen, transport } = await recording({ mapBody: ({ stream, ...request }) => ({ request, stream }) });
    await transport.create(params, { signal });
    expect(seen[0]?.body).toEqual({ request: params, stream: true });
  });

  test('the global fetch is looked up when it is called', async () => {
    const transport = createFetchTransport({ url: '/api/interactions' });
    const fetch = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(framed(events)));
    try {
      await transport.create(params, { signal });
      expect(fetch).toHaveBeenCalledOnce();
    } finally {
      fetch.mockRestore();
    }
  });

  test('what headers throw is no part of the message when it is no text', async () => {
    const headers = () => Promise.reject(undefined);
    const error = await failure(createFetchTransport({ url: '/api', headers }).create(params, { signal }));
    expect(error.message).toMatch(/^The request could not be made ready\. Check/);
  });

  test('what headers or mapBody throw is no network failure', async () => {
    const bug = new Error('no session');
    const { seen, transport } = await recording({ headers: () => Promise.reject(bug) });
    const error = await failure(transport.create(params, { signal }));
    expect(error).toMatchObject({ type: 'malformed', retryable: false, cause: bug });
    expect(error.message).toContain('no session');
    expect(seen).toEqual([]);
  });
});

describe('an answer that is not 2xx', () => {
  const json = 'application/json';

  test.each([
    [
      'a code that is a string',
      400,
      '{"error":{"message":"Bad input.","code":"invalid_request"}}',
      json,
      'invalid_request',
      'Bad input.',
    ],
    [
      'a number beside a status',
      400,
      '{"error":{"code":400,"message":"Bad input.","status":"INVALID_ARGUMENT","details":[]}}',
      json,
      'invalid_argument',
      'Bad input.',
    ],
    ['a number alone', 400, '{"error":{"code":400,"message":"Bad input."}}', json, '400', 'Bad input.'],
    [
      'an array',
      400,
      '[{"error":{"code":400,"message":"Bad input.","status":"INVALID_ARGUMENT"}}]',
      json,
      'invalid_argument',
      'Bad input.',
    ],
    ['text', 400, '{"error":"Bad input."}', json, undefined, 'Bad input.'],
    [
      'JSON inside text',
      400,
      JSON.stringify({ error: { message: '{"error":{"code":"safety","message":"Bad input."}}' } }),
      json,
      'safety',
      'Bad input.',
    ],
    ["a proxy's message", 400, '{"message":"Bad input."}', json, undefined, 'Bad input.'],
    ["a proxy's detail", 400, '{"detail":"Bad input."}', json, undefined, 'Bad input.'],
    [
      'an event stream of another type',
      400,
      'event: error\ndata: {"error":{"code":"safety","message":"Bad input."}}\n\n',
      json,
      'safety',
      'Bad input.',
    ],
    [
      'data without a name',
      400,
      'data: {"error":{"code":"safety","message":"Bad input."}}',
      'text/plain',
      'safety',
      'Bad input.',
    ],
    ['plain text', 400, 'Bad input.', 'text/plain', undefined, 'Bad input.'],
    ['JSON that is no error', 400, '{"a":1}', json, undefined, '{"a":1}'],
    ['broken JSON', 400, '{"error":{"mess', json, undefined, '{"error":{"mess'],
    [
      'an HTML page',
      502,
      '<html><head><title>502 Bad\nGateway</title></head></html>',
      'text/html',
      undefined,
      'an HTML page, “502 Bad Gateway”',
    ],
    ['an HTML page without a title', 502, '<!doctype html><p>no</p>', 'text/html', undefined, 'an HTML page'],
  ] as const)('is read when its body is %s', async (_name, status, body, type, code, message) => {
    const error = await failWith(status, body, type);
    expect(error).toMatchObject({ type: 'http', status, retryable: false });
    expect(error.code).toBe(code);
    expect(error.message).toContain(`HTTP ${status}`);
    expect(error.message).toContain(message);
  });

  test('is told by its status alone when its body is empty', async () => {
    expect((await failWith(404, '')).message).toMatch(/^The server answered with HTTP 404\. Check the url/);
  });

  test.each(['null', '{}', '[]', '""', '{"error":{}}', '{"error":null}', '[{"error":{"message":""}}]'])(
    'is told by its status alone when its body is %s',
    async (body) => {
      expect((await failWith(404, body)).message).toMatch(/^The server answered with HTTP 404\. Check the url/);
    },
  );

  test('is read past an empty error', async () => {
    expect((await failWith(502, '{"error":{},"message":"Bad gateway."}')).message).toContain('502: Bad gateway.');
  });

  test.each([
    [400, 'invalid_request', false, 'Change the request'],
    [401, 'authentication', false, 'API key'],
    [403, undefined, false, 'API key'],
    [402, undefined, false, 'plan'],
    [404, 'model_not_found', false, 'model or agent'],
    [405, undefined, false, 'url'],
    [413, undefined, false, 'too large'],
    [429, 'rate_limit_exceeded', true, 'Try again'],
    [429, 'too_many_requests', true, 'Try again'],
    [429, 'quota_exceeded', false, 'quotas'],
    [429, 'resource_exhausted', false, 'quotas'],
    [429, undefined, true, 'Try again'],
    [500, 'api_error', false, 'Try again'],
    [500, 'deadline_exceeded', true, 'Try again'],
    [501, 'unimplemented', false, 'Try again'],
    [502, undefined, false, 'Try again'],
    [503, undefined, true, 'Try again'],
    [503, 'service_unavailable', true, 'Try again'],
    [504, 'gateway_timeout', true, 'Try again'],
    [408, undefined, false, 'Try again'],
    [409, undefined, false, 'Try again'],
    [418, undefined, false, 'Change the request'],
    [425, undefined, false, 'Try again'],
  ])('%i %s: retryable is %s, and the advice says "%s"', async (status, code, retryable, advice) => {
    const body = code === undefined ? '' : JSON.stringify({ error: { code } });
    const error = await failWith(status, body, json);
    expect(error.retryable).toBe(retryable);
    expect(error.message).toContain(advice);
  });

  test('says when to come back, by its header or its body, in milliseconds', async () => {
    expect((await failWith(429, '', undefined, { 'Retry-After': '7' })).retryAfter).toBe(7000);
    const date = new Date(Date.now() + 60_000).toUTCString();
    const { retryAfter } = await failWith(503, '', undefined, { 'Retry-After': date });
    expect(retryAfter).toBeGreaterThan(50_000);
    expect(retryAfter).toBeLessThanOrEqual(60_000);
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '13.5s' }];
    const body = JSON.stringify({ error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota.', details } });
    expect(await failWith(429, body, json)).toMatchObject({ retryAfter: 13_500, retryable: true });
    expect((await failWith(503, '', undefined, { 'Retry-After': 'soon' })).retryAfter).toBeUndefined();
    const quota = '{"error":{"code":"quota_exceeded"}}';
    expect(await failWith(429, quota, json, { 'Retry-After': '7' })).toMatchObject({
      retryAfter: 7000,
      retryable: false,
    });
  });

  test('never shows a key, and is clipped', async () => {
    const key = 'AIzaSyA1234567890abcdefghijklmnopqrstuv';
    const message = `Key ${key} at https://x.dev/?a=1&key=hush-hush with Bearer abcdefgh12345678 ${'long '.repeat(500)}`;
    for (const body of [message, JSON.stringify({ error: { message } }), `<title>${message}</title>`]) {
      const error = await failWith(403, body, 'text/plain');
      expect(error.message).toContain('[redacted]');
      expect(error.message).not.toMatch(/AIza|hush|abcdefgh1234/);
      expect(JSON.stringify(error)).not.toMatch(/AIza|hush|abcdefgh1234/);
      expect(error.message.length).toBeLessThan(600);
    }
  });

  test('does not wait for a body that never ends, beyond its first 64 KB', async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = gone(response);
      response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.write('x'.repeat(100_000));
    });
    expect(await failure(createFetchTransport({ url }).create(params, { signal }))).toMatchObject({ status: 500 });
    await closed;
  });

  test('keeps what had come of a body that breaks off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(500, { 'Content-Length': 1000 });
      response.write('half of it');
      setTimeout(() => response.socket?.resetAndDestroy(), 50);
    });
    const error = await failure(createFetchTransport({ url }).create(params, { signal }));
    expect(error).toMatchObject({ type: 'http', status: 500, message: expect.stringContaining('half of it') });
  });

  test('is survived when its body is nested without end', async () => {
    for (const body of [
      `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
      '{"error":'.repeat(7000) + '1' + '}'.repeat(7000),
    ]) {
      expect(await failWith(500, body, json)).toMatchObject({ type: 'http', status: 500 });
    }
  });

  test('is handed on to be read when it is an event stream', async () => {
    const url = await serveBody(framed(events) + DONE, 'text/event-stream', 400);
    expect(await createFetchTransport({ url }).create(params, { signal })).toMatchObject({ status: 400 });
  });

  test('is an error for cancel and delete even then', async () => {
    const body = 'event: error\ndata: {"error":{"code":"cancelled","message":"Cancelled."}}\n\n';
    const transport = createFetchTransport({ url: await serveBody(body, 'text/event-stream', 500) });
    for (const work of [() => transport.cancel('int_1'), () => transport.delete('int_1')]) {
      expect(await failure(work())).toMatchObject({ type: 'http', status: 500, code: 'cancelled' });
    }
  });
});

describe('no answer', () => {
  test('is a network failure that says what to check', async () => {
    const url = `${await serve(() => {})}/api?key=hush`.replace(/:\d+/, ':1');
    const error = await failure(createFetchTransport({ url }).create(params, { signal }));
    expect(error).toMatchObject({ type: 'network', retryable: true });
    expect(error.message).toMatch(/^No answer from http:\/\/127\.0\.0\.1:1\/api .*online.*CORS/);
    expect(error.message).not.toContain('hush');
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  test.each([[undefined], [null], ['text'], [[]], [{ ok: true }]])(
    'is malformed when fetch gives %j',
    async (given) => {
      const transport = createFetchTransport({ url: '/api', fetch: async () => given as never });
      for (const asked of [transport.create(params, { signal }), transport.cancel('i')]) {
        const error = await failure(asked);
        expect(error).toMatchObject({ type: 'malformed', retryable: false });
        expect(error.message).toMatch(/Hand over a fetch Response/);
        expect(error.message).not.toMatch(/undefined|Cannot read/);
      }
    },
  );

  test.each([[undefined], [null], [{}], [{ message: {} }]])('is told in words when fetch throws %j', async (thrown) => {
    const transport = createFetchTransport({ url: '/api', fetch: () => Promise.reject(thrown) });
    expect((await failure(transport.create(params, { signal }))).message).toMatch(/^No answer from \/api\. Check/);
  });

  test('is a network failure too when the server hangs up', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await failure(createFetchTransport({ url }).create(params, { signal }))).toMatchObject({ type: 'network' });
  });

  test('from a url that cannot be requested is not worth a retry', async () => {
    const error = await failure(createFetchTransport({ url: '/api' }).create(params, { signal }));
    expect(error).toMatchObject({ type: 'network', retryable: false });
    expect(error.message).toContain('/api is not a url');
  });
});

describe('stopping', () => {
  test('while it waits for the answer rejects as aborted and closes the connection', async () => {
    const controller = new AbortController();
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = gone(response);
      controller.abort();
    });
    const error = await failure(createFetchTransport({ url }).create(params, { signal: controller.signal }));
    expect(error).toMatchObject({ type: 'aborted', retryable: false });
    await closed;
  });

  test('does not wait for headers, nor for a fetch that ignores the signal, and lets go of a late answer', async () => {
    const waiting = new AbortController();
    const headers = () => new Promise<HeadersInit>(() => {});
    setTimeout(() => waiting.abort(), 10);
    const error = await failure(createFetchTransport({ url: '/', headers }).create(params, { signal: waiting.signal }));
    expect(error.type).toBe('aborted');

    const controller = new AbortController();
    const cancel = vi.fn();
    let answer = (_response: Response) => {};
    const fetch = () => new Promise<Response>((resolve) => (answer = resolve));
    setTimeout(() => controller.abort(), 10);
    const late = createFetchTransport({ url: '/', fetch }).create(params, { signal: controller.signal });
    expect((await failure(late)).type).toBe('aborted');
    answer(new Response(new ReadableStream({ cancel })));
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
  });

  test('before the start sends nothing', async () => {
    const fetch = vi.fn(async () => new Response(framed(events)));
    const transport = createFetchTransport({ url: '/', fetch });
    expect((await failure(transport.create(params, { signal: AbortSignal.abort() }))).type).toBe('aborted');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(fetch).not.toHaveBeenCalled();
  });
});

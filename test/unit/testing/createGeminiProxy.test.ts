import { expect, test } from 'vitest';
import { createGeminiProxy } from '../../../playground/server/createGeminiProxy.ts';
import { createInteractionsServer } from '../../../src/testing.ts';
import { listen, listenFetch } from './listen.ts';

const apiKey = 'the-key-of-the-server';

interface Seen {
  method: string;
  url: string;
  headers: Headers;
}

/** A proxy on a port, in front of an API on another, which is the fake server and remembers what reached it. */
async function setUp({
  maxBodyBytes,
  api,
}: { maxBodyBytes?: number; api?: (request: Request) => Promise<Response> } = {}) {
  const seen: Seen[] = [];
  const server = createInteractionsServer();
  const base = await listenFetch((request) => {
    seen.push({ method: request.method, url: request.url.slice(base.length), headers: request.headers });
    return api ? api(request) : server.fetch(request);
  });
  const proxy = createGeminiProxy({ apiKey, base, prefix: '/gemini', maxBodyBytes });
  const origin = await listenFetch(proxy);
  const send = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${origin}/gemini${path}`, { method, ...init });
  return { origin, seen, send };
}

const body = JSON.stringify({ model: 'm', input: 'Hi', stream: true, labels: { recording: 'counting' } });
const json = { 'content-type': 'application/json' };

test('adds the key, drops what the client sends as one, and streams the answer back', async () => {
  const { send, seen, origin } = await setUp();
  const headers = {
    ...json,
    'x-goog-api-key': 'mine',
    authorization: 'Bearer mine',
    cookie: 'a=mine',
    'x-other': 'mine',
    origin,
  };
  const response = await send('POST', '/v1beta/interactions?key=mine&alt=sse&$key=mine', { headers, body });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await response.text()).toContain('24, 25');
  expect(seen).toHaveLength(1);
  expect(seen[0]?.url).toBe('/v1beta/interactions?alt=sse');
  const reached = [...(seen[0]?.headers ?? [])];
  expect(Object.fromEntries(reached)).toMatchObject({ 'x-goog-api-key': apiKey, 'content-type': 'application/json' });
  expect(JSON.stringify(reached)).not.toContain('mine');
});

test('passes on fetching, resuming, cancelling and deleting', async () => {
  const { send, seen } = await setUp();
  await send('GET', '/v1beta/interactions/v1_a?stream=true&last_event_id=e1&include_input=true&other=1');
  await send('POST', '/v1beta/interactions/v1_a/cancel', { headers: json, body: '{}' });
  await send('DELETE', '/v1beta/interactions/v1_a');
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /v1beta/interactions/v1_a?stream=true&last_event_id=e1&include_input=true',
    'POST /v1beta/interactions/v1_a/cancel',
    'DELETE /v1beta/interactions/v1_a',
  ]);
});

test.each([
  ['GET', '/v1beta/models', 404],
  ['POST', '/v1beta/models/gemini:generateContent', 404],
  ['POST', '/v1alpha/interactions', 404],
  ['GET', '/v1beta/interactions/../models', 404],
  ['GET', '/v1beta/interactions/%2e%2e%2fmodels', 404],
  ['GET', '/v1beta/interactions/a/b', 404],
  ['GET', '//evil.example/v1beta/interactions', 404],
  ['GET', '/v1beta/interactions', 405],
  ['PUT', '/v1beta/interactions', 405],
  ['PATCH', '/v1beta/interactions/v1_a', 405],
  ['POST', '/v1beta/interactions/v1_a', 405],
  ['GET', '/v1beta/interactions/v1_a/cancel', 405],
])('refuses %s %s', async (method, path, status) => {
  const { send, seen } = await setUp();
  expect((await send(method, path)).status).toBe(status);
  expect(seen).toEqual([]);
});

test('refuses the pages of other origins', async () => {
  const { send, seen, origin } = await setUp();
  const foreign: HeadersInit[] = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ];
  for (const headers of foreign) {
    expect((await send('POST', '/v1beta/interactions', { headers, body })).status).toBe(403);
  }
  expect(seen).toEqual([]);
  const own = { ...json, origin, 'sec-fetch-site': 'same-origin' };
  expect((await send('POST', '/v1beta/interactions', { headers: own, body })).status).toBe(200);
});

test('refuses a body that is too large, said or not', async () => {
  const { send, seen } = await setUp({ maxBodyBytes: 1000 });
  const large = 'x'.repeat(1001);
  expect((await send('POST', '/v1beta/interactions', { body: large })).status).toBe(413);
  const stream = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 11; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(100)));
      controller.close();
    },
  });
  const init = { body: stream, duplex: 'half' } as RequestInit;
  expect((await send('POST', '/v1beta/interactions', init)).status).toBe(413);
  expect(seen).toEqual([]);
  expect((await send('POST', '/v1beta/interactions', { body: large.slice(1) })).status).toBe(400);
});

test('never answers with the key: not from an error that repeats it, a header, or a redirect', async () => {
  const elsewhere: string[] = [];
  const other = await listen((req, res) => {
    elsewhere.push(JSON.stringify(req.headers));
    res.end();
  });
  const answers = [
    () =>
      Response.json({ error: { code: 'authentication', message: `The key ${apiKey} is not valid.` } }, { status: 401 }),
    () => new Response('{}', { headers: { 'x-your-key': apiKey, 'set-cookie': `key=${apiKey}` } }),
    () => new Response(null, { status: 307, headers: { location: `${other}/?key=${apiKey}` } }),
  ];
  const { send } = await setUp({ api: async () => (answers.shift() ?? Response.error)() });
  const statuses: number[] = [];
  for (const _ of [1, 2, 3]) {
    const response = await send('POST', '/v1beta/interactions', { headers: json, body });
    statuses.push(response.status);
    expect(JSON.stringify([...response.headers]) + (await response.text())).not.toContain(apiKey);
  }
  expect(statuses).toEqual([401, 200, 503]);
  expect(elsewhere).toEqual([]);
});

test('says so when the API cannot be reached', async () => {
  const proxy = createGeminiProxy({ apiKey, base: 'http://127.0.0.1:1', prefix: '/gemini' });
  const response = await proxy(new Request('http://localhost/gemini/v1beta/interactions', { method: 'POST', body }));
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ error: { code: 'service_unavailable' } });
});

import { expect, test, vi } from 'vitest';
import { createFetchTransport, createInteractionStore, selectInteraction } from '../../../src/core.ts';
import { createInteractionsProxy, type InteractionsProxyOptions } from '../../../src/server.ts';
import { createInteractionsServer } from '../../../src/testing.ts';
import { listen, listenFetch } from '../testing/listen.ts';

const apiKey = 'the-key-of-the-server';

interface Seen {
  method: string;
  url: string;
  headers: Headers;
  body: string;
}

interface Setup extends InteractionsProxyOptions {
  /** Another API than the fake server. */
  api?: (request: Request) => Promise<Response>;
}

/** A proxy on a port, in front of an API on another, which is the fake server and remembers what reached it. */
async function setUp({ api, ...options }: Setup = {}) {
  const seen: Seen[] = [];
  const server = createInteractionsServer();
  const base = await listenFetch(async (request) => {
    const { method, url, headers } = request;
    seen.push({ method, url: url.slice(base.length), headers, body: await request.clone().text() });
    return api ? api(request) : server.fetch(request);
  });
  const proxy = createInteractionsProxy({ apiKey, baseUrl: `${base}/v1beta`, ...options });
  const origin = await listenFetch(proxy);
  const send = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${origin}/api${path}`, { method, redirect: 'manual', ...init });
  return { origin, seen, send };
}

const body = JSON.stringify({ model: 'm', input: 'Hi', stream: true, labels: { recording: 'counting' } });
const json = { 'content-type': 'application/json' };
const fileUri = (id: string) => `https://generativelanguage.googleapis.com/v1beta/files/${id}:download?alt=media`;
const media = (uri: string) => `/media?uri=${encodeURIComponent(uri)}`;

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
  const response = await send('POST', '/interactions?key=mine&alt=sse&$key=mine', { headers, body });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(await response.text()).toContain('24, 25');
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ url: '/v1beta/interactions?alt=sse', body });
  const reached = [...(seen[0]?.headers ?? [])];
  expect(Object.fromEntries(reached)).toMatchObject({ 'x-goog-api-key': apiKey, 'content-type': 'application/json' });
  expect(JSON.stringify(reached)).not.toContain('mine');
});

test('takes the key from the environment, asked for with each request', async () => {
  const { send, seen } = await setUp({ apiKey: undefined });
  vi.stubEnv('GEMINI_API_KEY', '');
  const refused = await send('POST', '/interactions', { headers: json, body });
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ error: { code: 'authentication' } });
  expect(seen).toEqual([]);
  vi.stubEnv('GEMINI_API_KEY', 'from the environment');
  expect((await send('POST', '/interactions', { headers: json, body })).status).toBe(200);
  expect(seen[0]?.headers.get('x-goog-api-key')).toBe('from the environment');
  vi.unstubAllEnvs();
});

test('asks a function for the key, which sees the request', async () => {
  const { send, seen } = await setUp({ apiKey: async (request) => request.headers.get('x-tenant') ?? undefined });
  await send('POST', '/interactions', { headers: { ...json, 'x-tenant': 'one' }, body });
  expect(seen.map(({ headers }) => headers.get('x-goog-api-key'))).toEqual(['one']);
  expect((await send('POST', '/interactions', { headers: json, body })).status).toBe(401);
});

test('is what the transport of the browser talks with', async () => {
  const { origin, seen } = await setUp();
  const transport = createFetchTransport({ url: `${origin}/api/interactions` });
  const store = createInteractionStore({ transport, params: { model: 'm', labels: { recording: 'counting' } } });
  await store.getState().send('Count.');
  const { id, outcome } = store.getState().interactions[0] ?? {};
  expect(outcome).toBe('finished');
  const signal = new AbortController().signal;
  const stored = await transport.get(id ?? '', { stream: false, signal });
  expect(await (stored as Response).json()).toMatchObject({ id, status: 'completed' });
  await transport.delete(id ?? '');
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /v1beta/interactions',
    `GET /v1beta/interactions/${id}`,
    `DELETE /v1beta/interactions/${id}`,
  ]);
  expect(selectInteraction(store.getState().interactions[0] as never).steps).not.toEqual([]);
});

test('passes on fetching, resuming, cancelling and deleting, from wherever it is mounted', async () => {
  const { send, seen } = await setUp();
  await send('GET', '/interactions/v1_a?stream=true&last_event_id=e1&include_input=true&other=1');
  await send('POST', '/deep/er/interactions/v1_a/cancel', { headers: json, body: '{}' });
  await send('DELETE', '/interactions/v1_a');
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /v1beta/interactions/v1_a?stream=true&last_event_id=e1&include_input=true',
    'POST /v1beta/interactions/v1_a/cancel',
    'DELETE /v1beta/interactions/v1_a',
  ]);
});

test.each([
  ['GET', '/models', 404],
  ['POST', '/models/gemini:generateContent', 404],
  ['GET', '/interactions/../models', 404],
  ['GET', '/interactions/%2e%2e%2fmodels', 404],
  ['GET', '/interactions/a/b', 404],
  ['GET', '/interactions/a%3Fb', 404],
  ['POST', '/myinteractions', 404],
  ['GET', '/media/a', 404],
  ['GET', '/interactions', 405],
  ['PUT', '/interactions', 405],
  ['PATCH', '/interactions/v1_a', 405],
  ['POST', '/interactions/v1_a', 405],
  ['POST', '/interactions/cancel', 405],
  ['GET', '/interactions/v1_a/cancel', 405],
  ['DELETE', '/interactions/v1_a/cancel', 405],
  ['POST', '/media', 405],
  ['GET', '/media', 404],
  ['GET', media('https://elsewhere.example/a.png'), 404],
  ['GET', media('/files/../models'), 404],
  ['GET', media('/files/a/b'), 404],
])('refuses %s %s', async (method, path, status) => {
  const { send, seen } = await setUp();
  const response = await send(method, path, { ...(method.startsWith('P') && { headers: json, body: '{}' }) });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  expect(seen).toEqual([]);
});

test('refuses the pages of other origins, but for those that it is told of', async () => {
  const { send, seen, origin } = await setUp({ origins: ['https://app.example'] });
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.example' },
    { origin: 'null' },
  ];
  for (const headers of foreign) {
    expect((await send('POST', '/interactions', { headers: { ...json, ...headers }, body })).status).toBe(403);
    expect((await send('GET', media(fileUri('a')), { headers })).status).toBe(403);
  }
  expect(seen).toEqual([]);
  const own: Record<string, string>[] = [
    { origin, 'sec-fetch-site': 'same-origin' },
    // A reverse proxy may have renamed the host: the browser knows better.
    { origin: 'https://in.front.example', 'sec-fetch-site': 'same-origin' },
    { origin: origin.replace('http:', 'https:') },
    { origin: 'https://app.example', 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of own) {
    expect((await send('POST', '/interactions', { headers: { ...json, ...headers }, body })).status).toBe(200);
  }
});

test('refuses a body that is no JSON by its type: the forms of other sites can send text', async () => {
  const { send, seen } = await setUp();
  expect((await send('POST', '/interactions', { body })).status).toBe(415);
  expect(seen).toEqual([]);
});

test('refuses a body that is too large, said or not', async () => {
  const { send, seen } = await setUp({ maxBodyBytes: 1000 });
  const large = 'x'.repeat(1001);
  expect((await send('POST', '/interactions', { headers: json, body: large })).status).toBe(413);
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(100)) });
  const init = { headers: json, body: endless, duplex: 'half' } as RequestInit;
  expect(
    await send('POST', '/interactions', init).then(
      ({ status }) => status,
      () => 413,
    ),
  ).toBe(413);
  expect(seen).toEqual([]);
  expect((await send('POST', '/interactions', { headers: json, body: large.slice(1) })).status).toBe(400);
});

test('sends what mapBody makes of a body, and refuses what it refuses', async () => {
  const { send, seen } = await setUp({
    mapBody: async ({ model: _, ...rest }) => {
      if (rest.agent) throw new Error('No agents: a secret reason');
      return { ...rest, model: 'the-servers-choice' };
    },
  });
  const post = (text: string) => send('POST', '/interactions', { headers: json, body: text });
  expect((await post(body)).status).toBe(200);
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ ...JSON.parse(body), model: 'the-servers-choice' });
  for (const refused of ['{"agent":"a"}', '{', '1', '']) {
    const response = await post(refused);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('secret');
  }
  expect(seen).toHaveLength(1);
  await send('POST', '/interactions/v1_a/cancel', { headers: json, body: '{}' });
  expect(seen[1]?.body).toBe('{}');
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
    const response = await send('POST', '/interactions', { headers: json, body });
    statuses.push(response.status);
    expect(JSON.stringify([...response.headers]) + (await response.text())).not.toContain(apiKey);
  }
  expect(statuses).toEqual([401, 200, 503]);
  expect(elsewhere).toEqual([]);
});

test('passes on a rate limit with the time to come back', async () => {
  const limited = { error: { code: 'rate_limit_exceeded', message: 'Slow down.' } };
  const { send } = await setUp({
    api: async () => Response.json(limited, { status: 429, headers: { 'retry-after': '7' } }),
  });
  const response = await send('POST', '/interactions', { headers: json, body });
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([429, '7', limited]);
});

test('a reader who leaves aborts the request to the API', async () => {
  const gone = vi.fn<() => void>();
  const server = createInteractionsServer({ pace: 60_000 });
  const { send } = await setUp({
    api: (request) => {
      request.signal.addEventListener('abort', gone);
      return server.fetch(request);
    },
  });
  const leaving = new AbortController();
  const response = await send('POST', '/interactions', { headers: json, body, signal: leaving.signal });
  // The API holds back all but the first event, which is here all the same.
  const { value } = (await response.body?.getReader().read()) ?? {};
  expect(new TextDecoder().decode(value)).toContain('interaction.created');
  expect(gone).not.toHaveBeenCalled();
  leaving.abort();
  await vi.waitFor(() => expect(gone).toHaveBeenCalled());
});

test('says so when the API cannot be reached', async () => {
  const proxy = createInteractionsProxy({ apiKey, baseUrl: 'http://127.0.0.1:1/v1beta/' });
  const request = new Request('http://localhost/interactions', { method: 'POST', headers: json, body });
  const response = await proxy(request);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ error: { code: 'service_unavailable' } });
});

test('gives a file by its id, in ranges, as no page of this origin', async () => {
  const { send, seen } = await setUp({
    api: async () =>
      new Response('rest', {
        status: 206,
        headers: { 'content-type': 'text/html', 'content-range': 'bytes 4-7/8', 'set-cookie': 'a=b' },
      }),
  });
  const response = await send('GET', media(fileUri('abc-1').replace('generativelanguage', 'elsewhere')), {
    headers: { range: 'bytes=4-', cookie: 'mine' },
  });
  expect(response.status).toBe(206);
  expect(await response.text()).toBe('rest');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html',
    'content-range': 'bytes 4-7/8',
    'x-content-type-options': 'nosniff',
    'content-disposition': 'attachment',
  });
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(seen).toMatchObject([{ method: 'GET', url: '/v1beta/files/abc-1:download?alt=media' }]);
  expect(Object.fromEntries(seen[0]?.headers ?? [])).toMatchObject({ 'x-goog-api-key': apiKey, range: 'bytes=4-' });
  expect(seen[0]?.headers.get('cookie')).toBeNull();
});

test('follows a file to where it is, with the key for the API alone', async () => {
  const elsewhere: (string | null | undefined)[] = [];
  const other = await listen((req, res) => {
    elsewhere.push(req.url, String(req.headers['x-goog-api-key']));
    res.end('the bytes');
  });
  const leads: { [path: string]: string } = {
    '/v1beta/files/a:download?alt=media': '/download/a',
    '/download/a': `${other}/signed`,
    '/v1beta/files/round:download?alt=media': '/v1beta/files/round:download?alt=media',
  };
  const { send, seen } = await setUp({
    api: async (request) => {
      const { pathname, search } = new URL(request.url);
      return new Response(null, { status: 302, headers: { location: leads[pathname + search] ?? '' } });
    },
  });
  const response = await send('GET', media(fileUri('a')));
  expect(await response.text()).toBe('the bytes');
  expect(elsewhere).toEqual(['/signed', 'undefined']);
  expect(seen.map(({ url, headers }) => [url, headers.get('x-goog-api-key')])).toEqual([
    ['/v1beta/files/a:download?alt=media', apiKey],
    ['/download/a', apiKey],
  ]);
  expect((await send('GET', media(fileUri('round')))).status).toBe(503);
});

test.each([
  [403, 404],
  [404, 404],
  [416, 416],
  [500, 503],
])('a file that cannot be had, for which the API says %i, is a %i without its words', async (said, status) => {
  const { send } = await setUp({ api: async () => new Response(`The key ${apiKey}`, { status: said }) });
  const response = await send('GET', media(fileUri('a')));
  expect(response.status).toBe(status);
  expect(await response.text()).not.toContain(apiKey);
});

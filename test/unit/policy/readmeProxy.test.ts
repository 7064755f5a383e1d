import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { transformWithOxc } from 'vite';
import { beforeAll, expect, test, vi } from 'vitest';
import { listen, listenFetch } from '../testing/listen.ts';

const KEY = 'the-key-of-the-server';
const MAX = 1000;

type Proxy = (request: Request) => Promise<Response>;
let makeProxy: (upstream: string) => Promise<Proxy>;

beforeAll(async () => {
  vi.stubEnv('GEMINI_API_KEY', KEY);
  const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
  const [, source = ''] = /```ts\n(const upstream = [^]*?)```/.exec(readme) ?? [];
  const { code } = await transformWithOxc(source, 'proxy.ts');
  makeProxy = async (upstream) => {
    const local = code
      .replace(/(upstream = )["'][^"']+["']/, `$1${JSON.stringify(upstream)}`)
      .replace(/25e6|25_?000_?000/, String(MAX));
    const url = `data:text/javascript;base64,${Buffer.from(local).toString('base64')}`;
    return ((await import(/* @vite-ignore */ url)) as { proxy: Proxy }).proxy;
  };
});

/** The proxy of the README on a port, in front of a server that notes what reaches it. */
async function serve() {
  const reached: { line: string; headers: object; body: string }[] = [];
  const upstream = await listen((req, res) => {
    let body = '';
    req.on('data', (chunk) => (body += String(chunk)));
    req.on('end', () => {
      reached.push({ line: `${req.method} ${req.url}`, headers: req.headers, body });
      res.writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': 'a=b' }).end('data: [DONE]\n\n');
    });
  });
  const proxy = await makeProxy(`${upstream}/v1beta`);
  return { origin: await listenFetch(proxy), reached };
}

test('adds the key, and passes on nothing of the client’s but the body and the known parameters', async () => {
  const { origin, reached } = await serve();
  const headers = { 'x-goog-api-key': 'mine', authorization: 'Bearer mine', cookie: 'a=mine', 'x-other': 'mine' };
  const response = await fetch(`${origin}/api/interactions?key=mine&access_token=mine`, {
    method: 'POST',
    headers,
    body: '{"input":"Hi"}',
  });
  expect(await response.text()).toBe('data: [DONE]\n\n');
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(reached).toMatchObject([
    { line: 'POST /v1beta/interactions', headers: { 'x-goog-api-key': KEY }, body: '{"input":"Hi"}' },
  ]);
  expect(JSON.stringify(reached)).not.toContain('mine');
});

test('passes on getting, resuming, cancelling and deleting', async () => {
  const { origin, reached } = await serve();
  await fetch(`${origin}/api/interactions/v1_a?stream=true&last_event_id=e1&key=mine`);
  await fetch(`${origin}/api/interactions/v1_a/cancel`, { method: 'POST', body: '{}' });
  await fetch(`${origin}/api/interactions/v1_a`, { method: 'DELETE' });
  expect(reached.map(({ line }) => line)).toEqual([
    'GET /v1beta/interactions/v1_a?stream=true&last_event_id=e1',
    'POST /v1beta/interactions/v1_a/cancel',
    'DELETE /v1beta/interactions/v1_a',
  ]);
});

test.each([
  ['GET', '/api/models'],
  ['POST', '/api/models/gemini:generateContent'],
  ['GET', '/api/interactions/../models'],
  ['GET', '/api/interactions/%2e%2e%2fmodels'],
  ['GET', '/api/interactions/a/b'],
  ['GET', '/api/interactions'],
  ['POST', '/api/interactions/v1_a'],
  ['POST', '/api/interactions/cancel'],
  ['GET', '/api/interactions/v1_a/cancel'],
  ['DELETE', '/api/interactions/v1_a/cancel'],
  ['PUT', '/api/interactions/v1_a'],
  ['PATCH', '/api/interactions/v1_a'],
])('does not pass on %s %s', async (method, path) => {
  const { origin, reached } = await serve();
  const response = await fetch(origin + path, {
    method,
    ...(method.startsWith('P') && { body: '{}' }),
  });
  expect(response.status).toBe(404);
  expect(reached).toEqual([]);
});

test('refuses a body that is too long, said or not', async () => {
  const { origin, reached } = await serve();
  const send = (body: BodyInit) =>
    fetch(`${origin}/api/interactions`, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect((await send('x'.repeat(MAX + 1))).status).toBe(413);
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(100)) });
  expect(
    await send(endless).then(
      ({ status }) => status,
      () => 413,
    ),
  ).toBe(413);
  expect(reached).toEqual([]);
  expect((await send('x'.repeat(MAX))).status).toBe(200);
});

import { request } from 'node:http';
import { expect, test } from 'vitest';
import { createInteractionsServer, recordings } from '../../../src/testing.ts';
import { listen, listenFetch } from '../testing/listen.ts';
import { toMiddleware } from '../../../playground/server/toMiddleware.ts';
import { toNodeHandler } from '../../../src/server.ts';

test('a client that goes away aborts the request, in the middle of its answer', async () => {
  const gone = new EventTarget();
  const aborted = new Promise((resolve) => gone.addEventListener('abort', resolve));
  const server = createInteractionsServer({ pace: 20 });
  const origin = await listenFetch((incoming) => {
    incoming.signal.addEventListener('abort', () => gone.dispatchEvent(new Event('abort')));
    return server.fetch(incoming);
  });
  const body = JSON.stringify({ model: 'm', input: 'Hi', stream: true, labels: { recording: 'counting' } });
  const client = request(`${origin}/v1beta/interactions`, { method: 'POST' }, (res) =>
    res.once('data', () => client.destroy()),
  );
  client.on('error', () => {});
  client.end(body);
  expect(await aborted).toBeInstanceOf(Event);
});

test('what is sent reaches the client before the answer is over', async () => {
  const origin = await listenFetch(createInteractionsServer({ pace: 60_000 }).fetch);
  const body = JSON.stringify({ model: 'm', input: 'Hi', stream: true, labels: { recording: 'counting' } });
  const controller = new AbortController();
  const response = await fetch(`${origin}/v1beta/interactions`, { method: 'POST', body, signal: controller.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value)).toMatch(/^event: interaction\.created\n/);
  controller.abort();
});

test('a long body arrives whole at a slow reader', async () => {
  const text = recordings['interleaved-images'].repeat(100);
  const origin = await listenFetch(async () => new Response(text));
  const response = await fetch(origin);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await response.text()).toBe(text);
});

test('a path that only begins like the prefix is not its', async () => {
  const middleware = toMiddleware('/v1beta', async () => new Response('mine'));
  const origin = await listen((req, res) => middleware(req, res, () => res.end('not mine')));
  const answers = ['/v1beta', '/v1beta/x', '/v1beta?x', '/v1beta2', '/'].map(async (path) =>
    (await fetch(origin + path)).text(),
  );
  expect(await Promise.all(answers)).toEqual(['mine', 'mine', 'mine', 'not mine', 'not mine']);
});

test('hands on method, address, headers and body, a body that was read by a parser among them', async () => {
  const tell = toNodeHandler(async (incoming) => {
    const { method, url, headers } = incoming;
    return Response.json({ method, url, said: headers.get('x-said'), body: await incoming.text() });
  });
  const origin = await listen((req, res) => {
    if (req.url !== '/parsed') return tell(req, res);
    let text = '';
    req.on('data', (chunk) => (text += String(chunk)));
    req.on('end', () => tell(Object.assign(req, { body: JSON.parse(text) as unknown }), res));
  });
  const init = { method: 'POST', headers: { 'x-said': 'this' }, body: '{ "a": "ü" }' };
  expect(await (await fetch(`${origin}/a?b`, init)).json()).toEqual({
    method: 'POST',
    url: `${origin}/a?b`,
    said: 'this',
    body: init.body,
  });
  expect(await (await fetch(`${origin}/parsed`, init)).json()).toMatchObject({ body: '{"a":"ü"}' });
  expect(await (await fetch(origin)).json()).toMatchObject({ method: 'GET', body: '' });
});

test('a long body comes whole, at the pace at which it is read', async () => {
  const origin = await listenFetch(async (incoming) => {
    let length = 0;
    for await (const chunk of incoming.body ?? []) {
      length += chunk.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return Response.json(length);
  });
  expect(await (await fetch(origin, { method: 'POST', body: 'x'.repeat(5_000_000) })).json()).toBe(5_000_000);
});

test('what fails before it answers is a 502, and what fails in the middle breaks off', async () => {
  const handle = toNodeHandler(async (incoming) => {
    if (incoming.url.endsWith('/now')) throw new Error('No');
    const parts = [new TextEncoder().encode('half')];
    return new Response(
      new ReadableStream<Uint8Array>({
        pull(controller) {
          const part = parts.pop();
          if (!part) throw new Error('No more');
          controller.enqueue(part);
        },
      }),
    );
  });
  const origin = await listen(handle);
  const response = await fetch(`${origin}/now`);
  expect([response.status, await response.text()]).toEqual([502, '']);
  await expect(fetch(`${origin}/later`).then((later) => later.text())).rejects.toThrow(TypeError);
});

test.each(['//evil.example/api/interactions', '/\\evil.example/api/interactions'])(
  'the path %s does not name the host of the request',
  async (path) => {
    const origin = await listen(toNodeHandler(async ({ url }) => new Response(url)));
    const said = await new Promise((resolve, reject) => {
      const client = request({ port: new URL(origin).port, path }, (res) => {
        res.setEncoding('utf8').once('data', resolve);
      });
      client.on('error', reject).end();
    });
    expect(new URL(String(said)).hostname).toBe('localhost');
  },
);

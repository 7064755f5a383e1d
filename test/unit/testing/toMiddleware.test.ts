import { request } from 'node:http';
import { expect, test } from 'vitest';
import { createInteractionsServer, recordings } from '../../../src/testing.ts';
import { listen, listenFetch } from './listen.ts';
import { toMiddleware } from '../../../playground/server/toMiddleware.ts';

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

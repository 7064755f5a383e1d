import { request as requestOverHttp } from 'node:http';
import { createServer } from 'vite';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createInteractionsServer } from '../../../src/testing.ts';
import { runBlock } from './runBlock.ts';

const GOOGLE = 'https://generativelanguage.googleapis.com';

/** What reaches the API, in whose place the fake server answers. */
let reached: string[];
let google: { fetch: typeof fetch };
beforeEach(() => {
  const server = createInteractionsServer();
  reached = [];
  vi.stubEnv('GEMINI_API_KEY', 'the-key');
  google = {
    fetch: async (url, init) => {
      const request = new Request(url, init);
      reached.push(`${request.method} ${request.url} ${request.headers.get('x-goog-api-key')}`);
      return server.fetch(request);
    },
  };
  return () => vi.unstubAllEnvs();
});

type Handler = (request: Request) => Promise<Response>;

const create = () =>
  new Request('https://app.example/api/interactions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', input: 'Hi', stream: true }),
  });

test.each(['POST', 'GET', 'DELETE'])('the route of Next passes on a %s with the key', async (method) => {
  const { [method]: handler } = await runBlock('export { proxy as DELETE', google);
  const url = `https://app.example/api/interactions`;
  const request = method === 'POST' ? create() : new Request(`${url}/v1_a`, { method });
  await (handler as Handler)(request);
  expect(reached).toEqual([expect.stringMatching(new RegExp(`^${method} ${GOOGLE}/v1beta/interactions.* the-key$`))]);
});

test('the guarded route asks who it is, and pins the model', async () => {
  let signedIn = false;
  const { POST } = await runBlock('isSignedIn(request)', { ...google, isSignedIn: async () => signedIn });
  const send = POST as Handler;
  expect((await send(create())).status).toBe(401);
  expect(reached).toEqual([]);
  signedIn = true;
  const response = await send(create());
  expect(await response.text()).toContain('"model":"gemini-3-flash-preview"');
});

test('the configuration of Vite serves the proxy', async () => {
  const { default: config } = await runBlock('configurePreviewServer', google);
  const dev = await createServer({
    ...(config as object),
    configFile: false,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  });
  onTestFinished(() => dev.close());
  await dev.listen();
  const status = await new Promise((resolve, reject) => {
    requestOverHttp(`${dev.resolvedUrls?.local[0]}api/interactions/v1_a`, (res) => resolve(res.statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(404);
  expect(reached).toEqual([`GET ${GOOGLE}/v1beta/interactions/v1_a the-key`]);
});

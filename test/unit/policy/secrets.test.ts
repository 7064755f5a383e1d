import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createFetchTransport } from '../../../src/stream/createFetchTransport.ts';

const KEY = 'AIzaSyD-0123456789abcdefghijklmnopqrstu';
const TOKEN = 'ya29.a0AfB_byC0123456789';
const PROMPT = 'a prompt that nobody else may read';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;
let logged: unknown[][] = [];
beforeEach(() => {
  logged = [];
  for (const method of METHODS)
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void logged.push(args));
});
afterEach(() => void vi.restoreAllMocks());

const said = `Bearer ${TOKEN} was refused for https://api.example/v1?key=${KEY} (${KEY})`;
const answers: [name: string, answer: () => Response | Promise<Response>][] = [
  [
    'an error that repeats the key',
    () => Response.json({ error: { message: said, code: 'invalid_request' } }, { status: 400 }),
  ],
  [
    'an error in an array',
    () => Response.json([{ error: { message: said, status: 'UNAUTHENTICATED', code: 401 } }], { status: 401 }),
  ],
  ['a code that is a key', () => Response.json({ error: { message: 'No.', code: KEY } }, { status: 403 })],
  [
    'an HTML page',
    () => new Response(`<title>${said}</title>`, { status: 502, headers: { 'content-type': 'text/html' } }),
  ],
  ['plain text', () => new Response(said, { status: 500 })],
  ['something else', () => new Response(said, { headers: { 'content-type': 'text/plain' } })],
  [
    'a bare error',
    () =>
      new Response(`{"error":{"message":${JSON.stringify(said)}}}\n`, {
        headers: { 'content-type': 'text/event-stream' },
      }),
  ],
  [
    'an error event',
    () =>
      new Response(`data: {"event_type":"error","error":{"message":${JSON.stringify(said)}}}\n\n`, {
        headers: { 'content-type': 'text/event-stream' },
      }),
  ],
  ['garbage', () => new Response(`data: ${said}\n\n${said}\n\n`, { headers: { 'content-type': 'text/event-stream' } })],
  ['no connection', () => Promise.reject(new TypeError(`fetch failed: ${said}`))],
  ['no connection, for a reason', () => Promise.reject(new Error(said, { cause: new Error(said) }))],
];

test.each(answers)('%s: nothing is logged, and no error carries a key', async (_, answer) => {
  const told: unknown[] = [];
  const transport = createFetchTransport({
    url: `/api/interactions?key=${KEY}`,
    headers: { authorization: `Bearer ${TOKEN}`, 'x-goog-api-key': KEY },
    fetch: async () => answer(),
  });
  const store = createInteractionStore({
    transport,
    reconnect: false,
    onError: (error) => void told.push(error),
    onDiagnostic: (diagnostic) => void told.push(diagnostic),
  });
  await store.getState().send(PROMPT);
  const thrown: unknown = await transport
    .create({ input: PROMPT }, { signal: new AbortController().signal })
    .catch((error: unknown) => error);
  const { error, interactions } = store.getState();
  const texts = [error, interactions[0]?.error, ...told].map((value) => inspect(value, { depth: 10 }));
  if (thrown instanceof Error) texts.push(thrown.message, JSON.stringify(thrown), String(thrown.stack));
  for (const text of texts) {
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain(PROMPT);
  }
  expect(texts.join('')).not.toBe('');
  expect(logged).toEqual([]);
});

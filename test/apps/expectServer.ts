import { expect, vi } from 'vitest';
import { type FakeGemini, IMAGE, IMAGE_URI, KEY } from './serveGemini.ts';

/** Holds a server with the README's proxy to what the README says of it. */
export async function expectServer(origin: string, gemini: FakeGemini): Promise<void> {
  await dropsWhatIsTheClients(origin, gemini);
  await passesOnMedia(origin, gemini);
  await passesOnNothingElse(origin, gemini);
  await passesOnAborts(origin, gemini);
  await streams(origin, gemini);
}

function create(origin: string, input: string, init: RequestInit = {}): Promise<Response> {
  const body = JSON.stringify({ model: 'gemini-3-flash-preview', input, stream: true });
  const headers = { 'content-type': 'application/json', ...init.headers };
  return fetch(`${origin}/api/interactions`, { method: 'POST', body, ...init, headers });
}

async function dropsWhatIsTheClients(origin: string, { requests }: FakeGemini): Promise<void> {
  requests.length = 0;
  const headers = { 'x-goog-api-key': 'mine', authorization: 'Bearer mine', cookie: 'a=mine' };
  const response = await create(origin, 'Hi', { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(await response.text()).toContain('interaction.completed');
  expect(requests.map(({ line, headers }) => [line, headers.get('x-goog-api-key')])).toEqual([
    ['POST /v1beta/interactions', KEY],
  ]);
  expect(JSON.stringify([...(requests[0]?.headers ?? [])])).not.toContain('mine');
}

async function passesOnMedia(origin: string, { requests }: FakeGemini): Promise<void> {
  requests.length = 0;
  const url = `${origin}/api/media?uri=${encodeURIComponent(IMAGE_URI)}`;
  const whole = await fetch(url);
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(IMAGE);
  expect(whole.headers.get('content-type')).toBe('image/png');
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
  const rest = await fetch(url, { headers: { range: 'bytes=8-' } });
  expect([rest.status, rest.headers.get('content-range')]).toEqual([
    206,
    `bytes 8-${IMAGE.length - 1}/${IMAGE.length}`,
  ]);
  expect(Buffer.from(await rest.arrayBuffer())).toEqual(IMAGE.subarray(8));
  // Only the id counts, so that no other host is ever asked.
  expect((await fetch(url.replace('generativelanguage.googleapis.com', 'elsewhere.example'))).status).toBe(200);
  expect(new Set(requests.map(({ line }) => line))).toEqual(new Set(['GET /v1beta/files/image-1:download?alt=media']));
}

async function passesOnNothingElse(origin: string, { requests }: FakeGemini): Promise<void> {
  requests.length = 0;
  for (const [method, path] of [
    ['GET', '/api/models'],
    ['GET', '/api/interactions'],
    ['POST', '/api/media'],
    ['GET', '/api/media?uri=https%3A%2F%2Felsewhere.example%2Fa.png'],
    ['GET', '/api/media?uri=%2Ffiles%2F..%2Fmodels'],
    ['DELETE', '/api/interactions/v1_a/cancel'],
  ]) {
    const response = await fetch(origin + path, { method });
    await response.arrayBuffer();
    expect([404, 405], `${method} ${path}`).toContain(response.status);
  }
  expect(requests).toEqual([]);
}

async function passesOnAborts(origin: string, { requests }: FakeGemini): Promise<void> {
  requests.length = 0;
  const reader = new AbortController();
  const response = await create(origin, 'Hold', { signal: reader.signal });
  await response.body?.getReader().read();
  expect(requests[0]?.signal.aborted).toBe(false);
  reader.abort();
  await vi.waitFor(() => expect(requests[0]?.signal.aborted).toBe(true), 10_000);
}

/** The first bytes are there while the server holds back the rest. */
async function streams(origin: string, { release }: FakeGemini): Promise<void> {
  const response = await create(origin, 'Hold', { headers: { 'accept-encoding': 'gzip' } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = (await reader?.read())?.value ?? '';
  expect(first).toContain('interaction.created');
  expect(first).not.toContain('interaction.completed');
  release();
  let rest = '';
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) rest += read.value;
  expect(rest).toContain('interaction.completed');
}

import { createInteractionsServer } from '../../src/testing.ts';
import { listenFetch } from '../unit/testing/listen.ts';

/** The key that the server of an app has, and its pages have not. */
export const KEY = 'the-key-of-the-server';

/** The URI of an image, as the API gives it. */
export const IMAGE_URI = 'https://generativelanguage.googleapis.com/v1beta/files/image-1:download?alt=media';

/** A red square of 2 × 2 px. */
export const IMAGE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mP8z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
);

export interface FakeGemini {
  origin: string;
  /** What came, in order. */
  requests: { line: string; headers: Headers; signal: AbortSignal }[];
  /** Lets go on what is held back: the rest of a stream whose input is "Hold". */
  release(): void;
}

/**
 * The fake server of the library with a Files API beside it, which refuses whoever does not bring the key. "Draw" is
 * answered with a remote image, "Hold" with a stream that stops after its first bytes until it is released.
 */
export async function serveGemini(later: (close: () => void) => void): Promise<FakeGemini> {
  const requests: FakeGemini['requests'] = [];
  const held: (() => void)[] = [];
  const server = createInteractionsServer({
    respond: ({ input }) =>
      JSON.stringify(input).includes('Draw')
        ? [{ type: 'model_output', content: [{ type: 'image', uri: IMAGE_URI, mime_type: 'image/png' }] }]
        : 'grounded-answer',
  });

  const origin = await listenFetch(async (request) => {
    const { pathname, search } = new URL(request.url);
    const { headers, signal } = request;
    requests.push({ line: `${request.method} ${pathname}${search}`, headers, signal });
    if (headers.get('x-goog-api-key') !== KEY) return new Response('{}', { status: 401 });
    if (pathname === '/v1beta/files/image-1:download') return file(headers.get('range'));
    const holds = (await request.clone().text()).includes('Hold');
    const response = await server.fetch(request);
    if (!holds || !response.body) return response;
    const released = new Promise<void>((resolve) => held.push(resolve));
    let first = true;
    const gate = new TransformStream<Uint8Array, Uint8Array>({
      async transform(chunk, controller) {
        if (!first) await released;
        first = false;
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(gate), response);
  }, later);
  return { origin, requests, release: () => held.splice(0).forEach((go) => go()) };
}

function file(range: string | null): Response {
  const headers = { 'content-type': 'image/png', 'accept-ranges': 'bytes' };
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (from === 0) return new Response(IMAGE, { headers });
  const end = `bytes ${from}-${IMAGE.length - 1}/${IMAGE.length}`;
  return new Response(IMAGE.subarray(from), { status: 206, headers: { ...headers, 'content-range': end } });
}

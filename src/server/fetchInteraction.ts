import { pickHeaders } from './pickHeaders.ts';
import type { Upstream } from './Upstream.ts';

const QUERY = ['alt', 'stream', 'last_event_id', 'include_input'];

/**
 * Sends a request for interactions on. Of what the client sent, only its method, its body, what it accepts and the query
 * parameters above go along: no cookies, no credentials. The answer streams back as it comes.
 *
 * @param path from `/interactions` on
 */
export async function fetchInteraction(
  request: Request,
  path: string,
  body: BodyInit | undefined,
  upstream: Upstream,
): Promise<Response> {
  const url = new URL(upstream.url + path);
  const { searchParams } = new URL(request.url);
  for (const name of QUERY) {
    const value = searchParams.get(name);
    if (value !== null) url.searchParams.set(name, value);
  }
  const headers = pickHeaders(request.headers, ['accept']);
  headers.set('x-goog-api-key', upstream.apiKey);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const { method, signal } = request;
  // Workers know no `redirect: 'error'`. The API redirects none of these.
  const response = await upstream.fetch(url, { method, headers, body, signal, redirect: 'manual' });
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) throw new Error('Redirected');

  const passed = pickHeaders(response.headers, ['content-type', 'retry-after']);
  // Whoever compresses a stream holds it back; nginx collects it unless it is told not to.
  passed.set('cache-control', 'no-store, no-transform');
  passed.set('x-accel-buffering', 'no');
  // The API's errors may repeat the key that they refuse.
  const said = response.ok ? response.body : (await response.text()).replaceAll(upstream.apiKey, '(key)');
  return new Response(said, { status: response.status, headers: passed });
}

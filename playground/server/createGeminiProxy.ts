import { apiErrorResponse } from '../../src/testing/apiErrorResponse.ts';
import { readBody } from './readBody.ts';

export interface GeminiProxyOptions {
  apiKey: string;
  /** Where the API is, without a version: `https://generativelanguage.googleapis.com`. */
  base: string;
  /** What a request's path begins with here; the rest, from `/v1beta` on, is the API's. */
  prefix: string;
  /** The longest body that is taken, in bytes. Default 25 MB. */
  maxBodyBytes?: number;
}

const ROUTE = /^\/v1beta\/interactions(?:\/[\w-]+(\/cancel)?)?$/;
const QUERY = ['alt', 'stream', 'last_event_id', 'include_input'];
const REQUEST_HEADERS = ['accept', 'content-type'];
const RESPONSE_HEADERS = ['content-type', 'retry-after'];

/**
 * Passes requests of this page on to the real API and adds the key, which never leaves the server. Only the routes of
 * interactions are open, only to pages of the same origin, and of a request nothing goes through but what is listed
 * above: no cookies, no credentials of the client's. Redirects are not followed. Nothing is logged.
 */
export function createGeminiProxy({ apiKey, base, prefix, maxBodyBytes = 25 * 1024 * 1024 }: GeminiProxyOptions) {
  return async function fetchThroughProxy(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.slice(prefix.length);
    if (!ROUTE.test(path)) return apiErrorResponse('not_found', 'The proxy passes on interactions only.');
    if (!isAllowed(request.method, path))
      return apiErrorResponse('method_not_allowed', 'This method is not passed on.');
    if (!isSameOrigin(request, url)) return apiErrorResponse('permission_denied', 'Only this page may use the proxy.');
    const body = await readBody(request, maxBodyBytes);
    if (body === 'too large') {
      return apiErrorResponse('request_too_large', `The body is larger than ${maxBodyBytes} bytes.`);
    }

    const target = new URL(path, base);
    for (const name of QUERY) {
      const value = url.searchParams.get(name);
      if (value !== null) target.searchParams.set(name, value);
    }
    const headers = pick(request.headers, REQUEST_HEADERS);
    headers.set('x-goog-api-key', apiKey);
    let upstream: Response;
    try {
      upstream = await fetch(target, {
        method: request.method,
        headers,
        body,
        signal: request.signal,
        redirect: 'error',
      });
    } catch {
      return apiErrorResponse('service_unavailable', 'The Gemini API could not be reached from the server.');
    }
    return new Response(upstream.ok ? upstream.body : (await upstream.text()).replaceAll(apiKey, '(key)'), {
      status: upstream.status,
      headers: pick(upstream.headers, RESPONSE_HEADERS),
    });
  };
}

function isAllowed(method: string, path: string): boolean {
  if (path.endsWith('/interactions') || path.endsWith('/cancel')) return method === 'POST';
  return method === 'GET' || method === 'DELETE';
}

/** Another site's page must not spend the key: browsers say where a request comes from, and cannot be made to lie. */
function isSameOrigin(request: Request, url: URL): boolean {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  return (
    (site === null || site === 'same-origin') &&
    (origin === null || origin === url.origin || origin === url.origin.replace(/^http:/, 'https:'))
  );
}

function pick(headers: Headers, names: readonly string[]): Headers {
  return new Headers(
    names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])) as [string, string][],
  );
}

import { fetchInteraction } from './fetchInteraction.ts';
import { fetchMedia } from './fetchMedia.ts';
import { isOwnPage } from './isOwnPage.ts';
import { readBody } from './readBody.ts';
import { readRoute, type Route } from './readRoute.ts';
import { refuse } from './refuse.ts';
import type { Upstream } from './Upstream.ts';

/** What the proxy is told; it works without any of it. */
export interface InteractionsProxyOptions {
  /**
   * The key of the Gemini API, or a function that gives it, asked for each request. Default: `GEMINI_API_KEY` in the
   * server's environment.
   */
  apiKey?: string | ((request: Request) => string | undefined | Promise<string | undefined>);
  /**
   * What is sent for the body of a new interaction, or a promise of it: pin the model here, or leave out what readers
   * may not ask for. Throw to refuse the request with a 400.
   */
  mapBody?: (body: { [key: string]: unknown }, request: Request) => unknown;
  /** Other origins whose pages may use it, such as `https://app.example.com`. Their CORS headers are yours to add. */
  origins?: readonly string[];
  /** The longest body that is taken, in bytes. Default 25 MB. */
  maxBodyBytes?: number;
  /** Where the API is, with its version. Default `https://generativelanguage.googleapis.com/v1beta`. */
  baseUrl?: string;
  /** Instead of the global `fetch`: for tracing, tests, a proxy of your network. */
  fetch?: (url: URL, init: RequestInit) => Promise<Response>;
}

const GOOGLE = 'https://generativelanguage.googleapis.com/v1beta';

/**
 * A handler for your server that passes on what `createFetchTransport` asks for, and adds the API key, which never
 * reaches the browser. Mount it at any path, `/api` for instance; its routes are
 *
 * - `POST …/interactions`, `GET` and `DELETE …/interactions/{id}`, `POST …/interactions/{id}/cancel`
 * - `GET …/media?uri=…`: a file of the Files API, for `resolveMediaUri`
 *
 * Nothing else is passed on, and of a request nothing but its body and the API's own query parameters: no cookies, no
 * key of the client's. Pages of other origins are refused, bodies must be JSON. Streams go through as they come; a reader
 * who leaves aborts the request to the API. Nothing is logged. Errors are `{ error: { code, message } }`, as the API's.
 *
 * It does not know your users: whoever may call it spends your key and can read any interaction whose id they know.
 * Check who asks before you call it.
 *
 * @returns a function from the web's `Request` to a `Response`. Where requests are Node's own, see {@link toNodeHandler}.
 */
export function createInteractionsProxy(
  options: InteractionsProxyOptions = {},
): (request: Request) => Promise<Response> {
  const { mapBody, origins = [], maxBodyBytes = 25_000_000, baseUrl = GOOGLE } = options;
  // Workers refuse a `fetch` that is called as a method of something else.
  const send = options.fetch ?? ((url: URL, init: RequestInit) => globalThis.fetch(url, init));

  return async function proxy(request) {
    const route = readRoute(request.url);
    if (!route) return refuse('not_found', 'The proxy passes on interactions and their media only.');
    if (!route.methods.includes(request.method)) return refuse('method_not_allowed', 'This method is not passed on.');
    if (!isOwnPage(request, origins)) return refuse('permission_denied', 'Pages of this origin may not use the proxy.');

    const body = request.method === 'POST' ? await bodyOf(request, route) : undefined;
    if (body instanceof Response) return body;
    const apiKey = await keyFor(request, options.apiKey);
    if (!apiKey) return refuse('authentication', 'The server has no API key. Set GEMINI_API_KEY in its environment.');
    const upstream: Upstream = { url: baseUrl.replace(/\/$/, ''), apiKey, fetch: send };
    try {
      if (route.path === '/media') {
        return await fetchMedia(request, new URL(request.url).searchParams.get('uri') ?? '', upstream);
      }
      return await fetchInteraction(request, route.path, body, upstream);
    } catch {
      return refuse('service_unavailable', 'The Gemini API could not be reached from the server.');
    }
  };

  async function bodyOf(request: Request, { path }: Route): Promise<BodyInit | Response | undefined> {
    const body = await readBody(request, maxBodyBytes);
    if (body === 'too large') return refuse('request_too_large', `The body is larger than ${maxBodyBytes} bytes.`);
    // A form of another site can send text, but no JSON: for that, browsers ask first.
    if (body && !/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
      return refuse('unsupported_media_type', 'The body must be JSON, and say so in its content-type.');
    }
    if (!mapBody || path !== '/interactions') return body;
    try {
      const params: unknown = JSON.parse((await body?.text()) ?? '');
      if (typeof params !== 'object' || params === null) throw new TypeError('No parameters');
      return JSON.stringify(await mapBody(params as { [key: string]: unknown }, request));
    } catch {
      return refuse('invalid_request', 'The server does not take this request.');
    }
  }
}

async function keyFor(request: Request, apiKey: InteractionsProxyOptions['apiKey']): Promise<string | undefined> {
  if (typeof apiKey === 'function') return apiKey(request);
  return apiKey ?? (globalThis as ServerGlobals).process?.env?.GEMINI_API_KEY;
}

/** Node, Bun and Deno have it; Workers only where they are told to. */
interface ServerGlobals {
  process?: { env?: { [name: string]: string | undefined } };
}

import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import { connectionError } from './connectionError.ts';
import { isEventStreamType } from './createBodyReader.ts';
import { errorFromResponse } from './errorFromResponse.ts';
import { isResponse } from './isResponse.ts';
import type { CreateInteractionOptions, GetInteractionOptions, InteractionTransport } from './InteractionTransport.ts';
import { resourceUrl } from './resourceUrl.ts';
import { saidInBrackets } from './saidBy.ts';
import { streamError } from './streamError.ts';
import { toStreamError } from './toStreamError.ts';
import { unusableSource } from './unusableSource.ts';
import { abortedError, untilAborted } from './untilAborted.ts';

/** Where and how to ask. */
export interface FetchTransportOptions {
  /**
   * The `interactions` collection of your proxy, such as `/api/interactions`. Relative or absolute; a query string is
   * kept. Never put an API key here: whoever opens the page can read it.
   */
  url: string;
  /** Sent with every request. A function is asked each time, which suits tokens that expire. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** Instead of the global `fetch`: for credentials, tracing, tests. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /**
   * What is sent for the parameters, where the proxy wants it otherwise, as a value for `JSON.stringify`. The parameters
   * have `stream: true` already, unless the caller said otherwise.
   */
  mapBody?: (params: CreateInteractionParams) => unknown;
}

/** A transport over `fetch`: it answers with responses, whose body nobody has read. */
export interface FetchTransport extends Required<InteractionTransport> {
  /** Starts an interaction. */
  create(params: CreateInteractionParams, options: CreateInteractionOptions): Promise<Response>;
  /** Fetches a stored interaction, or takes up its stream again. */
  get(id: string, options: GetInteractionOptions): Promise<Response>;
}

interface FetchRequest {
  method: 'GET' | 'POST' | 'DELETE';
  accept: 'text/event-stream' | 'application/json';
  /** Made only when it is sent, so that what it throws is reported like every other failure. */
  body?: () => unknown;
  signal?: AbortSignal;
}

/**
 * A transport over `fetch`:
 *
 * - `create`: `POST url`
 * - `get`: `GET url/{id}`, with `?stream=true`, `last_event_id` and `include_input=true` as asked for
 * - `cancel`: `POST url/{id}/cancel` with `{}`
 * - `delete`: `DELETE url/{id}`
 *
 * Each rejects with an `InteractionStreamError`: `network` where no answer came, `http` for one that is not 2xx,
 * `aborted` as soon as the signal fires. Only a failure that is an event stream itself is handed on to be read.
 *
 * No `Api-Revision` header is sent: the API ignores it, and its CORS preflight forbids it.
 */
export function createFetchTransport(options: FetchTransportOptions): FetchTransport {
  const { url, mapBody = (params) => params } = options;

  async function request(at: string, { method, accept, body, signal }: FetchRequest): Promise<Response> {
    const init: RequestInit = { method, signal };
    try {
      const headers = new Headers(typeof options.headers === 'function' ? await options.headers() : options.headers);
      if (!headers.has('accept')) headers.set('accept', accept);
      if (body) {
        if (!headers.has('content-type')) headers.set('content-type', 'application/json');
        init.body = JSON.stringify(await body());
      }
      init.headers = headers;
    } catch (cause) {
      throw streamError(
        'malformed',
        `The request could not be made ready${saidInBrackets(cause)}. Check the headers and mapBody of the transport, and the parameters.`,
        { cause },
      );
    }
    if (signal?.aborted) throw abortedError(signal.reason);
    const response = await send(at, init);
    if (signal?.aborted) response.body?.cancel().catch(() => {});
    return response;
  }

  async function send(at: string, init: RequestInit): Promise<Response> {
    const { fetch = globalThis.fetch } = options;
    let response: Response;
    try {
      response = await fetch(at, init);
    } catch (cause) {
      const error = toStreamError(cause);
      throw error.type === 'network' ? connectionError(cause, at) : error;
    }
    if (!isResponse(response)) throw unusableSource(response);
    return response;
  }

  /** A response that can be read; one that failed only where its reason is in its events. */
  async function open(at: string, init: FetchRequest): Promise<Response> {
    const response = await request(at, init);
    if (response.ok || isEventStreamType(response.headers.get('content-type'))) return response;
    throw await errorFromResponse(response);
  }

  async function run(at: string, init: FetchRequest): Promise<void> {
    const response = await request(at, init);
    if (!response.ok) throw await errorFromResponse(response);
    await response.body?.cancel();
  }

  return {
    create(params, { signal }) {
      const body = () => mapBody({ ...params, stream: params.stream ?? true });
      const accept = params.stream === false ? 'application/json' : 'text/event-stream';
      return untilAborted(open(url, { method: 'POST', accept, body, signal }), signal);
    },
    async get(id, { stream, lastEventId, includeInput, signal }) {
      const query = {
        ...(stream && { stream: 'true' }),
        ...(lastEventId !== undefined && { last_event_id: lastEventId }),
        ...(includeInput && { include_input: 'true' }),
      };
      const accept = stream ? 'text/event-stream' : 'application/json';
      return untilAborted(open(resourceUrl(url, id, undefined, query), { method: 'GET', accept, signal }), signal);
    },
    async cancel(id) {
      return run(resourceUrl(url, id, 'cancel'), { method: 'POST', accept: 'application/json', body: () => ({}) });
    },
    async delete(id) {
      return run(resourceUrl(url, id), { method: 'DELETE', accept: 'application/json' });
    },
  };
}

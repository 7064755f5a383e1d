import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import { isTurnOver } from '../protocol/Interaction.ts';
import type { Step } from '../protocol/Step.ts';
import { apiErrorResponse } from './apiErrorResponse.ts';
import { type Playback, createPlayback } from './createPlayback.ts';
import { foldFrames } from './foldFrames.ts';
import { inputSteps } from './interactionInput.ts';
import { parseCreateParams } from './parseCreateParams.ts';
import { recordings as ownRecordings } from './recordings.ts';
import { newId, renewIds } from './renewIds.ts';
import { respondByDefault } from './respondByDefault.ts';
import { DONE_FRAME, splitFrames, sseFrame } from './sseFrames.ts';
import { streamSteps } from './streamSteps.ts';
import { withInput } from './withInput.ts';

export interface InteractionsServerOptions {
  /** What can be played, by name: the text of a stream. Default: the `recordings` of this package. */
  recordings?: { readonly [name: string]: string };
  /**
   * Chooses the answer to a request that does not name a recording: the name of one, or steps, which are streamed as a
   * model would. `undefined` leaves it to the default: function results are put into words, a prompt is repeated.
   */
  respond?: (params: CreateInteractionParams) => string | readonly Step[] | undefined;
  /** Milliseconds between two events. Default 0: as fast as they are read. A request's `labels.pace` goes before it. */
  pace?: number;
  /** The most bytes sent at once. Default: each event whole. A request's `labels.chunk_size` goes before it. */
  chunkSize?: number;
}

/** A server of the Interactions API without a network: hand `fetch` to whatever takes a `fetch`, or mount it on a port. */
export interface InteractionsServer {
  /** Answers one request. Never rejects: what is wrong with a request is said in the response. */
  fetch(request: Request): Promise<Response>;
}

interface StoredInteraction {
  params: CreateInteractionParams;
  playback: Playback;
}

/**
 * Makes a server that speaks the Gemini Interactions API, with recordings in the model's place:
 *
 * - `POST …/interactions`, streaming or not, under any prefix; `model` or `agent`, and `input`, are required.
 *   `labels: { recording: 'grounded-answer' }` plays that recording, with fresh ids; `labels.pace` (milliseconds between
 *   events) and `labels.chunk_size` (bytes) say how. With `background: true` a request without streaming is answered at
 *   once, and the interaction goes on.
 * - `GET …/interactions/{id}`: as far as it has come; `?stream=true` streams it from its first event and follows it to
 *   its end; `?include_input=true` puts the steps that were sent in front.
 * - `POST …/interactions/{id}/cancel` while it runs, `DELETE …/interactions/{id}`.
 *
 * Errors have the API's shape, `{ "error": { "code", "message" } }`, and its statuses. Interactions are kept in memory,
 * unless `store: false` asks otherwise.
 *
 * @example
 * ```ts
 * const server = createInteractionsServer({ respond: () => 'grounded-answer' });
 * const transport = createFetchTransport({
 *   url: 'https://example.com/v1beta/interactions',
 *   fetch: (url, init) => server.fetch(new Request(url, init)),
 * });
 * ```
 */
export function createInteractionsServer(options: InteractionsServerOptions = {}): InteractionsServer {
  const { recordings = ownRecordings as { readonly [name: string]: string }, respond, pace = 0 } = options;
  const { chunkSize = Number.POSITIVE_INFINITY } = options;
  const stored = new Map<string, StoredInteraction>();

  async function create(request: Request): Promise<Response> {
    const params = await parseCreateParams(request);
    if (params instanceof Response) return params;
    const previous = params.previous_interaction_id;
    if (previous !== undefined && !stored.has(previous)) return noInteraction(previous);

    const id = params.store === false ? '' : newId('v1_');
    const frames = answer(params, id);
    if (frames instanceof Response) return frames;
    const playback = createPlayback(frames, {
      pace: numberLabel(params, 'pace', 0) ?? pace,
      chunkSize: numberLabel(params, 'chunk_size', 1) ?? chunkSize,
    });
    if (id) stored.set(id, { params, playback });

    if (params.stream) return eventStream(playback.read(request.signal));
    if (!params.background) await playback.whenOver(request.signal);
    const { interaction, error } = foldFrames(playback.framesOut());
    return error ? apiErrorResponse(error.code ?? 'api_error', error.message) : Response.json(interaction);
  }

  function answer(params: CreateInteractionParams, id: string): string[] | Response {
    const chosen = label(params, 'recording') ?? respond?.(params) ?? respondByDefault(params);
    if (typeof chosen !== 'string')
      return streamSteps(chosen, { id, created: new Date().toISOString(), ...asked(params) });
    const text = Object.hasOwn(recordings, chosen) ? recordings[chosen] : undefined;
    if (text !== undefined) return renewIds(splitFrames(text), id);
    const names = Object.keys(recordings).join(', ');
    return apiErrorResponse('invalid_request', `There is no recording "${chosen}". There are: ${names}.`);
  }

  function get(request: Request, { params, playback }: StoredInteraction): Response {
    const query = new URL(request.url).searchParams;
    const input = query.get('include_input') === 'true' ? inputSteps(params.input) : [];
    if (query.get('stream') === 'true') return eventStream(playback.read(request.signal, withInput(input)));
    const { interaction } = foldFrames(playback.framesOut());
    return Response.json({ ...interaction, steps: [...input, ...(interaction.steps ?? [])] });
  }

  function cancel({ playback }: StoredInteraction): Response {
    const { interaction } = foldFrames(playback.framesOut());
    if (playback.isOver() || isTurnOver(interaction.status)) {
      return apiErrorResponse('failed_precondition', `The interaction is not running: it is ${interaction.status}.`);
    }
    const { steps: _, ...cancelled } = { ...interaction, status: 'cancelled' };
    const event = { interaction: cancelled, event_type: 'interaction.completed' };
    playback.breakOff([sseFrame(event.event_type, JSON.stringify(event)), DONE_FRAME]);
    return Response.json(foldFrames(playback.framesOut()).interaction);
  }

  async function route(request: Request): Promise<Response> {
    const path = /\/interactions(?:\/([^/]+)(\/cancel)?)?\/?$/.exec(new URL(request.url).pathname);
    if (!path) return apiErrorResponse('not_found', `There is nothing at ${new URL(request.url).pathname}.`);
    const [, id, isCancel] = path;
    const method = request.method;
    if (id === undefined) return method === 'POST' ? create(request) : notAllowed(method, 'POST');
    const interaction = stored.get(id);
    if (isCancel && method !== 'POST') return notAllowed(method, 'POST');
    if (!isCancel && method !== 'GET' && method !== 'DELETE') return notAllowed(method, 'GET, DELETE');
    if (!interaction) return noInteraction(id);
    if (isCancel) return cancel(interaction);
    if (method === 'GET') return get(request, interaction);
    stored.delete(id);
    return Response.json({});
  }

  return {
    async fetch(request) {
      try {
        return await route(request);
      } catch (error) {
        if (request.signal.aborted) return apiErrorResponse('cancelled', 'The request was aborted.');
        return apiErrorResponse('api_error', error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function asked({ model, agent }: CreateInteractionParams) {
  return { ...(model !== undefined && { model }), ...(agent !== undefined && { agent }) };
}

function label(params: CreateInteractionParams, name: string): string | undefined {
  const value = (params['labels'] as { [name: string]: unknown } | null | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}

function numberLabel(params: CreateInteractionParams, name: string, least: number): number | undefined {
  const value = Number(label(params, name) ?? Number.NaN);
  return value >= least ? value : undefined;
}

function eventStream(body: ReadableStream<Uint8Array>): Response {
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

function noInteraction(id: string): Response {
  return apiErrorResponse('not_found', `There is no interaction "${id}".`);
}

function notAllowed(method: string, allowed: string): Response {
  return apiErrorResponse('method_not_allowed', `${method} is not allowed here, only ${allowed}.`, { allow: allowed });
}

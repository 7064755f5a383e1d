import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import { apiErrorResponse } from './apiErrorResponse.ts';
import { cancelInteraction } from './cancelInteraction.ts';
import { callSignatures, checkFunctionSteps, openCalls } from './checkFunctionSteps.ts';
import { chooseAnswer } from './chooseAnswer.ts';
import { createFaultSource } from './createFaultSource.ts';
import { createHopTokens } from './createHopTokens.ts';
import { endWithToken } from './cutHops.ts';
import { eventStreamResponse } from './eventStreamResponse.ts';
import type { Fault } from './Fault.ts';
import { foldFrames } from './foldFrames.ts';
import { inputSteps } from './interactionInput.ts';
import { interactionHistory, turnSteps } from './interactionHistory.ts';
import type { InteractionsServerOptions } from './InteractionsServerOptions.ts';
import { parseCreateParams } from './parseCreateParams.ts';
import { readRoute } from './readRoute.ts';
import { refusalFor } from './refusalFor.ts';
import { newId } from './renewIds.ts';
import { resumePoint } from './resumePoint.ts';
import { type ServerInteraction, startInteraction } from './startInteraction.ts';
import { withInput } from './withInput.ts';

export type { InteractionsServerOptions };

/** A server of the Interactions API without a network: hand `fetch` to whatever takes a `fetch`, or mount it on a port. */
export interface InteractionsServer {
  /** Answers one request. What is wrong with it is said in the response; only the fault `unreachable` makes it reject. */
  fetch(request: Request): Promise<Response>;
}

/**
 * Makes a server that speaks the Gemini Interactions API, with recordings in the model's place:
 *
 * - `POST …/interactions`, streaming or not, under any prefix; `model` or `agent`, and `input`, are required.
 *   `labels: { recording: 'grounded-answer' }` plays that recording, with fresh ids; `labels.pace` (milliseconds between
 *   events) and `labels.chunk_size` (bytes) say how. With `background: true` a request without streaming is answered at
 *   once, and the interaction goes on; `labels.queued_for` (milliseconds) lets it wait first.
 * - `labels.continue_every` cuts the answer into hops of so many steps. Each but the last ends `requires_continuation`;
 *   the next is had by its `continuation_token`, with `previous_interaction_id` and no input, or, with `store: false`,
 *   with the input again.
 * - `GET …/interactions/{id}`: as far as it has come; `?stream=true` streams it from its first event and follows it to
 *   its end, `&last_event_id=` from the one after that; `?include_input=true` puts the steps that were sent in front.
 *   `labels.event_ids` gives its events the ids for that. `labels.streaming` lets it be polled only.
 * - `POST …/interactions/{id}/cancel` while it runs, `DELETE …/interactions/{id}`.
 * - `labels.fault` says what goes wrong with the answer to a create: `cut_at=1200;crlf`. A fault is written as its type
 *   and the values of its fields in order.
 *
 * Errors have the API's shape, `{ "error": { "code", "message" } }`, and its statuses: so has a function result that
 * answers no call, and a call that is sent back without its thought signature. Interactions are kept in memory, unless
 * `store: false` asks otherwise.
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
  const stored = new Map<string, ServerInteraction>();
  /** By the ids of function calls: the thought signatures that they were sent with, stored or not. */
  const signed = new Map<string, string[][]>();
  const tokens = createHopTokens();
  const faultsFor = createFaultSource(options.faults);

  async function create(params: CreateInteractionParams, signal: AbortSignal, faults: Fault[]): Promise<Response> {
    const { previous_interaction_id: previous, continuation_token: token } = params;
    if (previous !== undefined && !stored.has(previous)) return noInteraction(previous);
    const open = previous === undefined ? undefined : openCalls(turnSteps(stored, previous));
    const problem = checkFunctionSteps(params, open, signed);
    if (problem !== undefined) return apiErrorResponse('invalid_request', problem);

    const id = params.store === false ? '' : newId('v1_');
    const hops = token === undefined ? answer(params, id) : tokens.redeem(token, params, id);
    if (hops instanceof Response) return hops;
    const [first = [], ...rest] = hops;
    const frames = rest.length === 0 ? first : endWithToken(first, tokens.issue(rest, id));
    rememberSignatures(frames);
    const interaction = startInteraction(params, id, frames, options);
    if (id !== '') stored.set(id, interaction);

    const { playback, chunkSize, streaming } = interaction;
    const onSent = () => token !== undefined && tokens.spend(token);
    if (params.stream && streaming === 'events') {
      return eventStreamResponse(playback, { signal, chunkSize, faults, onSent });
    }
    if (!params.background) await playback.whenOver(signal);
    onSent();
    const { interaction: result, error } = foldFrames(playback.framesOut());
    return error ? apiErrorResponse(error.code ?? 'api_error', error.message) : Response.json(result);
  }

  function answer(params: CreateInteractionParams, id: string) {
    const history = {
      get interactions() {
        return interactionHistory(stored, params.previous_interaction_id);
      },
    };
    return chooseAnswer(params, id, history, options);
  }

  function rememberSignatures(frames: readonly string[]): void {
    if (!frames.some((frame) => frame.includes('"function_call"'))) return;
    for (const [callId, signatures] of callSignatures(foldFrames(frames).interaction.steps ?? [])) {
      signed.set(callId, [...(signed.get(callId) ?? []), signatures]);
    }
  }

  function get(
    { params, playback, chunkSize, streaming }: ServerInteraction,
    query: URLSearchParams,
    signal: AbortSignal,
    faults: Fault[],
  ): Response {
    const input = query.get('include_input') === 'true' ? inputSteps(params.input) : [];
    if (query.get('stream') === 'true' && streaming === 'error') {
      return apiErrorResponse('invalid_request', 'This interaction cannot be streamed. Ask for it without stream.');
    }
    if (query.get('stream') === 'true' && streaming === 'events') {
      const expand = withInput(input);
      const sent = playback.framesOut().flatMap(expand);
      const skip = resumePoint(sent, query.get('last_event_id') ?? '', faults);
      return eventStreamResponse(playback, { signal, chunkSize, faults, expand, skip });
    }
    const { interaction } = foldFrames(playback.framesOut());
    return Response.json({ ...interaction, steps: [...input, ...(interaction.steps ?? [])] });
  }

  async function respond(request: Request): Promise<Response> {
    const { method, signal } = request;
    const route = readRoute(request);
    if (route instanceof Response) return route;
    const { action, id = '', query } = route;
    const body = action === 'create' ? await parseCreateParams(request) : undefined;
    const interaction = stored.get(id);
    const faults = faultsFor(method, route, body instanceof Response ? undefined : (body ?? interaction?.params));
    if (faults instanceof Response) return faults;
    const refusal = refusalFor(faults);
    if (refusal) return refusal;
    if (body) return body instanceof Response ? body : create(body, signal, faults);
    if (!interaction) return noInteraction(id);
    if (action === 'cancel') return cancelInteraction(interaction, faults);
    if (action === 'get') return get(interaction, query, signal, faults);
    stored.delete(id);
    return Response.json({});
  }

  return {
    async fetch(request) {
      const response = await respond(request).catch((error: unknown) => {
        if (request.signal.aborted) return apiErrorResponse('cancelled', 'The request was aborted.');
        return apiErrorResponse('api_error', error instanceof Error ? error.message : String(error));
      });
      if (response.type === 'error') throw new TypeError('fetch failed');
      return response;
    },
  };
}

function noInteraction(id: string): Response {
  return apiErrorResponse('not_found', `There is no interaction "${id}".`);
}

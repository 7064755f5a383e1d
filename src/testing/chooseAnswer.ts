import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import { apiErrorResponse } from './apiErrorResponse.ts';
import { cutHops } from './cutHops.ts';
import type { InteractionsServerOptions, RespondHistory } from './InteractionsServerOptions.ts';
import { labelOf, numberLabelOf } from './labels.ts';
import { recordings as ownRecordings } from './recordings.ts';
import { renewIds } from './renewIds.ts';
import { respondByDefault } from './respondByDefault.ts';
import { splitFrames } from './sseFrames.ts';
import { streamSteps } from './streamSteps.ts';

type AnswerOptions = Pick<InteractionsServerOptions, 'recordings' | 'respond'>;

/** The frames that answer a request, hop by hop, each with the id of the first; or what is wrong with the request. */
export function chooseAnswer(
  params: CreateInteractionParams,
  id: string,
  history: RespondHistory,
  { recordings = ownRecordings as { readonly [name: string]: string }, respond }: AnswerOptions,
): readonly (readonly string[])[] | Response {
  const { model, agent } = params;
  const asked = { ...(model !== undefined && { model }), ...(agent !== undefined && { agent }) };
  const created = new Date().toISOString();
  const every = Math.floor(numberLabelOf(params, 'continue_every', 1) ?? Number.POSITIVE_INFINITY);
  const chosen = labelOf(params, 'recording') ?? respond?.(params, history) ?? respondByDefault(params);

  if (typeof chosen === 'string') {
    const text = Object.hasOwn(recordings, chosen) ? recordings[chosen] : undefined;
    if (text === undefined) return noRecording(chosen, Object.keys(recordings));
    return cutHops(renewIds(splitFrames(text), id), every);
  }
  const hops = 'hops' in chosen ? chosen.hops : [chosen];
  if (hops.length === 0) return apiErrorResponse('api_error', 'respond gave an answer without a hop.');
  return hops.flatMap((steps) => cutHops(streamSteps(steps, { id, created, ...asked }), every));
}

function noRecording(name: string, names: readonly string[]): Response {
  return apiErrorResponse('invalid_request', `There is no recording "${name}". There are: ${names.join(', ')}.`);
}

import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import { apiErrorResponse } from './apiErrorResponse.ts';

/** Reads the body of `POST …/interactions`, or says in a response what is wrong with it. */
export async function parseCreateParams(request: Request): Promise<CreateInteractionParams | Response> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    return invalid('The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return invalid('The body is not a JSON object.');
  const { model, agent, input, ...more } = body as { [key: string]: unknown };
  const { previous_interaction_id: previous, continuation_token: token, store, background } = more;
  if (!isName(model) && !isName(agent)) return invalid('Either "model" or "agent" is required.');
  if (previous !== undefined && !isName(previous)) return invalid('"previous_interaction_id" is not a string.');
  if (token !== undefined && !isName(token)) return invalid('"continuation_token" is not a string.');
  const isInput = isName(input) || (Array.isArray(input) ? input : [input]).every(hasType);
  const isContinued = token !== undefined && previous !== undefined && input === undefined;
  if (!isInput && !isContinued) return invalid('"input" is required: a text, content items or steps.');
  if (background === true && store === false) return invalid('"background" needs an interaction that is stored.');
  return body as CreateInteractionParams;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function hasType(item: unknown): boolean {
  return typeof item === 'object' && item !== null && isName((item as { type?: unknown }).type);
}

function invalid(message: string): Response {
  return apiErrorResponse('invalid_request', message);
}

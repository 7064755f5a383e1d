import type { InteractionStreamErrorData } from './InteractionStreamError.ts';
import { type Failure, isRetryable } from './isRetryable.ts';

/**
 * What an error is to a reader, who cannot mend it: each has a sentence in the labels.
 *
 * - `network`, `malformed`, `limit`: as the error's `type`.
 * - `busy`: too many requests just now, an overloaded service, a timeout. It may pass by itself.
 * - `access`: no key, no session, or no right to it.
 * - `quota`: what the plan allows is used up.
 * - `missing`: the interaction, the model or the route does not exist, or no longer.
 * - `withheld`: the API does not answer this: safety, recitation, a language that it does not speak, …
 * - `size`: more was sent than the server takes.
 * - `request`: the server does not take the request for another reason.
 * - `rounds`: the model has asked for functions more often than `maxRounds`.
 * - `other`: anything else.
 */
export type ErrorKind =
  | 'network'
  | 'malformed'
  | 'limit'
  | 'busy'
  | 'access'
  | 'quota'
  | 'missing'
  | 'withheld'
  | 'size'
  | 'request'
  | 'rounds'
  | 'other';

/** By the API's code, or the HTTP status. A step's own error has numbers of google.rpc.Code: 7 is said of a refusal. */
const CODES: readonly (readonly [kind: ErrorKind, codes: string])[] = [
  ['access', 'authentication unauthenticated permission_denied 401 403'],
  ['quota', 'payment_required quota_exceeded resource_exhausted 402 429'],
  ['missing', 'not_found model_not_found 404 405 410'],
  ['withheld', 'safety recitation language prohibited_content spii blocklist content_blocked 7'],
  ['size', 'request_too_large 413'],
  ['request', 'invalid_request invalid_argument failed_precondition out_of_range parameter_unknown 3 9 11'],
  ['busy', '408 409 425'],
  ['rounds', 'max_rounds'],
  ['other', 'api_error internal'],
];

/** The kind of an error, whatever threw it. */
export function errorKind(error: InteractionStreamErrorData): ErrorKind {
  const { type } = error;
  return type === 'network' || type === 'malformed' || type === 'limit' ? type : failureKind(error);
}

/** The kind of a failure that the API, or the server before it, has told. */
export function failureKind(failure: Failure): ErrorKind {
  if (isRetryable(failure)) return 'busy';
  const { status, code } = failure;
  const number = typeof status === 'number' ? status : 0;
  for (const word of [code, `${number}`]) {
    const known = CODES.find(([, codes]) => word && codes.split(' ').includes(word));
    if (known) return known[0];
  }
  return number >= 400 && number < 500 ? 'request' : 'other';
}

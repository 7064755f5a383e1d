import { type Failure, isRetryable } from './isRetryable.ts';

const LATER = 'Try again in a moment.';
const INPUT = 'Change the request, then send it again.';

/**
 * What to do, and the codes and statuses that it is said of. A step's own error has numbers of google.rpc.Code: 7 is said of
 * a refusal, 11 of an output that got too long.
 */
const ADVICE: readonly (readonly [advice: string, words: string])[] = [
  [
    'Check the API key that your server adds, and what it is allowed to do.',
    'authentication unauthenticated permission_denied 401 403',
  ],
  [
    "Check the plan, the billing and the quotas of the API key's project.",
    'payment_required quota_exceeded resource_exhausted 402 429',
  ],
  [
    'Check the url, the model or agent, and the id: an interaction that was not stored, or was deleted, cannot be found.',
    'not_found model_not_found 404',
  ],
  [LATER, 'api_error internal 408 409 425'],
  [
    INPUT,
    'invalid_request invalid_argument failed_precondition out_of_range parameter_unknown safety recitation language ' +
      'prohibited_content spii blocklist content_blocked 3 7 9 11',
  ],
  ['Check the url: the route does not take this request.', '405'],
  ['The request is too large for the server: send less, or smaller files.', '413'],
];

/** One sentence on what to do about a failure. */
export function adviceFor(failure: Failure): string {
  const { status = 0, code } = failure;
  if (isRetryable(failure)) return LATER;
  return adviceOn(code) ?? adviceOn(String(status)) ?? (status >= 400 && status < 500 ? INPUT : LATER);
}

function adviceOn(word: string | undefined): string | undefined {
  return ADVICE.find(([, words]) => word && words.split(' ').includes(word))?.[0];
}

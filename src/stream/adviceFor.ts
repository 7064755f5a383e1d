import { type Failure, isRetryable } from './isRetryable.ts';

const KEY = 'Check the API key that your server adds, and what it is allowed to do.';
const LATER = 'Try again in a moment.';
const INPUT = 'Change the request, then send it again.';
const PLAN = "Check the plan, the billing and the quotas of the API key's project.";
const NOT_FOUND =
  'Check the url, the model or agent, and the id: an interaction that was not stored, or was deleted, cannot be found.';

const BY_CODE: { readonly [code: string]: string } = {
  authentication: KEY,
  unauthenticated: KEY,
  permission_denied: KEY,
  payment_required: PLAN,
  quota_exceeded: PLAN,
  resource_exhausted: PLAN,
  not_found: NOT_FOUND,
  model_not_found: NOT_FOUND,
  api_error: LATER,
  internal: LATER,
  invalid_request: INPUT,
  invalid_argument: INPUT,
  failed_precondition: INPUT,
  out_of_range: INPUT,
  parameter_unknown: INPUT,
  safety: INPUT,
  recitation: INPUT,
  language: INPUT,
  prohibited_content: INPUT,
  spii: INPUT,
  blocklist: INPUT,
  content_blocked: INPUT,
  // A step's own error has numbers of google.rpc.Code: 7 is said of a refusal, 11 of an output that got too long.
  3: INPUT,
  7: INPUT,
  9: INPUT,
  11: INPUT,
};

const BY_STATUS: { readonly [status: number]: string } = {
  401: KEY,
  402: PLAN,
  403: KEY,
  404: NOT_FOUND,
  405: 'Check the url: the route does not take this request.',
  408: LATER,
  409: LATER,
  413: 'The request is too large for the server: send less, or smaller files.',
  425: LATER,
  429: PLAN,
};

/** One sentence on what to do about a failure. */
export function adviceFor(failure: Failure): string {
  const { status = 0, code = '' } = failure;
  if (isRetryable(failure)) return LATER;
  if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code] ?? LATER;
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? INPUT : LATER);
}

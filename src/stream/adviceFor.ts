import { type ErrorKind, failureKind } from './errorKind.ts';
import type { Failure } from './isRetryable.ts';

const ADVICE: { readonly [Kind in ErrorKind]?: string } = {
  access: 'Check the API key that your server adds, and what it is allowed to do.',
  quota: "Check the plan, the billing and the quotas of the API key's project.",
  missing:
    'Check the url, the model or agent, and the id: an interaction that was not stored, or was deleted, cannot be found.',
  size: 'The request is too large for the server: send less, or smaller files.',
  withheld: 'Change the request, then send it again.',
  request: 'Change the request, then send it again.',
};

/** One sentence on what to do about a failure, for developers. */
export function adviceFor(failure: Failure): string {
  if (failure.status === 405) return 'Check the url: the route does not take this request.';
  return ADVICE[failureKind(failure)] ?? 'Try again in a moment.';
}

import { errorFromDetail } from './errorFromDetail.ts';
import { InteractionStreamError } from './InteractionStreamError.ts';
import type { ErrorDetail } from './readErrorDetail.ts';
import { readRetryAfter } from './readRetryAfter.ts';

/** The error for a response that is not 2xx and whose body said this much. */
export function httpError(
  { status, headers }: { status: number; headers?: Headers | undefined },
  detail: ErrorDetail,
  options?: { cause: unknown },
): InteractionStreamError {
  const retryAfter = readRetryAfter(headers?.get('retry-after')) ?? detail.retryAfter;
  return new InteractionStreamError(errorFromDetail({ ...detail, retryAfter }, status), options);
}

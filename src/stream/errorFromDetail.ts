import { definedOf } from '../protocol/Wire.ts';
import { adviceFor } from './adviceFor.ts';
import type { InteractionStreamErrorData } from './InteractionStreamError.ts';
import { isRetryable } from './isRetryable.ts';
import type { ErrorDetail } from './readErrorDetail.ts';
import { excerptOf, redactKeys } from './redactKeys.ts';

/**
 * What an error of the API becomes.
 *
 * @param status The HTTP status where a response that is not 2xx said it; without one, the stream itself did.
 */
export function errorFromDetail(detail: ErrorDetail, status?: number): InteractionStreamErrorData {
  const { code, retryAfter } = detail;
  const failure = { status, code, retryAfter };
  const said = excerptOf(detail.message ?? '', 300);
  const what = status === undefined ? 'The API reported an error' : `The server answered with HTTP ${status}`;
  const subject = code === undefined || code === String(status) ? what : `${what} (${excerptOf(code, 60)})`;
  return definedOf({
    type: status === undefined ? 'api' : 'http',
    message: `${said === '' ? subject : `${subject}: ${said}`}${/[.!?…]$/.test(said) ? '' : '.'} ${adviceFor(failure)}`,
    retryable: isRetryable(failure),
    status,
    code: code && redactKeys(code),
    retryAfter,
  });
}

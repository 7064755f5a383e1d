import { InteractionStreamError, type InteractionStreamErrorType } from './InteractionStreamError.ts';

/** An error of ours. Only a connection may well be better the next time. */
export function streamError(
  type: InteractionStreamErrorType,
  message: string,
  options?: { cause: unknown },
): InteractionStreamError {
  return new InteractionStreamError({ type, message, retryable: type === 'network' }, options);
}

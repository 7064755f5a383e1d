import { InteractionStreamError } from './InteractionStreamError.ts';

/** The error for being asked what cannot be done. */
export function usageError(message: string): InteractionStreamError {
  return new InteractionStreamError({ type: 'usage', message, retryable: false });
}

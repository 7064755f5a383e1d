import { InteractionStreamError } from '../stream/InteractionStreamError.ts';

/** The error for being asked what cannot be done. */
export function usageError(message: string): InteractionStreamError {
  return new InteractionStreamError({ type: 'usage', message, retryable: false });
}

import type { InteractionStreamError } from './InteractionStreamError.ts';
import { streamError } from './streamError.ts';

/** The error for being asked what cannot be done. */
export function usageError(message: string): InteractionStreamError {
  return streamError('usage', message);
}

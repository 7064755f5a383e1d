import type { InteractionStreamErrorData } from './InteractionStreamError.ts';

/**
 * Whether an error in a stream only says that the connection has lasted too long. The API cuts agents' streams after ten
 * minutes in this way, although the interaction goes on.
 */
export function isTimeLimit(error: InteractionStreamErrorData | undefined): boolean {
  return error?.type === 'api' && /timeout|deadline/i.test(error.code ?? '');
}

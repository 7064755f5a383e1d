import type { InteractionLimits } from './InteractionLimits.ts';
import { InteractionStreamError } from './InteractionStreamError.ts';

const UNITS = { eventLength: 'characters in an event', streamBytes: 'bytes', steps: 'steps' };

/** Why no more of a stream is read: which of the limits that end one was met. */
export function limitError(
  name: keyof Pick<InteractionLimits, 'eventLength' | 'streamBytes' | 'steps'>,
  amount: number,
): InteractionStreamError {
  return new InteractionStreamError({
    type: 'limit',
    message:
      `There are more than ${amount.toLocaleString('en')} ${UNITS[name]}, which is as much as is read (limits.${name}). ` +
      'What had arrived before is kept.',
    retryable: false,
    code: name,
  });
}

import { discardSource } from './discardSource.ts';
import type { InteractionSource } from './InteractionSource.ts';
import { InteractionStreamError } from './InteractionStreamError.ts';
import { untilAborted } from './untilAborted.ts';

/** What a timer can be set to, in ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Asks, and rejects with a `network` error where no answer has come after `ms` milliseconds: the request is aborted then,
 * and given up whether or not it listens. Rejects with an `aborted` error as soon as the signal fires. An answer that comes
 * when nobody waits for it any more is closed.
 */
export async function untilAnswered(
  ask: (signal: AbortSignal) => Promise<InteractionSource>,
  signal: AbortSignal,
  ms: number,
): Promise<InteractionSource> {
  const own = new AbortController();
  let isLate = false;
  const giveUp = () => {
    isLate = true;
    own.abort();
  };
  const timer = setTimeout(giveUp, Math.min(ms, LONGEST_TIMER));
  // Stays: the signal also ends what is read of the answer.
  signal.addEventListener('abort', () => own.abort(signal.reason));
  if (signal.aborted) own.abort(signal.reason);
  const answer = (async () => ask(own.signal))();
  try {
    return await untilAborted(answer, own.signal);
  } catch (error) {
    if (own.signal.aborted) discardSource(answer);
    throw isLate ? noAnswer(ms) : error;
  } finally {
    clearTimeout(timer);
  }
}

function noAnswer(ms: number): InteractionStreamError {
  const message = `No answer came within ${Math.round(ms / 1000)} seconds. Check that you are online, and that the server runs.`;
  return new InteractionStreamError({ type: 'network', message, retryable: true });
}

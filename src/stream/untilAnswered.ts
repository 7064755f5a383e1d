import { discardSource } from './discardSource.ts';
import type { InteractionSource } from './InteractionSource.ts';
import { LONGEST_TIMER } from './longestTimer.ts';
import { streamError } from './streamError.ts';
import { untilAborted } from './untilAborted.ts';

/**
 * Asks, and rejects with an `aborted` error as soon as the signal fires, with a `network` error where no answer has come
 * after `ms` milliseconds: the request is aborted, and given up whether or not it listens. An answer that comes when nobody
 * waits for it any more is closed.
 */
export async function untilAnswered(
  ask: (signal: AbortSignal) => InteractionSource | Promise<InteractionSource>,
  signal: AbortSignal,
  ms?: number,
): Promise<InteractionSource> {
  const own = new AbortController();
  let isLate = false;
  const giveUp = () => {
    isLate = true;
    own.abort();
  };
  const timer = ms === undefined ? undefined : setTimeout(giveUp, Math.min(ms, LONGEST_TIMER));
  // Stays: the signal also ends what is read of the answer.
  signal.addEventListener('abort', () => own.abort(signal.reason));
  if (signal.aborted) own.abort(signal.reason);
  const answer = (async () => ask(own.signal))();
  try {
    return await untilAborted(answer, own.signal);
  } catch (error) {
    if (own.signal.aborted) discardSource(answer);
    throw isLate ? streamError('network', NO_ANSWER) : error;
  } finally {
    clearTimeout(timer);
  }
}

const NO_ANSWER = 'No answer came in time. Check that you are online, and that the server runs.';

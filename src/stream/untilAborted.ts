import type { InteractionStreamError } from './InteractionStreamError.ts';
import { streamError } from './streamError.ts';

/** The error for a request or a stream that its caller stopped. */
export function abortedError(cause?: unknown): InteractionStreamError {
  return streamError('aborted', 'The stream was stopped.', { cause });
}

/**
 * Settles as `work` does, or rejects with an `aborted` error as soon as the signal fires, whether or not the work
 * listens to it. What the work does after that is of no consequence.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortedError(signal.reason));
    const settled = () => signal.removeEventListener('abort', onAbort);
    work.then(resolve, reject).then(settled);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
}

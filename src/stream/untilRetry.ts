import { abortedError } from './untilAborted.ts';

/**
 * Waits before a connection is tried again: `ms` milliseconds, less when the browser comes online or its hidden tab becomes
 * visible, and for as long as it says that it is offline. Rejects with an `aborted` error as soon as the signal fires;
 * leaves no timer and no listener behind.
 *
 * @param isPatient Not to come back any earlier: a server has asked for that.
 */
export function untilRetry(ms: number, signal: AbortSignal, isPatient = false): Promise<void> {
  const page = typeof document === 'undefined' ? undefined : document;
  return new Promise((resolve, reject) => {
    let isDue = false;
    const settle = (done: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      globalThis.removeEventListener?.('online', onWake);
      page?.removeEventListener('visibilitychange', onVisible);
      done();
    };
    const onAbort = () => settle(() => reject(abortedError(signal.reason)));
    const onWake = () => {
      if (!isOffline() && (isDue || !isPatient)) settle(resolve);
    };
    const onVisible = () => {
      if (page?.visibilityState === 'visible') onWake();
    };
    const timer = setTimeout(() => {
      isDue = true;
      onWake();
    }, ms);
    globalThis.addEventListener?.('online', onWake);
    page?.addEventListener('visibilitychange', onVisible);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

/** Only a clear no counts: elsewhere than in a browser nobody knows. */
function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false;
}

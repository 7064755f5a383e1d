/** Waits until a time of `performance.now()`, or until `cutShort`. Leaves no timer and no listener behind. */
export async function waitUntil(time: number, signal: AbortSignal, cutShort?: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (cutShort?.aborted) return;
  const ms = time - performance.now();
  if (ms < 1) return;
  await new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      cutShort?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = Number.isFinite(ms) ? setTimeout(wake, ms) : undefined;
    signal.addEventListener('abort', wake);
    cutShort?.addEventListener('abort', wake);
  });
  signal.throwIfAborted();
}

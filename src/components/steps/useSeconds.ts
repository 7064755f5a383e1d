import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Whole seconds since the epoch, going on as long as the page is in sight. `undefined` on a server, and while its markup is
 * taken over. One timer serves all callers, and none runs without any.
 */
export function useSeconds(): number | undefined {
  return useSyncExternalStore(subscribe, readSeconds, onServer);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', tick);
  listeners.add(listener);
  if (timer === undefined) wait();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', tick);
    clearTimeout(timer);
    timer = undefined;
  };
}

function tick(): void {
  for (const listener of listeners) listener();
  wait();
}

function wait(): void {
  clearTimeout(timer);
  timer = document.hidden ? undefined : setTimeout(tick, 1000 - (Date.now() % 1000));
}

function readSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

function onServer(): undefined {
  return undefined;
}

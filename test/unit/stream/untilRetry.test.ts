// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilRetry } from '../../../src/stream/untilRetry.ts';

let online = true;
let visibility: DocumentVisibilityState = 'visible';

beforeEach(() => {
  vi.useFakeTimers();
  online = true;
  visibility = 'visible';
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => online);
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function watch(ms: number, isPatient?: boolean) {
  const abort = new AbortController();
  const watched = { isOver: false, abort, waiting: Promise.resolve() };
  watched.waiting = untilRetry(ms, abort.signal, isPatient).then(() => {
    watched.isOver = true;
  });
  return watched;
}

describe('untilRetry', () => {
  it('waits as long as it is told', async () => {
    const watched = watch(1000);
    await vi.advanceTimersByTimeAsync(999);
    expect(watched.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(watched.isOver).toBe(true);
  });

  it('comes back at once when the browser is online again', async () => {
    online = false;
    const watched = watch(1000);
    online = true;
    globalThis.dispatchEvent(new Event('online'));
    await watched.waiting;
    expect(watched.isOver).toBe(true);
  });

  it('does not come back while the browser is offline, however long that is', async () => {
    online = false;
    const watched = watch(1000);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(watched.isOver).toBe(false);
    online = true;
    globalThis.dispatchEvent(new Event('online'));
    await watched.waiting;
  });

  it('comes back at once when a hidden tab becomes visible, not when it is hidden', async () => {
    const watched = watch(1000);
    visibility = 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(1);
    expect(watched.isOver).toBe(false);
    visibility = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    await watched.waiting;
  });

  it('comes back no earlier than a server has asked for', async () => {
    const watched = watch(1000, true);
    globalThis.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(999);
    expect(watched.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await watched.waiting;
  });

  it('rejects as soon as the signal fires, or at once when it has', async () => {
    const watched = watch(1000);
    watched.waiting.catch(() => {});
    watched.abort.abort();
    await expect(watched.waiting).rejects.toMatchObject({ type: 'aborted' });
    await expect(untilRetry(1000, AbortSignal.abort())).rejects.toMatchObject({ type: 'aborted' });
  });

  it('leaves no timer and no listener behind, however it ends', async () => {
    const added = [vi.spyOn(globalThis, 'addEventListener'), vi.spyOn(document, 'addEventListener')];
    const removed = [vi.spyOn(globalThis, 'removeEventListener'), vi.spyOn(document, 'removeEventListener')];
    const count = (spies: typeof added) => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    const watched = watch(1000);
    await vi.advanceTimersByTimeAsync(1000);
    await watched.waiting;
    const stopped = watch(1000);
    stopped.abort.abort();
    await stopped.waiting.catch(() => {});
    expect(count(added)).toBe(4);
    expect(count(removed as typeof added)).toBe(4);
    expect(vi.getTimerCount()).toBe(0);
  });
});

import type { InteractionSSEEvent } from '../src/core.ts';

/** An event as the log shows it. */
export interface LoggedEvent {
  number: number;
  /** Milliseconds since the first event of the log. */
  time: number;
  event: InteractionSSEEvent;
  /** UTF-8 bytes of the event as JSON. */
  size: number;
}

export interface EventLog {
  push(event: InteractionSSEEvent, time: number): void;
  clear(): void;
  getEvents(): readonly LoggedEvent[];
  /** Calls back at most once a frame. */
  subscribe(listener: () => void): () => void;
}

/** Collects events for the log, apart from React's state so that an event costs no render. */
export function createEventLog(): EventLog {
  const encoder = new TextEncoder();
  const listeners = new Set<() => void>();
  let events: LoggedEvent[] = [];
  let shown: readonly LoggedEvent[] = events;
  let frame: number | undefined;
  let startedAt = 0;

  function publish() {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      shown = [...events];
      for (const listener of listeners) listener();
    });
  }

  return {
    push(event, time) {
      if (events.length === 0) startedAt = time;
      const size = encoder.encode(JSON.stringify(event)).length;
      events.push({ number: events.length, time: time - startedAt, event, size });
      publish();
    },
    clear() {
      events = [];
      publish();
    },
    getEvents: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

import type { InteractionSSEEvent } from '../../protocol/InteractionSSEEvent.ts';
import type { FrameScheduler } from './frameScheduler.ts';

/** Events between two commits. */
export interface EventQueue {
  /** Adds events; they are flushed with the frame, or at once if one of them ends something. */
  push(events: readonly InteractionSSEEvent[]): void;
  /** Hands over what waits, now. */
  flush(): void;
}

const ENDS: ReadonlySet<string> = new Set(['interaction.completed', 'error', 'done']);

/** Collects events and hands them over together, once a frame. */
export function createEventQueue(
  scheduler: FrameScheduler,
  onFlush: (events: readonly InteractionSSEEvent[]) => void,
): EventQueue {
  let waiting: InteractionSSEEvent[] = [];
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel?.();
    cancel = undefined;
    const events = waiting;
    if (events.length === 0) return;
    waiting = [];
    onFlush(events);
  }

  return {
    push(events) {
      for (const event of events) waiting.push(event);
      if (events.some((event) => ENDS.has(event.event_type))) flush();
      else if (waiting.length > 0 && !cancel) {
        const calledOff = scheduler.schedule(() => {
          cancel = undefined;
          flush();
        });
        if (waiting.length > 0) cancel = calledOff;
      }
    },
    flush,
  };
}

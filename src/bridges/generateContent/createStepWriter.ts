import type { InteractionSSEEvent } from '../../protocol/InteractionSSEEvent.ts';
import type { Step } from '../../protocol/Step.ts';
import type { Delta } from '../../protocol/StepDelta.ts';

/** Writes steps as events, one after another. */
export interface StepWriter {
  /** The step that is being written. */
  readonly open: { readonly index: number; readonly type: string } | undefined;
  /** Stops the open step and starts the next one. Gives its index. */
  start(step: Step): number;
  /** Adds to the open step, or to any other. */
  add(delta: Delta, index?: number): void;
  /** Stops the open step, if there is one. */
  stop(): void;
  /** Writes a step that is whole. An open one stays open. Gives its index. */
  write(step: Step): number;
  /** What was written since the last time. */
  take(): InteractionSSEEvent[];
}

export function createStepWriter(): StepWriter {
  let events: InteractionSSEEvent[] = [];
  let open: StepWriter['open'];
  let next = 0;

  function begin(step: Step): number {
    const index = next;
    next += 1;
    events.push({ event_type: 'step.start', index, step });
    return index;
  }

  function stop() {
    if (open) events.push({ event_type: 'step.stop', index: open.index });
    open = undefined;
  }

  return {
    get open() {
      return open;
    },
    start(step) {
      stop();
      const index = begin(step);
      open = { index, type: step.type };
      return index;
    },
    add(delta, index = open?.index) {
      events.push({ event_type: 'step.delta', index, delta });
    },
    stop,
    write(step) {
      const index = begin(step);
      events.push({ event_type: 'step.stop', index });
      return index;
    },
    take() {
      const written = events;
      events = [];
      return written;
    },
  };
}

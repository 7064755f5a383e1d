import type { Step } from '../../protocol/Step.ts';
import { definedOf } from '../../protocol/Wire.ts';
import type { InteractionState, StepEntry } from './InteractionState.ts';

/** Entries for steps that we send. They are whole from the start. */
function inputEntries(key: string, steps: readonly Step[], now?: number): StepEntry[] {
  return steps.map((step, index) =>
    definedOf<StepEntry>({ key: `${key}.in.${index}`, index, status: 'done', step, startedAt: now, stoppedAt: now }),
  );
}

/**
 * An interaction of which nothing has arrived yet.
 *
 * @param key Unique in the thread; the prefix of its entries' keys.
 * @param input The steps that we send with it.
 * @param now When they are sent, in ms since the epoch.
 */
export function createInteractionState(key = '0', input: readonly Step[] = [], now?: number): InteractionState {
  return {
    key,
    status: 'idle',
    outcome: 'running',
    input: inputEntries(key, input, now),
    steps: [],
    metadata: {},
    unknownCount: 0,
    fold: {
      hops: [{ start: 0, offset: 0, created: false, unknown: 0 }],
      continuing: false,
      moved: {},
      leading: [],
      inputFromWire: false,
    },
  };
}

/** An interaction of which nothing has arrived yet: where `interactionReducer` starts. */
export const initialInteractionState: InteractionState = createInteractionState();

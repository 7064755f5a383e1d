import type { Step } from '../../../src/protocol/Step.ts';
import type { StepEntry } from '../../../src/store/state/InteractionState.ts';

/** Entries of a thread, keyed by their place. */
export function entriesOf(...steps: readonly { type: string; [key: string]: unknown }[]): StepEntry[] {
  return steps.map((step, index) => ({ key: `k${index}`, index, status: 'done', step: step as Step }));
}

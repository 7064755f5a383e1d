import { isStep } from '../../../src/protocol/guards.ts';
import type { StepEntry, ThreadState } from '../../../src/store/state/InteractionState.ts';
import { selectSteps } from '../../../src/store/thread/selectThread.ts';

/** What the model said, all steps together. */
export const textOf = (steps: readonly StepEntry[]): string =>
  steps
    .map(({ step }) => (isStep(step, 'model_output') ? (step.content ?? []) : []))
    .flat()
    .map((item) => (item.type === 'text' && 'text' in item ? String(item.text) : ''))
    .join('');

export const selectText = (state: ThreadState): string => textOf(selectSteps(state));

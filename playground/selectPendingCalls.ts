import type { FunctionCallStep, StepEntry, ThreadState } from '../src/core.ts';
import { isStep } from '../src/core.ts';

const NONE: readonly StepEntry<FunctionCallStep>[] = [];

/** The function calls that the model waits for: those of the last interaction, while the host must act, without a result. */
export function selectPendingCalls({ interactions }: ThreadState): readonly StepEntry<FunctionCallStep>[] {
  const last = interactions.at(-1);
  if (last?.status !== 'requires_action' || last.outcome !== 'finished') return NONE;
  const answered = new Set(last.steps.map(({ step }) => isStep(step, 'function_result') && step.call_id));
  return last.steps.filter((entry): entry is StepEntry<FunctionCallStep> => {
    return isStep(entry.step, 'function_call') && !answered.has(entry.step.id);
  });
}

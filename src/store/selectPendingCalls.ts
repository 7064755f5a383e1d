import { isStep } from '../protocol/guards.ts';
import type { FunctionCallStep } from '../protocol/Step.ts';
import type { InteractionState, StepEntry, ThreadState } from './InteractionState.ts';

const NONE: readonly StepEntry<FunctionCallStep>[] = [];

/**
 * The function calls that wait for the host: those of an interaction that ended with `requires_action`, as long as no
 * result has come or been sent. While its stream goes on there are none: the server may still answer them by itself, as it
 * does calls that it runs. An interaction that failed, was cut off or stopped leaves those before it waiting.
 */
export function selectPendingCalls({ interactions }: ThreadState): readonly StepEntry<FunctionCallStep>[] {
  let at = interactions.length - 1;
  while (at >= 0 && leavesWaiting(interactions[at] as InteractionState)) at -= 1;
  const asking = interactions[at];
  if (asking?.status !== 'requires_action' || asking.outcome === 'running') return NONE;
  const pending = unanswered(interactions).filter((entry) => asking.steps.includes(entry));
  return pending.length > 0 ? pending : NONE;
}

function leavesWaiting({ outcome, status }: InteractionState): boolean {
  return outcome !== 'running' && outcome !== 'finished' && status !== 'requires_action';
}

/** A result answers the first call before it that has its `call_id` and no result yet: ids may be empty or repeated. */
function unanswered(interactions: readonly InteractionState[]): StepEntry<FunctionCallStep>[] {
  const calls: StepEntry<FunctionCallStep>[] = [];
  for (const entry of interactions.flatMap(({ input, steps }) => [...input, ...steps])) {
    const { step } = entry;
    if (isStep(step, 'function_call')) calls.push(entry as StepEntry<FunctionCallStep>);
    if (!isStep(step, 'function_result')) continue;
    const answered = calls.findIndex((call) => (call.step.id ?? '') === (step.call_id ?? ''));
    if (answered >= 0) calls.splice(answered, 1);
  }
  return calls;
}

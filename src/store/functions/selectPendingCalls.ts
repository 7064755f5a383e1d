import { isStep } from '../../protocol/guards.ts';
import type { FunctionCallStep } from '../../protocol/Step.ts';
import type { InteractionState, StepEntry, ThreadState } from '../state/InteractionState.ts';
import { takeCall } from './takeCall.ts';

/** A function call as it stands in the thread. */
export type FunctionCallEntry = StepEntry<FunctionCallStep>;

const NONE: readonly FunctionCallEntry[] = [];

/**
 * The function calls that wait for the host: those of an interaction that ended with `requires_action`, as long as no
 * result has come, been sent or been decided on, and no function runs for them. While its stream goes on there are none:
 * the server may still answer them by itself, as it does calls that it runs. An interaction that failed, was cut off or
 * stopped leaves those before it waiting.
 */
export function selectPendingCalls({ interactions, decisions }: ThreadState): readonly FunctionCallEntry[] {
  const waiting = unansweredCalls(interactions).filter(({ key }) => {
    const status = decisions[key]?.status;
    return status !== 'running' && status !== 'answered';
  });
  return waiting.length > 0 ? waiting : NONE;
}

/** The calls that the server waits for, whatever was decided about them here. */
export function unansweredCalls(interactions: readonly InteractionState[]): readonly FunctionCallEntry[] {
  let at = interactions.length - 1;
  while (at >= 0 && leavesWaiting(interactions[at] as InteractionState)) at -= 1;
  const asking = interactions[at];
  if (asking?.status !== 'requires_action' || asking.outcome !== 'finished') return NONE;
  const open = withoutResult(interactions);
  return asking.steps.filter((entry): entry is FunctionCallEntry => open.has(entry));
}

function leavesWaiting({ outcome }: InteractionState): boolean {
  return outcome !== 'running' && outcome !== 'finished';
}

function withoutResult(interactions: readonly InteractionState[]): ReadonlySet<StepEntry> {
  const calls = new Map<string, StepEntry[]>();
  for (const entry of interactions.flatMap(({ input, steps }) => [...input, ...steps])) {
    const { step } = entry;
    if (isStep(step, 'function_call')) {
      const id = step.id ?? '';
      const same = calls.get(id);
      if (same) same.push(entry);
      else calls.set(id, [entry]);
    }
    if (isStep(step, 'function_result')) takeCall(calls.get(step.call_id ?? '') ?? [], ({ key }) => key);
  }
  return new Set([...calls.values()].flat());
}

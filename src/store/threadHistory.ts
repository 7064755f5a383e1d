import type { CreateInteractionParams, InteractionInput } from '../protocol/CreateInteractionParams.ts';
import type { Step } from '../protocol/Step.ts';
import type { InteractionState } from './InteractionState.ts';
import { toInputSteps } from './toInputSteps.ts';

/** Whether the next interaction can go on from this one. */
function endedWell({ outcome, status }: InteractionState): boolean {
  return outcome === 'finished' && status !== 'failed' && status !== 'cancelled';
}

/**
 * What makes a request go on from the interactions before it: the id of the last one that ended well. Where that has
 * none, or nothing is stored, the history itself: every step in order, signatures untouched, and nothing of ours.
 */
export function continueFrom(
  before: readonly InteractionState[],
  input: InteractionInput,
  params: CreateInteractionParams,
): CreateInteractionParams {
  const history = before.filter(endedWell);
  const last = history.at(-1);
  if (!last || params.previous_interaction_id !== undefined) return { ...params, input };
  if (last.id !== undefined && params.store !== false) return { ...params, previous_interaction_id: last.id, input };
  const steps: Step[] = history.flatMap(({ input: sent, steps: came }) => [...sent, ...came].map(({ step }) => step));
  return { ...params, input: [...steps, ...toInputSteps(input)] };
}

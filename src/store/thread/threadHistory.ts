import type { CreateInteractionParams, InteractionInput } from '../../protocol/CreateInteractionParams.ts';
import { isStep } from '../../protocol/guards.ts';
import type { Step } from '../../protocol/Step.ts';
import type { InteractionState } from '../state/InteractionState.ts';
import { toInputSteps } from './toInputSteps.ts';

/** Whether the next interaction can go on from this one. */
export function endedWell({ outcome, status }: Pick<InteractionState, 'outcome' | 'status'>): boolean {
  return outcome === 'finished' && status !== 'failed' && status !== 'cancelled';
}

/**
 * What makes a request go on from the interactions before it: the id of the last one that ended well. Where that has
 * none, or nothing is stored, the history itself.
 */
export function continueFrom(
  before: readonly InteractionState[],
  input: InteractionInput,
  params: CreateInteractionParams,
): CreateInteractionParams {
  const last = before.filter(endedWell).at(-1);
  if (!last || params.previous_interaction_id !== undefined) return { ...params, input };
  if (last.id !== undefined && params.store !== false) return { ...params, previous_interaction_id: last.id, input };
  return withHistory(before, input, params);
}

/** The request with the history itself in it: every step in order, signatures untouched, and nothing of ours. */
export function withHistory(
  before: readonly InteractionState[],
  input: InteractionInput,
  { previous_interaction_id: _, ...params }: CreateInteractionParams,
): CreateInteractionParams {
  const steps: Step[] = before
    .filter(endedWell)
    .flatMap(({ input: sent, steps: came }) => [...sent, ...came].map(({ step }) => step));
  return { ...params, input: [...steps, ...toInputSteps(input)] };
}

/** Where the turn of an interaction begins: an input that is not made of function results alone. */
export function turnStart(interactions: readonly InteractionState[], at: number): number {
  let start = at;
  while (start > 0 && isFollowUp(interactions[start] as InteractionState)) start -= 1;
  return start;
}

/** Whether an interaction only goes on with function results. */
export function isFollowUp({ input }: InteractionState): boolean {
  return input.length > 0 && input.every(({ step }) => isStep(step, 'function_result'));
}

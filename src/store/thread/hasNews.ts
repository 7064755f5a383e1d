import type { InteractionState } from '../state/InteractionState.ts';

/** Whether anything of the answer came between two states: a step, a piece of one, a hop, another status. */
export function hasNews(before: InteractionState, now: InteractionState): boolean {
  return (
    before.status !== now.status ||
    before.steps.length !== now.steps.length ||
    before.fold.hops.length !== now.fold.hops.length ||
    (before.steps !== now.steps && now.steps.some((entry, at) => entry !== before.steps[at]))
  );
}

import type { Interaction } from '../protocol/Interaction.ts';
import type { InteractionState } from '../store/state/InteractionState.ts';
import { selectInteraction } from '../store/state/selectInteraction.ts';

/**
 * An interaction as the server gives it with `include_input`, under its id: its input stands in front, as far as it is
 * known. Of an answer that was continued, only the last hop has this id: the others are interactions of their own.
 */
export function storedInteraction(state: InteractionState): Interaction {
  const { input, steps, fold } = state;
  const { start, usage } = fold.hops.at(-1) ?? { start: 0 };
  const interaction = selectInteraction(state);
  if (start > 0) {
    const { usage: _sum, ...own } = interaction;
    return { ...own, ...(usage && { usage }), steps: steps.slice(start).map(({ step }) => step) };
  }
  return { ...interaction, steps: [...input, ...steps].map(({ step }) => step) };
}

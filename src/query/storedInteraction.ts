import type { Interaction } from '../protocol/Interaction.ts';
import type { InteractionState } from '../store/state/InteractionState.ts';
import { selectInteraction } from '../store/state/selectInteraction.ts';

/**
 * An interaction as the server stores it, under its id. Its input stands in front where the API itself has sent it: agents
 * stream it, and the API may answer with it. Of an answer that was continued, only the last hop has this id: the others are
 * interactions of their own.
 */
export function storedInteraction(state: InteractionState): Interaction {
  const { input, steps, fold } = state;
  const { start, usage } = fold.hops.at(-1) ?? { start: 0 };
  const interaction = selectInteraction(state);
  if (start > 0) {
    const { usage: _sum, ...own } = interaction;
    return { ...own, ...(usage && { usage }), steps: steps.slice(start).map(({ step }) => step) };
  }
  return fold.inputFromWire ? { ...interaction, steps: [...input, ...steps].map(({ step }) => step) } : interaction;
}

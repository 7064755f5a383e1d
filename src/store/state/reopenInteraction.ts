import type { InteractionState } from './InteractionState.ts';

/**
 * An interaction as it has to be to fold what comes when it is asked for again. Where not the rest of its events is asked
 * for but all of them, those that were here come once more: then their ids must not be known.
 */
export function reopenInteraction({ fold, ...interaction }: InteractionState): InteractionState {
  const { seen: _, ...unseen } = fold;
  const isWhole = interaction.lastEventId === undefined;
  return { ...interaction, outcome: 'running', error: undefined, fold: isWhole ? unseen : fold };
}

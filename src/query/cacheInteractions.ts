import type { QueryClient } from '@tanstack/react-query';
import { isTurnOver } from '../protocol/Interaction.ts';
import type { InteractionStore } from '../store/thread/createInteractionStore.ts';
import type { InteractionState, ThreadState } from '../store/state/InteractionState.ts';
import { interactionQueryKey } from './interactionQueryKey.ts';
import { storedInteraction } from './storedInteraction.ts';

/**
 * Puts every interaction of a thread into the query cache as soon as its stream has finished, under its id, as the server
 * would answer with it: to open it elsewhere costs no request. What was cut off, stopped, cancelled or failed is left to
 * the server, which may have got further, and so is what was attached, or taken up, without its input; what has no id is
 * nowhere to be opened.
 *
 * What the thread began with does not take the place of what is cached already.
 *
 * @returns A function that ends it.
 */
export function cacheInteractions(store: InteractionStore, queryClient: QueryClient): () => void {
  const seen = new WeakSet<InteractionState>();

  function cache({ interactions }: ThreadState, isNews: boolean): void {
    for (const state of interactions) {
      if (!state.id || !isWhole(state) || seen.has(state)) continue;
      seen.add(state);
      const queryKey = interactionQueryKey(state.id);
      if (!isNews && isTurnOver(queryClient.getQueryData(queryKey)?.status)) continue;
      // An answer that is on its way would be from before.
      void queryClient.cancelQueries({ queryKey, exact: true });
      queryClient.setQueryData(queryKey, storedInteraction(state));
    }
  }

  cache(store.getState(), false);
  return store.subscribe((thread) => cache(thread, true));
}

function isWhole({ outcome, status, input, fold }: InteractionState): boolean {
  // A later hop of an answer that was continued has no input.
  const isAsked = input.length > 0 || fold.hops.length > 1;
  return isAsked && outcome === 'finished' && isTurnOver(status) && status !== 'cancelled';
}

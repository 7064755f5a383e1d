/** Stored interactions with TanStack Query: options, hooks, and a cache that finished streams fill. */

export { interactionQueryKey, type InteractionQueryKey } from './query/interactionQueryKey.ts';
export {
  interactionQueryOptions,
  type InteractionQuery,
  type InteractionQueryOptions,
} from './query/interactionQueryOptions.ts';
export type { PollOptions } from './query/pollDelay.ts';
export { useInteraction, type UseInteractionOptions } from './query/useInteraction.ts';
export { useCancelInteraction, type UseCancelInteractionOptions } from './query/useCancelInteraction.ts';
export { useDeleteInteraction, type UseDeleteInteractionOptions } from './query/useDeleteInteraction.ts';
export { useCacheInteractions } from './query/useCacheInteractions.ts';
export { cacheInteractions } from './query/cacheInteractions.ts';

import type { DataTag } from '@tanstack/react-query';
import type { Interaction } from '../protocol/Interaction.ts';
import type { InteractionStreamError } from '../stream/InteractionStreamError.ts';

/** The query key of a stored interaction. It knows the type of what it stands for. */
export type InteractionQueryKey = DataTag<readonly ['interaction', id: string], Interaction, InteractionStreamError>;

/**
 * The key under which a stored interaction is cached: for `getQueryData`, `invalidateQueries` and the like. All of them are
 * under `['interaction']`, which is the key for `setQueryDefaults`.
 */
export function interactionQueryKey(id: string): InteractionQueryKey {
  return ['interaction', id] as const as InteractionQueryKey;
}

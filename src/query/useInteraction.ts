'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Interaction } from '../protocol/Interaction.ts';
import type { InteractionStreamError } from '../stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../stream/InteractionTransport.ts';
import { interactionQueryOptions } from './interactionQueryOptions.ts';
import type { PollOptions } from './pollDelay.ts';
import { useRequiredTransport } from './useRequiredTransport.ts';

/** How `useInteraction` asks, and how often while the interaction runs. */
export interface UseInteractionOptions extends PollOptions {
  /** Asks the server. Default: that of the nearest `InteractionProvider`. */
  transport?: InteractionTransport;
}

/**
 * A stored interaction. While it runs it is asked for again; what is in the cache already costs no request. For more of
 * what `useQuery` can do, give it `interactionQueryOptions(id, { transport })` yourself.
 *
 * ```tsx
 * const { data, error } = useInteraction(id);
 * return data && <InteractionSteps interaction={data} />;
 * ```
 *
 * @param id Without one, or with an empty one as unstored interactions have it, nothing is asked.
 * @throws InteractionStreamError of type `usage` where neither the options nor a provider have a transport.
 */
export function useInteraction(
  id: string | undefined,
  options: UseInteractionOptions = {},
): UseQueryResult<Interaction, InteractionStreamError> {
  const transport = useRequiredTransport(options.transport, 'useInteraction');
  return useQuery({ ...interactionQueryOptions(id ?? '', { ...options, transport }), enabled: Boolean(id) });
}

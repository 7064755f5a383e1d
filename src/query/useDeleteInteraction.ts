'use client';

import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { usageError } from '../stream/usageError.ts';
import type { InteractionStreamError } from '../stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../stream/InteractionTransport.ts';
import { toStreamError } from '../stream/toStreamError.ts';
import { interactionQueryKey } from './interactionQueryKey.ts';
import { useRequiredTransport } from './useRequiredTransport.ts';

/** How `useDeleteInteraction` asks. */
export interface UseDeleteInteractionOptions {
  /** Tells the server; it needs a `delete`. Default: that of the nearest `InteractionProvider`. */
  transport?: InteractionTransport;
}

/**
 * Removes an interaction from the server, and from the cache with all that is cached under its key. A `useInteraction` that goes on showing it asks for it anew
 * and is told that it is gone: leave it in the mutation's `onSuccess`.
 *
 * @throws InteractionStreamError of type `usage` where neither the options nor a provider have a transport.
 */
export function useDeleteInteraction(
  options: UseDeleteInteractionOptions = {},
): UseMutationResult<void, InteractionStreamError, string> {
  const transport = useRequiredTransport(options.transport, 'useDeleteInteraction');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteInteraction(id, transport),
    onSuccess: (_, id) => queryClient.removeQueries({ queryKey: interactionQueryKey(id) }),
  });
}

async function deleteInteraction(id: string, transport: InteractionTransport): Promise<void> {
  if (!transport.delete) throw usageError('This transport cannot delete: it has no delete(). Give it one.');
  try {
    await transport.delete(id);
  } catch (error) {
    throw toStreamError(error);
  }
}

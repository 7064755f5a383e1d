'use client';

import { useMutation, useQueryClient, type QueryClient, type UseMutationResult } from '@tanstack/react-query';
import { usageError } from '../stream/usageError.ts';
import type { InteractionStreamError } from '../stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../stream/InteractionTransport.ts';
import { toStreamError } from '../stream/toStreamError.ts';
import { interactionQueryOptions } from './interactionQueryOptions.ts';
import { useRequiredTransport } from './useRequiredTransport.ts';

/** How `useCancelInteraction` asks. */
export interface UseCancelInteractionOptions {
  /** Tells the server; it needs a `cancel` and a `get`. Default: that of the nearest `InteractionProvider`. */
  transport?: InteractionTransport;
}

/**
 * Has the server stop an interaction that runs, and brings its query up to date.
 *
 * ```tsx
 * const { mutate: cancel, isPending } = useCancelInteraction();
 * return <button onClick={() => cancel(id)} disabled={isPending}>Cancel</button>;
 * ```
 *
 * @throws InteractionStreamError of type `usage` where neither the options nor a provider have a transport.
 */
export function useCancelInteraction(
  options: UseCancelInteractionOptions = {},
): UseMutationResult<void, InteractionStreamError, string> {
  const transport = useRequiredTransport(options.transport, 'useCancelInteraction');
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: (id: string) => cancelInteraction(id, transport, queryClient) });
}

/** The API may answer with HTTP 500 although it cancels: what the interaction says of itself counts. */
async function cancelInteraction(id: string, transport: InteractionTransport, queryClient: QueryClient): Promise<void> {
  if (!transport.cancel) throw usageError('This transport cannot cancel: it has no cancel(). Give it one.');
  let refusal: InteractionStreamError | undefined;
  try {
    await transport.cancel(id);
  } catch (error) {
    refusal = toStreamError(error);
  }
  const query = interactionQueryOptions(id, { transport });
  // What is being asked just now may be answered from before.
  await queryClient.cancelQueries({ queryKey: query.queryKey, exact: true });
  const after = await queryClient.fetchQuery({ ...query, staleTime: 0, retry: false }).catch(() => undefined);
  if (refusal && after?.status !== 'cancelled') throw refusal;
}

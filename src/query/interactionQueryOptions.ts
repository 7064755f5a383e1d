import type { UnusedSkipTokenOptions } from '@tanstack/react-query';
import { isTurnOver, type Interaction } from '../protocol/Interaction.ts';
import type { InteractionStreamError } from '../stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../stream/InteractionTransport.ts';
import { LONGEST_TIMER } from '../stream/longestTimer.ts';
import { fetchInteraction } from './fetchInteraction.ts';
import { interactionQueryKey, type InteractionQueryKey } from './interactionQueryKey.ts';
import { pollDelay, type PollOptions } from './pollDelay.ts';

/** How a stored interaction is asked for, and how often. */
export interface InteractionQueryOptions extends PollOptions {
  /** Asks the server. It needs a `get`: `createFetchTransport({ url })` has one. */
  transport: InteractionTransport;
}

/** What TanStack Query takes for a stored interaction. */
export type InteractionQuery = UnusedSkipTokenOptions<
  Interaction,
  InteractionStreamError,
  Interaction,
  InteractionQueryKey
> & {
  /** Where the interaction is cached. */
  queryKey: InteractionQueryKey;
};

/** After a failure a request is sent this often again. */
const MAX_RETRIES = 3;

/** A server that wants to be left alone for longer, in ms, is not waited for: the reader is told. */
const PATIENCE = 60_000;

/**
 * A stored interaction as a query: for `useQuery`, `useSuspenseQuery`, `prefetchQuery`, on a server too.
 *
 * While the interaction runs it is asked for again, ever less often. Once its turn is over it is never stale, and not asked
 * for again. Failures that may pass (`retryable`) are retried up to three times, no sooner than the server says
 * (`retryAfter`); all others are an error at once.
 *
 * ```tsx
 * const { data } = useSuspenseQuery(interactionQueryOptions(id, { transport }));
 * ```
 */
export function interactionQueryOptions(id: string, { transport, ...poll }: InteractionQueryOptions): InteractionQuery {
  return {
    queryKey: interactionQueryKey(id),
    queryFn: async ({ signal }) => {
      // StrictMode takes the first effect down in the same task: nothing is sent for it.
      await Promise.resolve();
      signal.throwIfAborted();
      return fetchInteraction(transport, id, signal);
    },
    staleTime: ({ state }) => (isTurnOver(state.data?.status) ? Number.POSITIVE_INFINITY : 0),
    refetchInterval({ state: { data, error, dataUpdateCount, errorUpdateCount } }) {
      if (!data || !isRunning(data) || error?.retryable === false) return false;
      const delay = pollDelay(dataUpdateCount + errorUpdateCount, poll);
      return delay && Math.min(Math.max(delay, error?.retryAfter ?? 0), LONGEST_TIMER);
    },
    retry: (failures, { retryable, retryAfter = 0 }) => retryable && failures < MAX_RETRIES && retryAfter <= PATIENCE,
    retryDelay: (failures, { retryAfter = 0 }) => Math.max(retryAfter, 1000 * 2 ** failures),
  };
}

/** What waits for its host, for a function's result or to be continued, does not change by itself. */
function isRunning({ status }: Interaction): boolean {
  return !isTurnOver(status) && status !== 'requires_continuation';
}

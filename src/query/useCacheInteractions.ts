'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { InteractionStore } from '../store/thread/createInteractionStore.ts';
import { cacheInteractions } from './cacheInteractions.ts';

/**
 * Puts every interaction of a thread into the query cache as soon as its stream has finished, so that `useInteraction` of
 * its id costs no request.
 *
 * ```tsx
 * const stream = useInteractionStream({ transport });
 * useCacheInteractions(stream);
 * ```
 *
 * @param stream The handle of `useInteractionStream`, or `{ store }`.
 */
export function useCacheInteractions({ store }: { readonly store: InteractionStore }): void {
  const queryClient = useQueryClient();
  useEffect(() => cacheInteractions(store, queryClient), [store, queryClient]);
}

import { QueryClient, useQuery, useSuspenseQuery, type UseQueryResult } from '@tanstack/react-query';
import { describe, test } from 'vitest';
import type { Interaction } from '../../src/protocol/Interaction.ts';
import {
  interactionQueryKey,
  interactionQueryOptions,
  useCancelInteraction,
  useInteraction,
  type UseInteractionOptions,
} from '../../src/query.ts';
import type { InteractionStreamError } from '../../src/stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../../src/stream/InteractionTransport.ts';
import { claim, type IsAny, type Same } from './claims.ts';

declare const transport: InteractionTransport;
const client = new QueryClient();

describe('what the queries are typed as', () => {
  test('useInteraction gives an interaction, or an error of ours', () => {
    const result = useInteraction('a');
    claim<Same<typeof result, UseQueryResult<Interaction, InteractionStreamError>>>();
    claim<Same<typeof result.data, Interaction | undefined>>();
    useInteraction(undefined, { transport, pollInterval: 1000 });
    // @ts-expect-error -- an option that there is not
    useInteraction('a', { interval: 1000 });
    claim<Same<UseInteractionOptions['transport'], InteractionTransport | undefined>>();
  });

  test('the options fit the hooks of TanStack Query, and can be narrowed with select', () => {
    const options = interactionQueryOptions('a', { transport });
    const whole = useSuspenseQuery(options);
    claim<Same<typeof whole.data, Interaction>>();
    const part = useQuery({ ...options, select: ({ status }) => status });
    claim<Same<typeof part.data, Interaction['status'] | undefined>>();
    claim<Same<typeof part.error, InteractionStreamError | null>>();
    // @ts-expect-error -- there is nobody to ask
    interactionQueryOptions('a', {});
  });

  test('the key knows what it stands for', async () => {
    const cached = client.getQueryData(interactionQueryKey('a'));
    claim<Same<IsAny<typeof cached>, false>>();
    claim<Same<typeof cached, Interaction | undefined>>();
    const fetched = await client.fetchQuery(interactionQueryOptions('a', { transport }));
    claim<Same<typeof fetched, Interaction>>();
    // @ts-expect-error -- no interaction
    client.setQueryData(interactionQueryKey('a'), { id: 'a' });
  });

  test('mutations take the id', () => {
    const { mutate, error } = useCancelInteraction();
    claim<Same<typeof error, InteractionStreamError | null>>();
    mutate('a');
    // @ts-expect-error -- not the interaction
    mutate({ id: 'a' });
  });
});

import {
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
  dehydrate,
  type DehydratedState,
} from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { interactionQueryOptions } from '../../../src/query/interactionQueryOptions.ts';
import { useCacheInteractions } from '../../../src/query/useCacheInteractions.ts';
import { useCancelInteraction } from '../../../src/query/useCancelInteraction.ts';
import { useDeleteInteraction } from '../../../src/query/useDeleteInteraction.ts';
import { useInteraction } from '../../../src/query/useInteraction.ts';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { InteractionStreamError } from '../../../src/stream/InteractionStreamError.ts';
import { forbidConsoleErrors } from '../react/forbidConsoleErrors.ts';
import { createBackend } from './createBackend.ts';

forbidConsoleErrors();

function createClient(): QueryClient {
  const client = new QueryClient();
  onTestFinished(() => client.clear());
  return client;
}

const store = createInteractionStore();

function Stored({ id }: { id: string }): ReactNode {
  const { data, isPending } = useInteraction(id);
  useCancelInteraction();
  useDeleteInteraction();
  useCacheInteractions({ store });
  return data ? <InteractionSteps interaction={data} /> : <p>{isPending && 'Wait.'}</p>;
}

it('runs where there is no document', () => {
  expect(typeof document).toBe('undefined');
});

describe('on a server', () => {
  it('renders what was fetched before, for a browser that then need not fetch it', async () => {
    const { transport, createOver, gets } = createBackend();
    const id = await createOver('grounded-answer');
    const onServer = createClient();
    await onServer.prefetchQuery(interactionQueryOptions(id, { transport }));
    const state = JSON.parse(JSON.stringify(dehydrate(onServer))) as DehydratedState;

    const client = createClient();
    const html = renderToString(
      <QueryClientProvider client={client}>
        <HydrationBoundary state={state}>
          <InteractionProvider transport={transport}>
            <Stored id={id} />
          </InteractionProvider>
        </HydrationBoundary>
      </QueryClientProvider>,
    );
    expect(html).toContain('data-slot="search-result-card"');
    expect(html).not.toContain('Wait.');
    await client.fetchQuery(interactionQueryOptions(id, { transport }));
    expect(gets()).toBe(1);
  });

  it('asks for nothing by itself', async () => {
    const { transport, requests } = createBackend();
    const html = renderToString(
      <QueryClientProvider client={createClient()}>
        <InteractionProvider transport={transport}>
          <Stored id="a" />
        </InteractionProvider>
      </QueryClientProvider>,
    );
    expect(html).toContain('Wait.');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(requests).toEqual([]);
  });
});

it.each([
  ['useInteraction', () => useInteraction('a')],
  ['useInteraction', () => useInteraction(undefined, {})],
  ['useCancelInteraction', () => useCancelInteraction()],
  ['useDeleteInteraction', () => useDeleteInteraction({})],
])('%s says what to do where there is no transport', (name, useIt) => {
  function Page(): ReactNode {
    useIt();
    return null;
  }
  let thrown: unknown;
  try {
    renderToString(
      <QueryClientProvider client={createClient()}>
        <InteractionProvider>
          <Page />
        </InteractionProvider>
      </QueryClientProvider>,
    );
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(InteractionStreamError);
  expect(thrown).toMatchObject({
    type: 'usage',
    message: expect.stringMatching(
      `^${name}\\(\\) has no transport, .* Put <InteractionProvider transport=.* \\{ transport \\}\\.$`,
    ),
  });
});

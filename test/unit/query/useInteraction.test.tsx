// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, renderHook, screen, waitFor } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { interactionQueryKey } from '../../../src/query/interactionQueryKey.ts';
import { useCacheInteractions } from '../../../src/query/useCacheInteractions.ts';
import { useInteraction, type UseInteractionOptions } from '../../../src/query/useInteraction.ts';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import { useInteractionStream, type InteractionStreamHandle } from '../../../src/react/useInteractionStream.ts';
import type { InteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import { forbidConsoleErrors } from '../react/forbidConsoleErrors.ts';
import { createBackend } from './createBackend.ts';

forbidConsoleErrors();

/** A page with a query client and a provider around it, twice rendered as in development. */
function createPage(transport: InteractionTransport) {
  const client = new QueryClient();
  onTestFinished(() => client.clear());
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <QueryClientProvider client={client}>
        <InteractionProvider transport={transport}>{children}</InteractionProvider>
      </QueryClientProvider>
    </StrictMode>
  );
  return { client, wrapper };
}

function Stored({ id, ...options }: UseInteractionOptions & { id: string | undefined }) {
  const { data, error, isPending } = useInteraction(id, options);
  if (data) return <InteractionSteps interaction={data} data-status={data.status} data-testid="steps" />;
  return <p>{error ? error.message : isPending && 'Wait.'}</p>;
}

describe('useInteraction', () => {
  it('draws a stored interaction, for one request', async () => {
    const { transport, createOver, gets } = createBackend();
    const id = await createOver('grounded-answer');
    render(<Stored id={id} />, createPage(transport));
    expect(screen.getByText('Wait.')).toBeTruthy();
    const steps = await screen.findByTestId('steps');
    expect(steps.dataset.status).toBe('completed');
    expect(steps.querySelector('[data-slot="user-input"]')?.textContent).toBe('Go.');
    expect(steps.querySelector('[data-slot="search-result-card"]')).toBeTruthy();
    expect(steps.querySelector('[data-slot="model-output"]')).toBeTruthy();
    expect(gets()).toBe(1);
  });

  it('asks for nothing that is cached, however often it is shown', async () => {
    const { transport, createOver, gets } = createBackend();
    const page = createPage(transport);
    const id = await createOver('counting');
    const { unmount } = render(<Stored id={id} />, page);
    await screen.findByTestId('steps');
    unmount();
    render(
      <>
        <Stored id={id} />
        <Stored id={id} transport={createBackend().transport} />
      </>,
      page,
    );
    expect(screen.getAllByTestId('steps')).toHaveLength(2);
    act(() => void window.dispatchEvent(new Event('visibilitychange')));
    expect(gets()).toBe(1);
  });

  it('follows one that runs until it is over', async () => {
    const { transport, createRun, gets } = createBackend();
    const id = await createRun('counting', 10);
    render(<Stored id={id} pollInterval={5} maxPollInterval={5} />, createPage(transport));
    expect((await screen.findByTestId('steps')).dataset.status).toBe('in_progress');
    await waitFor(() => expect(screen.getByTestId('steps').dataset.status).toBe('completed'));
    expect(screen.getByText(/17, 18, 19, 20/)).toBeTruthy();
    const asked = gets();
    expect(asked).toBeGreaterThan(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(gets()).toBe(asked);
  });

  it.each([undefined, ''])('asks for nothing without an id (%j), and begins once there is one', async (none) => {
    const { transport, createOver, requests } = createBackend();
    const page = createPage(transport);
    const { rerender } = render(<Stored id={none} />, page);
    expect(page.client.isFetching()).toBe(0);
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    expect(screen.getByText('Wait.')).toBeTruthy();
    expect(requests).toEqual([]);

    const id = await createOver('counting');
    rerender(<Stored id={id} />);
    expect(await screen.findByTestId('steps')).toBeTruthy();
    expect(requests.at(-1)).toBe(`GET /${id}`);
  });

  it('says why there is none', async () => {
    render(<Stored id="gone" />, createPage(createBackend().transport));
    expect(await screen.findByText(/HTTP 404 \(not_found\)/)).toBeTruthy();
  });

  it('asks by a transport of its own rather than by the nearest one, and by that rather than by one further up', async () => {
    const [far, near, own] = [createBackend(), createBackend(), createBackend()];
    const [there, here] = [await near.createOver('counting'), await own.createOver('counting')];
    render(
      <InteractionProvider transport={near.transport}>
        <InteractionProvider labels={{}}>
          <Stored id={there} />
          <Stored id={here} transport={own.transport} />
        </InteractionProvider>
      </InteractionProvider>,
      createPage(far.transport),
    );
    await waitFor(() => expect(screen.getAllByTestId('steps')).toHaveLength(2));
    expect([far, near, own].map(({ gets }) => gets())).toEqual([0, 1, 1]);
  });
});

it('asks by the transport that the provider has now', async () => {
  const [first, second] = [createBackend(), createBackend()];
  const { wrapper } = createPage(first.transport);
  const id = await second.createOver('counting');
  const page = (shown: string | undefined, { transport }: typeof first) => (
    <InteractionProvider transport={transport}>
      <Stored id={shown} />
    </InteractionProvider>
  );
  const { rerender } = render(page(undefined, first), { wrapper });
  rerender(page(id, second));
  expect(await screen.findByTestId('steps')).toBeTruthy();
  expect(first.requests).toEqual([]);
});

describe('useCacheInteractions', () => {
  function Chat({ id, onStream }: { id: string | undefined; onStream: (stream: InteractionStreamHandle) => void }) {
    const { transport } = chat;
    const stream = useInteractionStream({ transport, params: { model: 'gemini-3-flash-preview' } });
    useCacheInteractions(stream);
    onStream(stream);
    return id === undefined ? null : <Stored id={id} />;
  }
  const chat = createBackend();

  it('lets an interaction that was just streamed be opened without a request', async () => {
    const { client, wrapper } = createPage(chat.transport);
    let stream: InteractionStreamHandle | undefined;
    const onStream = (current: InteractionStreamHandle) => void (stream = current);
    const { rerender, unmount } = render(<Chat id={undefined} onStream={onStream} />, { wrapper });
    const sent = await act(() => stream?.send('Hello?'));
    rerender(<Chat id={sent?.id} onStream={onStream} />);
    expect(screen.getByTestId('steps').dataset.status).toBe('completed');
    expect(screen.getByText('You said: Hello?')).toBeTruthy();
    expect(chat.requests).toEqual(['POST ']);

    unmount();
    render(<Stored id={sent?.id} />, { wrapper });
    expect(screen.getByText('You said: Hello?')).toBeTruthy();
    await act(async () => {});
    expect(chat.requests).toEqual(['POST ']);
    expect(
      client
        .getQueryCache()
        .getAll()
        .map(({ queryKey }) => queryKey),
    ).toContainEqual(interactionQueryKey(sent?.id ?? ''));
  });

  it('caches what the thread that it has now streams, until the page is gone', async () => {
    const { client, wrapper } = createPage(chat.transport);
    const [first, second] = [chat.createThread(), chat.createThread()];
    const { rerender, unmount } = renderHook((store) => useCacheInteractions({ store }), {
      wrapper,
      initialProps: first,
    });
    const isCached = async (store: InteractionStore) => {
      const { id = '' } = await store.getState().send('Hello?');
      return client.getQueryData(interactionQueryKey(id)) !== undefined;
    };
    expect(await isCached(first)).toBe(true);
    rerender(second);
    expect(await isCached(second)).toBe(true);
    expect(await isCached(first)).toBe(false);
    unmount();
    expect(await isCached(second)).toBe(false);
  });
});

// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { interactionQueryKey } from '../../../src/query/interactionQueryKey.ts';
import { useCancelInteraction } from '../../../src/query/useCancelInteraction.ts';
import { useDeleteInteraction } from '../../../src/query/useDeleteInteraction.ts';
import { useInteraction } from '../../../src/query/useInteraction.ts';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import { InteractionStreamError } from '../../../src/stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import { forbidConsoleErrors } from '../react/forbidConsoleErrors.ts';
import { createBackend, type BackendOptions } from './createBackend.ts';

forbidConsoleErrors();

/** Answers 500 to a cancel, after or instead of doing it. */
const fail =
  (before: 'done' | 'undone'): BackendOptions['intercept'] =>
  (request, answer) =>
    request.url.endsWith('/cancel')
      ? (before === 'done' ? answer() : Promise.resolve()).then(() =>
          Response.json({ error: { code: 'api_error', message: 'Oops.' } }, { status: 500 }),
        )
      : undefined;

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

/** An interaction on screen, with what can be done to it. */
function renderPage(id: string | undefined, transport: InteractionTransport) {
  const { client, wrapper } = createPage(transport);
  const { result, rerender } = renderHook(
    (shown: string | undefined) => ({
      query: useInteraction(shown, { pollInterval: 600_000, maxPollInterval: 600_000 }),
      cancel: useCancelInteraction(),
      remove: useDeleteInteraction(),
    }),
    { wrapper, initialProps: id },
  );
  return { client, result, rerender };
}

const running = async (options: BackendOptions = {}) => {
  const backend = createBackend(options);
  const id = await backend.createRun('counting', 600_000);
  const page = renderPage(id, backend.transport);
  await waitFor(() => expect(page.result.current.query.data?.status).toBe('in_progress'));
  backend.requests.length = 0;
  return { id, ...backend, ...page };
};

describe('useCancelInteraction', () => {
  it('has the server cancel it, and shows that it did', async () => {
    const { id, result, requests } = await running();
    act(() => result.current.cancel.mutate(id));
    await waitFor(() => expect(result.current.cancel.status).toBe('success'));
    expect(result.current.query.data?.status).toBe('cancelled');
    expect(requests).toEqual([`POST /${id}/cancel`, `GET /${id}`]);
  });

  it('takes a refusal for what it is where the interaction was cancelled all the same', async () => {
    const { id, result, requests } = await running({ intercept: fail('done') });
    await act(() => result.current.cancel.mutateAsync(id));
    await waitFor(() => expect(result.current.cancel.status).toBe('success'));
    expect(result.current.query.data?.status).toBe('cancelled');
    expect(requests).toEqual([`POST /${id}/cancel`, `GET /${id}`]);
  });

  it('fails where the server refuses and goes on', async () => {
    const { id, result } = await running({ intercept: fail('undone') });
    act(() => result.current.cancel.mutate(id));
    await waitFor(() => expect(result.current.cancel.error).toMatchObject({ status: 500, code: 'api_error' }));
    expect(result.current.cancel.error).toBeInstanceOf(InteractionStreamError);
    expect(result.current.query.data?.status).toBe('in_progress');
    expect(result.current.query.error).toBeNull();
  });

  it('fails where it is over already, and shows how it ended', async () => {
    const backend = createBackend();
    const id = await backend.createOver('counting');
    const { client, result } = renderPage(undefined, backend.transport);
    client.setQueryData(interactionQueryKey(id), { id, status: 'in_progress' });
    act(() => result.current.cancel.mutate(id));
    await waitFor(() => expect(result.current.cancel.error).toMatchObject({ code: 'failed_precondition' }));
    expect(client.getQueryData(interactionQueryKey(id))?.status).toBe('completed');
  });

  it('is a success even where nobody can say what became of it', async () => {
    let isDown = false;
    const { id, result } = await running({
      intercept: (request) => (isDown && request.method === 'GET' ? Promise.reject(new TypeError('Gone.')) : undefined),
    });
    isDown = true;
    await act(() => result.current.cancel.mutateAsync(id));
    await waitFor(() =>
      expect(result.current.query).toMatchObject({ error: { type: 'network' }, data: { status: 'in_progress' } }),
    );
  });

  it('does not believe an answer that was on its way before', async () => {
    let release = () => {};
    let isSlow = false;
    const { id, client, result } = await running({
      intercept: (request, answer) => {
        if (!isSlow || request.method !== 'GET') return undefined;
        isSlow = false;
        const old = answer();
        return new Promise((resolve) => (release = () => resolve(old)));
      },
    });
    isSlow = true;
    act(() => void result.current.query.refetch());
    await waitFor(() => expect(isSlow).toBe(false));
    expect(client.isFetching()).toBe(1);
    await act(() => result.current.cancel.mutateAsync(id));
    release();
    await act(async () => {});
    expect(client.isFetching()).toBe(0);
    expect(result.current.query.data?.status).toBe('cancelled');
  });
});

describe('useDeleteInteraction', () => {
  it('removes it from the server and from the cache, and a page that leaves it then does not ask again', async () => {
    const backend = createBackend();
    const id = await backend.createOver('counting');
    const { client, result, rerender } = renderPage(id, backend.transport);
    await waitFor(() => expect(result.current.query.data?.status).toBe('completed'));
    backend.requests.length = 0;
    act(() => result.current.remove.mutate(id, { onSuccess: () => rerender(undefined) }));
    await waitFor(() => expect(result.current.remove.status).toBe('success'));
    expect(client.getQueryState(interactionQueryKey(id))).toBeUndefined();
    await act(async () => {});
    expect(backend.requests).toEqual([`DELETE /${id}`]);

    rerender(id);
    await waitFor(() => expect(result.current.query.error).toMatchObject({ status: 404 }));
    expect(backend.requests).toEqual([`DELETE /${id}`, `GET /${id}`]);
  });

  it('takes along what is cached under its key, and leaves the others', async () => {
    const backend = createBackend();
    const id = await backend.createOver('counting');
    const { client, result } = renderPage(undefined, backend.transport);
    client.setQueryData(interactionQueryKey('other'), { id: 'other', status: 'completed' });
    client.setQueryData(interactionQueryKey(id), { id, status: 'completed' });
    client.setQueryData([...interactionQueryKey(id), 'title'], 'Counting');
    await act(() => result.current.remove.mutateAsync(id));
    const left = client.getQueriesData({ queryKey: ['interaction'] }).filter(([, data]) => data !== undefined);
    expect(left.map(([queryKey]) => queryKey)).toEqual([interactionQueryKey('other')]);
  });

  it('keeps what the server does not delete, and says why', async () => {
    const { client, result } = renderPage(undefined, createBackend().transport);
    client.setQueryData(interactionQueryKey('gone'), { id: 'gone', status: 'completed' });
    act(() => result.current.remove.mutate('gone'));
    await waitFor(() => expect(result.current.remove.error).toMatchObject({ status: 404 }));
    expect(result.current.remove.error).toBeInstanceOf(InteractionStreamError);
    expect(client.getQueryData(interactionQueryKey('gone'))).toBeDefined();
  });
});

describe.each([
  ['useCancelInteraction', 'cancel', useCancelInteraction],
  ['useDeleteInteraction', 'delete', useDeleteInteraction],
] as const)('%s', (_, method, useIt) => {
  const create: InteractionTransport['create'] = () => Promise.reject(new Error('Nobody asks for this.'));

  it('goes by a transport of its own', async () => {
    const own = { create, [method]: vi.fn(async () => {}), get: async () => ({ id: 'a', status: 'cancelled' }) };
    const { wrapper } = createPage(createBackend().transport);
    const { result } = renderHook(() => useIt({ transport: own }), { wrapper });
    await act(() => result.current.mutateAsync('a'));
    expect(own[method]).toHaveBeenCalledExactlyOnceWith('a');
  });

  it('says what to do where the transport cannot', async () => {
    const { result } = renderHook(() => useIt(), createPage({ create }));
    act(() => result.current.mutate('a'));
    await waitFor(() => expect(result.current.error).toBeInstanceOf(InteractionStreamError));
    expect(result.current.error).toMatchObject({ type: 'usage', message: expect.stringContaining(`no ${method}()`) });
  });

  it('fails with an error of ours, whatever the transport throws', async () => {
    const transport = {
      create,
      [method]: () => {
        throw new TypeError('Load failed');
      },
    };
    const { result } = renderHook(() => useIt(), createPage(transport));
    act(() => result.current.mutate('a'));
    await waitFor(() => expect(result.current.error).toMatchObject({ type: 'network' }));
    expect(result.current.error).toBeInstanceOf(InteractionStreamError);
  });
});

// @vitest-environment jsdom
import { act, renderHook, waitFor } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import { useInteractionStream } from '../../../src/react/useInteractionStream.ts';
import { textsOf } from '../store/events.ts';
import { serverThread } from '../store/serverThread.ts';
import { forbidConsoleErrors } from './forbidConsoleErrors.ts';

forbidConsoleErrors();
beforeEach(() => sessionStorage.clear());

const params = { model: 'm', labels: { recording: 'grounded-answer' } };

describe.each([
  ['', undefined],
  ['in StrictMode', StrictMode],
])('an interaction that ran when the page was reloaded %s', (_, wrapper) => {
  it('is taken up on mount, once, and drawn with what was asked', async () => {
    const { transport, asked } = serverThread({ pace: 3 });
    const options = { transport, params, storageKey: 'chat' };
    const before = renderHook(() => useInteractionStream(options), { wrapper });
    let sent: ReturnType<typeof before.result.current.send> | undefined;
    act(() => void (sent = before.result.current.send('Who was it?')));
    await waitFor(() => expect(sessionStorage.getItem('chat')).not.toBeNull());
    before.unmount();
    await act(() => sent);
    expect(sessionStorage.getItem('chat')).not.toBeNull();

    const { result } = renderHook(() => useInteractionStream(options), { wrapper });
    await waitFor(() => expect(result.current.outcome).toBe('finished'));
    const { interactions } = result.current.store.getState();
    expect(interactions).toHaveLength(1);
    expect(interactions[0]?.input[0]?.step).toMatchObject({ content: [{ text: 'Who was it?' }] });
    expect(textsOf(interactions[0]!).join('').length).toBeGreaterThan(100);
    expect(asked.filter(({ method }) => method === 'GET')).toHaveLength(1);
    expect(sessionStorage.getItem('chat')).toBeNull();
  });
});

it('a thread without anything to take up asks for nothing', async () => {
  const { transport, asked } = serverThread({});
  renderHook(() => useInteractionStream({ transport, params, storageKey: 'chat' }));
  await act(async () => {});
  expect(asked).toEqual([]);
});

it('the transport of the nearest provider is used where there is no other', async () => {
  const outer = serverThread({});
  const own = serverThread({});
  const wrapper = ({ children }: { children: ReactNode }) => (
    <InteractionProvider transport={outer.transport}>{children}</InteractionProvider>
  );
  const { result } = renderHook(() => useInteractionStream({ params }), { wrapper });
  await act(() => result.current.send('Go.'));
  expect(outer.asked).toHaveLength(1);
  const other = renderHook(() => useInteractionStream({ params, transport: own.transport }), { wrapper });
  await act(() => other.result.current.send('Go.'));
  expect([outer.asked.length, own.asked.length]).toEqual([1, 1]);
});

it('the caller renders a few times a turn, also while functions run', async () => {
  const { transport } = serverThread({
    respond: ({ input }) =>
      input === 'Go.' ? [{ type: 'function_call', id: 'a', name: 'f', arguments: {} }] : undefined,
  });
  const outcomes: string[] = [];
  const functions = { f: { run: () => 1 } };
  const { result } = renderHook(() => {
    const stream = useInteractionStream({ transport, params: { model: 'm' }, functions });
    outcomes.push(`${stream.status} ${stream.outcome}`);
    return stream;
  });
  await act(() => result.current.send('Go.'));
  expect(result.current).toMatchObject({ outcome: 'finished', status: 'completed' });
  expect(outcomes.length).toBeLessThan(20);
});

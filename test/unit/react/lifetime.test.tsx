// @vitest-environment jsdom
import { act, render, renderHook, waitFor } from '@testing-library/react';
import { StrictMode, useEffect, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useInteractionSelector } from '../../../src/react/useInteractionSelector.ts';
import { type InteractionStreamHandle, useInteractionStream } from '../../../src/react/useInteractionStream.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { recordings } from '../../../src/testing/recordings.ts';
import { completed, createFeed, created, startText, text } from './createFeed.ts';
import { forbidConsoleErrors } from './forbidConsoleErrors.ts';
import { selectText } from './textOf.ts';

forbidConsoleErrors();

describe('in StrictMode', () => {
  /** Runs an effect as a component would, with the handle at hand afterwards. */
  function renderEffect(options: InteractionStreamOptions, effect: (stream: InteractionStreamHandle) => unknown) {
    const at: { stream?: InteractionStreamHandle } = {};
    function Chat() {
      const stream = useInteractionStream(options);
      const [first] = useState(stream);
      useEffect(() => {
        const cleanup = effect(first);
        return typeof cleanup === 'function' ? () => void cleanup() : undefined;
      }, [first]);
      useEffect(() => {
        at.stream = stream;
      });
      return null;
    }
    const view = render(<Chat />, { wrapper: StrictMode });
    const interactions = () => at.stream?.store.getState().interactions;
    return { ...view, at, interactions };
  }

  it('sends one request for one click, and draws it once', async () => {
    const feed = createFeed();
    const { result } = renderHook(() => useInteractionStream({ transport: feed }), { wrapper: StrictMode });
    act(() => void result.current.send('go'));
    await waitFor(() => expect(feed.requests).toHaveLength(1));
    feed.push(created('int_1'), startText(0), text(0, 'once'), completed('int_1'));
    feed.close();
    await waitFor(() => expect(result.current.connection).toBe('closed'));
    expect(feed.requests).toHaveLength(1);
    expect(selectText(result.current.store.getState())).toBe('once');
  });

  it('sends one request for an effect that sends, and refuses the second', async () => {
    const feed = createFeed();
    const refused = vi.fn();
    const { at } = renderEffect({ transport: feed }, ({ send }) => void send('go').catch(refused));
    await waitFor(() => expect(refused).toHaveBeenCalledOnce());
    expect(feed.requests).toHaveLength(1);
    expect(feed.requests[0]?.signal.aborted).toBe(false);
    feed.push(created('int_1'), completed('int_1'));
    feed.close();
    await waitFor(() => expect(at.stream?.outcome).toBe('finished'));
  });

  it('draws a source once that an effect attaches, and does not stop it', async () => {
    const feed = createFeed();
    const source = feed.open();
    const { at, interactions } = renderEffect({}, ({ attach }) => void attach(source));
    feed.push(created('int_1'), startText(0), text(0, 'once'), completed('int_1'));
    feed.close();
    await waitFor(() => expect(at.stream?.connection).toBe('closed'));
    expect(interactions()).toMatchObject([{ id: 'int_1', outcome: 'finished' }]);
    expect(at.stream && selectText(at.stream.store.getState())).toBe('once');
    expect(feed.cancelled).toBe(0);
  });

  it('draws the second source of an effect that opens one and clears when it is taken down', async () => {
    const feed = createFeed();
    const { at, interactions } = renderEffect({}, ({ attach, clear }) => {
      void attach(feed.open());
      return clear;
    });
    await waitFor(() => expect(feed.cancelled).toBe(1));
    feed.push(created('int_2'), completed('int_2'));
    feed.close();
    await waitFor(() => expect(at.stream?.outcome).toBe('finished'));
    expect(interactions()).toMatchObject([{ id: 'int_2' }]);
  });

  it('stops at the real unmount', async () => {
    const feed = createFeed();
    const { unmount, interactions } = renderEffect({}, ({ attach }) => void attach(feed.open()).catch(() => {}));
    await Promise.resolve();
    unmount();
    await waitFor(() => expect(interactions()).toMatchObject([{ outcome: 'stopped' }]));
  });
});

describe('unmounted', () => {
  const TIMERS = ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] as const;
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => void vi.useFakeTimers({ toFake: [...TIMERS] }));
  afterEach(() => void vi.useRealTimers());

  it('in the middle of a stream, aborts it and leaves nothing behind', async () => {
    const feed = createFeed();
    const onFinish = vi.fn();
    const selector = vi.fn(selectText);
    let renders = 0;
    const { result, unmount } = renderHook(() => {
      renders += 1;
      const stream = useInteractionStream({ transport: feed, onFinish });
      useInteractionSelector(stream, selector);
      return stream;
    });
    const { store } = result.current;
    let sent: Promise<InteractionState> | undefined;
    act(() => void (sent = result.current.send('go')));
    await settle();
    feed.push(created('int_1'), startText(0), text(0, 'first'));
    await act(async () => {
      await settle();
      vi.advanceTimersToNextFrame();
    });
    expect(selectText(store.getState())).toBe('first');
    feed.push(text(0, ' waits for its frame'));
    await settle();
    expect(vi.getTimerCount()).toBeGreaterThan(0);

    const before = { renders, selections: selector.mock.calls.length };
    unmount();
    expect(await sent).toMatchObject({ outcome: 'stopped' });
    expect(feed.requests[0]?.signal.aborted).toBe(true);
    expect(feed.cancelled).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
    expect(selectText(store.getState())).toBe('first waits for its frame');
    expect(store.getState()).toMatchObject({ connection: 'closed', error: undefined });
    expect(onFinish).toHaveBeenCalledOnce();
    expect({ renders, selections: selector.mock.calls.length }).toEqual(before);
  });

  it('before the answer, aborts the request; what becomes of it is of no consequence', async () => {
    for (const late of [() => createFeed().open(), () => Promise.reject(new Error('too late'))]) {
      let answer = () => {};
      let signal: AbortSignal | undefined;
      const create: NonNullable<InteractionStreamOptions['transport']>['create'] = async (_params, options) => {
        signal = options.signal;
        await new Promise<void>((resolve) => (answer = resolve));
        return late();
      };
      const { result, unmount } = renderHook(() => useInteractionStream({ transport: { create } }));
      const { store, send } = result.current;
      let sent: Promise<InteractionState> | undefined;
      act(() => void (sent = send('go')));
      unmount();
      expect(await sent).toMatchObject({ outcome: 'stopped' });
      expect(signal?.aborted).toBe(true);
      answer();
      await settle();
      expect(store.getState()).toMatchObject({ connection: 'closed', error: undefined });
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  it('after the end of the answer but before that of the connection, leaves no timer behind', async () => {
    const feed = createFeed();
    const { result, unmount } = renderHook(() => useInteractionStream({ transport: feed }));
    act(() => void result.current.send('go'));
    await settle();
    feed.push(created('int_1'), completed('int_1'));
    await act(settle);
    expect(result.current.outcome).toBe('finished');
    const { store } = result.current;
    unmount();
    await settle();
    expect(vi.getTimerCount()).toBe(0);
    expect(feed.cancelled).toBe(1);
    expect(store.getState().interactions[0]?.outcome).toBe('finished');
  });

  it('begins with an empty thread when it is mounted again', async () => {
    const options = { transport: createReplayTransport(recordings.counting) };
    const first = renderHook(() => useInteractionStream(options));
    await act(() => first.result.current.send('go'));
    first.unmount();
    const second = renderHook(() => useInteractionStream(options));
    expect(second.result.current).toMatchObject({ outcome: 'idle', connection: 'idle' });
  });
});

describe('whatever is sent', () => {
  const bad: [string, InteractionStreamOptions['transport'] | undefined][] = [
    [
      'a transport that throws at once',
      {
        create: () => {
          throw new Error('no');
        },
      },
    ],
    ['a transport that rejects with nothing', { create: () => Promise.reject() }],
    ['a transport that answers nothing', { create: async () => undefined as never }],
    ['a transport that answers a number', { create: async () => 42 as never }],
    [
      'a web page',
      { create: async () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }) },
    ],
    ['an empty answer', { create: async () => new Response('') }],
    [
      'a stream that fails',
      { create: async () => new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error('cut')) }) },
    ],
    [
      'events that are none',
      {
        create: async () =>
          (async function* () {
            yield null;
            yield 7 as never;
          })() as never,
      },
    ],
  ];

  it.each(bad)('%s is an error in the state, and the next one goes well', async (_, transport) => {
    const { result, rerender } = renderHook((current) => useInteractionStream({ transport: current }), {
      initialProps: transport,
    });
    const interaction = await act(() => result.current.send('go'));
    expect(['error', 'truncated']).toContain(interaction.outcome);
    expect(result.current.error?.message).toMatch(/\w{3}/);
    expect(result.current.connection).toBe('closed');
    rerender(createReplayTransport(recordings.counting));
    expect(await act(() => result.current.retry())).toMatchObject({ outcome: 'finished' });
    expect(result.current.error).toBeUndefined();
  });

  it.each([[undefined], [null], [42], ['text'], [{}], [[]]])(
    'attaching %j is an error in the state',
    async (source) => {
      const { result } = renderHook(() => useInteractionStream({}));
      const interaction = await act(() => result.current.attach(source as never));
      expect(interaction.outcome).toBe('error');
      expect(result.current.error?.message).toMatch(/\w{3}/);
    },
  );
});

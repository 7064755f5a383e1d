// @vitest-environment jsdom
import { act, render, renderHook, waitFor } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { CreateInteractionParams } from '../../../src/protocol/CreateInteractionParams.ts';
import { type InteractionStreamHandle, useInteractionStream } from '../../../src/react/useInteractionStream.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { createFetchTransport } from '../../../src/stream/createFetchTransport.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { createInteractionsServer } from '../../../src/testing/createInteractionsServer.ts';
import { recordings } from '../../../src/testing/recordings.ts';
import { listen, listenFetch } from '../testing/listen.ts';
import { type Feed, completed, createFeed, created, startText, stop, text } from './createFeed.ts';
import { selectText, textOf } from './textOf.ts';

function renderStream(options: InteractionStreamOptions) {
  return renderHook((current: InteractionStreamOptions) => useInteractionStream(current), { initialProps: options });
}

describe('actions, over a real server', () => {
  const asked: CreateInteractionParams[] = [];
  const server = createInteractionsServer({
    respond: (params) => {
      asked.push(params);
      return 'counting';
    },
  });
  const connect = async () => {
    const url = `${await listenFetch((request) => server.fetch(request))}/v1beta/interactions`;
    const transport = createFetchTransport({ url });
    return renderStream({ transport, params: { model: 'gemini-3-flash-preview' } });
  };

  it('sends, says how the thread stands, and resolves with the interaction', async () => {
    const { result } = await connect();
    expect(result.current).toMatchObject({ status: 'idle', outcome: 'idle', connection: 'idle', error: undefined });

    let sent: Promise<InteractionState> | undefined;
    act(() => void (sent = result.current.send('count')));
    expect(result.current).toMatchObject({ status: 'idle', outcome: 'running', connection: 'connecting' });

    const interaction = await sent;
    await waitFor(() => expect(result.current.connection).toBe('closed'));
    expect(result.current).toMatchObject({ status: 'completed', outcome: 'finished', error: undefined });
    expect(interaction?.outcome).toBe('finished');
    expect(textOf(interaction?.steps ?? [])).toContain('20');
  });

  it('goes on from the last interaction, and clears the thread', async () => {
    const { result } = await connect();
    const first = await act(() => result.current.send('count'));
    const second = await act(() => result.current.send('and now?'));
    expect(first.id).toMatch(/./);
    expect(second.id).not.toBe(first.id);
    expect(asked.at(-1)).toMatchObject({ input: 'and now?', previous_interaction_id: first.id });
    expect(result.current.store.getState().interactions).toHaveLength(2);

    act(() => result.current.clear());
    expect(result.current).toMatchObject({ status: 'idle', outcome: 'idle', connection: 'idle' });
    expect(result.current.store.getState().interactions).toEqual([]);
  });

  it('shows what a server refuses, and retries it in its place', async () => {
    let isDown = true;
    const origin = await listen((_request, response) => {
      if (!isDown) {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(recordings.counting);
        return;
      }
      response.writeHead(503, { 'Content-Type': 'application/json' });
      response.end('{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}');
    });
    const onError = vi.fn();
    const { result } = renderStream({ transport: createFetchTransport({ url: origin }), onError });
    const failed = await act(() => result.current.send('count'));
    expect(failed.outcome).toBe('error');
    expect(result.current).toMatchObject({ outcome: 'error', error: { type: 'http', status: 503 } });
    expect(onError).toHaveBeenCalledExactlyOnceWith(failed.error);

    isDown = false;
    const again = await act(() => result.current.retry());
    expect(again).toMatchObject({ key: failed.key, outcome: 'finished' });
    expect(result.current).toMatchObject({ outcome: 'finished', error: undefined });
    expect(result.current.store.getState().interactions).toEqual([again]);
  });

  it('stops: the server sees the connection close, and what had arrived stays', async () => {
    let closed = () => {};
    const hasClosed = new Promise<void>((resolve) => (closed = resolve));
    const origin = await listen((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(recordings.counting.slice(0, recordings.counting.lastIndexOf('event: step.stop')));
      response.on('close', closed);
    });
    const { result } = renderStream({ transport: createFetchTransport({ url: origin }) });
    let sent: Promise<InteractionState> | undefined;
    act(() => void (sent = result.current.send('count')));
    await waitFor(() => expect(selectText(result.current.store.getState())).toContain('20'));

    act(() => result.current.stop());
    expect(result.current).toMatchObject({ outcome: 'stopped', connection: 'closed', error: undefined });
    const stopped = await sent;
    expect(textOf(stopped?.steps ?? [])).toContain('20');
    await hasClosed;
  });
});

describe('actions, over recordings', () => {
  it.each(['grounded-answer', 'thinking', 'unknown-things'] as const)('plays %s to its end', async (name) => {
    const { result } = renderStream({ transport: createReplayTransport(recordings[name], { chunkSize: 97 }) });
    const interaction = await act(() => result.current.send('go'));
    expect(interaction).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(result.current.outcome).toBe('finished');
  });

  it('says of a stream that breaks off that it is cut, keeps what came, and retries', async () => {
    const recording = recordings.counting;
    const transport = createReplayTransport([{ recording, cutAt: 1500, cutWith: 'error' }, recording]);
    const { result } = renderStream({ transport });
    const cut = await act(() => result.current.send('go'));
    expect(result.current).toMatchObject({ outcome: 'truncated', error: { type: 'network', retryable: true } });
    expect(cut.steps.length).toBeGreaterThan(0);
    await act(() => result.current.retry());
    expect(result.current).toMatchObject({ outcome: 'finished', error: undefined });
  });

  it('attaches a stream that somebody else opened', async () => {
    const { result } = renderStream({});
    const response = new Response(recordings.counting, { headers: { 'Content-Type': 'text/event-stream' } });
    const interaction = await act(() => result.current.attach(response, { input: 'Count.' }));
    expect(interaction).toMatchObject({ outcome: 'finished', input: [{ step: { type: 'user_input' } }] });
    expect(result.current.status).toBe('completed');
  });

  it('reads a source once that is attached twice, and gives both the same interaction', async () => {
    const feed = createFeed();
    const { result } = renderStream({});
    const source = feed.open();
    const attached = [result.current.attach(source), result.current.attach(source)] as const;
    await expect(result.current.attach(feed.open())).rejects.toMatchObject({ type: 'usage' });
    act(() => result.current.stop());
    expect(await attached[1]).toBe(await attached[0]);
    expect(result.current.store.getState().interactions).toHaveLength(1);
    const after = await act(() => result.current.attach(source));
    expect(after).not.toBe(await attached[0]);
  });

  it('rejects, rather than throws, what cannot be done now', async () => {
    const feed = createFeed();
    const { result } = renderStream({ transport: feed });
    await expect(result.current.retry()).rejects.toMatchObject({ type: 'usage' });
    act(() => void result.current.send('one'));
    await expect(result.current.send('two')).rejects.toMatchObject({ type: 'usage' });
    await expect(result.current.attach(feed.open())).rejects.toMatchObject({ type: 'usage' });
    expect(feed.requests).toHaveLength(1);
    await expect(renderStream({}).result.current.send('no transport')).rejects.toMatchObject({ type: 'usage' });
  });
});

describe('renders', () => {
  /** The handle at every render of its caller. */
  function countRenders(options: InteractionStreamOptions) {
    const handles: ReturnType<typeof useInteractionStream>[] = [];
    const view = renderHook(
      (current: InteractionStreamOptions) => {
        const handle = useInteractionStream(current);
        handles.push(handle);
        return handle;
      },
      { initialProps: options },
    );
    return { ...view, handles };
  }

  it('renders the caller when a coarse field changes and at no delta', async () => {
    const feed = createFeed();
    const { result, handles } = countRenders({ transport: feed });
    act(() => void result.current.send('go'));
    await waitFor(() => expect(feed.requests).toHaveLength(1));
    feed.push(created('int_1'), startText(0), text(0, '0'));
    await waitFor(() => expect(result.current.status).toBe('in_progress'));

    const before = handles.length;
    let commits = 0;
    result.current.store.subscribe(() => (commits += 1));
    for (let at = 1; at <= 30; at += 1) {
      feed.push(text(0, ` ${at}`));
      await new Promise(requestAnimationFrame);
    }
    await waitFor(() => expect(selectText(result.current.store.getState())).toMatch(/ 30$/));
    expect(commits).toBeGreaterThan(5);
    expect(handles).toHaveLength(before);

    feed.push(stop(0), completed('int_1'));
    feed.close();
    await waitFor(() => expect(result.current.connection).toBe('closed'));
    // idle, connecting, open, in_progress, completed, closed
    expect(handles.length).toBeLessThanOrEqual(6);
  });

  it('keeps every action for the life of the thread, and the handle as long as no field changes', async () => {
    const { result, handles, rerender } = countRenders({ transport: createReplayTransport(recordings.counting) });
    rerender({ transport: createReplayTransport(recordings.thinking) });
    expect(handles).toHaveLength(2);
    expect(handles[1]).toBe(handles[0]);

    await act(() => result.current.send('go'));
    expect(result.current).not.toBe(handles[0]);
    const { status: _status, outcome: _outcome, connection: _connection, error: _error, ...actions } = result.current;
    expect(handles[0]).toMatchObject(actions);
    expect(Object.keys(actions).sort()).toEqual([
      'attach',
      'cancel',
      'clear',
      'edit',
      'getSnapshot',
      'regenerate',
      'respondToFunctionCall',
      'resume',
      'retry',
      'send',
      'stop',
      'store',
      'switchBranch',
    ]);
  });

  it('uses the transport, the params and the callbacks of the last render', async () => {
    const old = { onFinish: vi.fn(), onEvent: vi.fn() };
    const { result, rerender } = renderStream({ transport: createFeed(), params: { model: 'old' }, ...old });
    const feed = createFeed();
    const onEvent = vi.fn();
    rerender({ transport: feed, params: { model: 'new' }, onEvent });
    let sent: Promise<InteractionState> | undefined;
    act(() => void (sent = result.current.send('go', { temperature: 1 })));
    await waitFor(() => expect(feed.requests).toHaveLength(1));
    expect(feed.requests[0]?.params).toEqual({ model: 'new', temperature: 1, stream: true, input: 'go' });

    const onFinish = vi.fn();
    rerender({ transport: feed, onEvent, onFinish });
    feed.push(created('int_1'), completed('int_1'));
    feed.close();
    await act(async () => sent);
    expect(onEvent).toHaveBeenCalledTimes(2);
    expect(onFinish).toHaveBeenCalledExactlyOnceWith(await sent);
    expect(old.onFinish).not.toHaveBeenCalled();
    expect(old.onEvent).not.toHaveBeenCalled();
  });

  it('has the options of a render at hand for every effect of its commit, those of children first', async () => {
    function Child({ send, when }: { send: InteractionStreamHandle['send']; when: boolean }) {
      useLayoutEffect(() => {
        if (when) void send('go');
      }, [send, when]);
      return null;
    }
    function Parent({ transport }: { transport: Feed }) {
      const { send } = useInteractionStream({ transport });
      return <Child send={send} when={transport === last} />;
    }
    const last = createFeed();
    const { rerender } = render(<Parent transport={createFeed()} />);
    rerender(<Parent transport={last} />);
    await waitFor(() => expect(last.requests).toHaveLength(1));
  });
});

describe('threads', () => {
  it('shares one that is given by its store', async () => {
    const store = createInteractionStore({ transport: createReplayTransport(recordings.counting) });
    const one = renderHook(() => useInteractionStream({ store }));
    const two = renderHook(() => useInteractionStream({ store }));
    await act(() => one.result.current.send('go'));
    expect(two.result.current.status).toBe('completed');
    expect(two.result.current.send).toBe(one.result.current.send);
  });

  it('leaves a shared one running when those who show it are gone', async () => {
    const feed = createFeed();
    const store = createInteractionStore({ transport: feed });
    const { result, unmount } = renderHook(() => useInteractionStream({ store }));
    act(() => void result.current.send('go'));
    await waitFor(() => expect(feed.requests).toHaveLength(1));
    unmount();
    await Promise.resolve();
    feed.push(created('int_1'), completed('int_1'));
    feed.close();
    await waitFor(() => expect(store.getState().interactions[0]?.outcome).toBe('finished'));
    expect(feed.cancelled).toBe(0);
  });

  it('shows another shared one when it is given another, and stops neither', async () => {
    const feeds = [createFeed(), createFeed()];
    const [first, second] = feeds.map((transport) => createInteractionStore({ transport }));
    const { result, rerender, unmount } = renderHook((store) => useInteractionStream({ store: store! }), {
      initialProps: first,
    });
    act(() => {
      void first!.getState().send('one');
      void second!.getState().send('two');
    });
    rerender(second);
    expect(result.current.store).toBe(second);
    unmount();
    await Promise.resolve();
    expect(feeds.map(({ requests }) => requests[0]?.signal.aborted)).toEqual([false, false]);
    for (const store of [first, second]) store!.getState().stop();
  });

  it('stops its own when it is given a shared one to show, and not the shared one', async () => {
    const feed = createFeed();
    const shared = createInteractionStore();
    const { result, rerender } = renderHook((options) => useInteractionStream(options), {
      initialProps: { transport: feed } as Parameters<typeof useInteractionStream>[0],
    });
    act(() => void result.current.send('go'));
    await waitFor(() => expect(feed.requests).toHaveLength(1));
    rerender({ store: shared });
    await Promise.resolve();
    expect(feed.requests[0]?.signal.aborted).toBe(true);
    expect(result.current).toMatchObject({ store: shared, outcome: 'idle' });
    rerender({ transport: feed });
    expect(result.current.outcome).toBe('stopped');
  });

  it('does not mix two on one page', async () => {
    const feeds = [createFeed(), createFeed()] as const;
    const streams = feeds.map((transport) => renderStream({ transport }).result);
    act(() => streams.forEach(({ current }) => void current.send('go')));
    await waitFor(() => expect(feeds.every(({ requests }) => requests.length === 1)).toBe(true));
    for (let at = 0; at < 10; at += 1) {
      feeds.forEach((feed, which) => {
        if (at === 0) feed.push(created('the same id'), startText(0));
        feed.push(text(0, 'ab'.charAt(which)));
      });
    }
    feeds[0].push(stop(0), completed('the same id'));
    feeds[0].close();
    await waitFor(() => expect(streams[0]!.current.outcome).toBe('finished'));
    await waitFor(() => expect(selectText(streams[1]!.current.store.getState())).toBe('b'.repeat(10)));
    expect(selectText(streams[0]!.current.store.getState())).toBe('a'.repeat(10));
    expect(streams[1]!.current.outcome).toBe('running');
  });

  it('begins with what is stored, and goes on from a snapshot', async () => {
    const stored = { id: 'int_0', status: 'completed', steps: [{ type: 'model_output', content: [] }] };
    const feed = createFeed();
    const { result } = renderStream({ transport: feed, initialInteractions: [stored] });
    expect(result.current).toMatchObject({ status: 'completed', outcome: 'finished', connection: 'idle' });
    const snapshot = JSON.parse(JSON.stringify(result.current.getSnapshot()));
    const revived = renderStream({ transport: feed, initialInteractions: snapshot }).result;
    expect(revived.current.store.getState().interactions).toEqual(result.current.store.getState().interactions);
    act(() => void revived.current.send('go on'));
    await waitFor(() => expect(feed.requests[0]?.params.previous_interaction_id).toBe('int_0'));
  });

  it.each([
    ['of another version', { version: 99, interactions: [] }, /version 99/],
    ['that is no snapshot', 'garbage', /neither a snapshot/],
    ['that is broken', { version: 1, interactions: [null] }, /cannot be read/],
  ])('renders an empty thread and an error for a snapshot %s', (_, initialInteractions, message) => {
    const { result } = renderStream({ initialInteractions: initialInteractions as never });
    expect(result.current).toMatchObject({ outcome: 'idle', error: { type: 'usage', retryable: false } });
    expect(result.current.error?.message).toMatch(message);
  });
});

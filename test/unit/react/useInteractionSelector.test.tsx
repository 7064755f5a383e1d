// @vitest-environment jsdom
import { act, render, renderHook, waitFor } from '@testing-library/react';
import { StrictMode, memo } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useInteractionSelector, useInteractionSteps } from '../../../src/react/useInteractionSelector.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { StepEntry, ThreadState } from '../../../src/store/state/InteractionState.ts';
import { selectSteps } from '../../../src/store/thread/selectThread.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { recordings } from '../../../src/testing/recordings.ts';
import { completed, createFeed, created, startText, stop, text } from './createFeed.ts';
import { forbidConsoleErrors } from './forbidConsoleErrors.ts';
import { selectText, textOf } from './textOf.ts';

forbidConsoleErrors();

const frame = () => new Promise(requestAnimationFrame);

/** A thread whose last step streams. */
async function startThread() {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed });
  void store.getState().send('go');
  await waitFor(() => expect(feed.requests).toHaveLength(1));
  feed.push(created('int_1'), startText(0), text(0, 'settled'), stop(0), startText(1), text(1, '|'));
  await waitFor(() => expect(selectText(store.getState())).toBe('settled|'));
  const finish = () => {
    feed.push(stop(1), completed('int_1'));
    feed.close();
  };
  return { feed, store, finish };
}

describe('useInteractionSelector', () => {
  const greedy: [string, (state: ThreadState) => unknown][] = [
    ['an array', ({ interactions }) => interactions.flatMap(({ steps }) => steps)],
    ['an array of new objects', ({ interactions }) => interactions.map(({ key, status }) => ({ key, status }))],
    ['an object of new arrays', ({ interactions }) => ({ keys: interactions.map(({ key }) => key) })],
    ['a map', ({ interactions }) => new Map(interactions.map(({ key, steps }) => [key, steps.length]))],
    ['a function', (state) => () => selectText(state)],
    ['a symbol', () => Symbol('new each time')],
  ];

  describe.each([
    ['inline', true],
    ['stable', false],
  ])('%s', (_, isInline) => {
    it.each(greedy)('does not render for ever for a selector that makes %s', async (_, selector) => {
      const { feed, store, finish } = await startThread();
      const rendered = vi.fn();
      let commits = 0;
      function Reader() {
        rendered();
        useInteractionSelector({ store }, isInline ? (state) => selector(state) : selector);
        return null;
      }
      render(<Reader />);
      expect(rendered).toHaveBeenCalledTimes(1);
      store.subscribe(() => (commits += 1));
      for (let at = 0; at < 300; at += 1) {
        feed.push(text(1, '.'));
        if (at % 30 === 0) await frame();
      }
      finish();
      await waitFor(() => expect(store.getState().connection).toBe('closed'));
      await frame();
      expect(commits).toBeGreaterThan(3);
      expect(rendered.mock.calls.length).toBeLessThanOrEqual(1 + commits);
    });
  });

  it('survives a stream without a pause, in StrictMode', async () => {
    const transport = createReplayTransport(recordings['deep-research'], { chunkSize: 11 });
    const store = createInteractionStore({ transport, scheduler: { schedule: (flush) => (flush(), () => {}) } });
    const { result } = renderHook(
      () => useInteractionSelector({ store }, ({ interactions }) => interactions.map(({ steps }) => ({ steps }))),
      { wrapper: StrictMode },
    );
    await act(() => store.getState().send('go'));
    expect(result.current).toEqual(store.getState().interactions.map(({ steps }) => ({ steps })));
  });

  it('renders only when what it selects changes, and shows the latest', async () => {
    const { feed, store, finish } = await startThread();
    let renders = 0;
    const { result } = renderHook(() => {
      renders += 1;
      return useInteractionSelector({ store }, ({ interactions }) => interactions.at(-1)?.usage?.total_tokens);
    });
    for (let at = 0; at < 20; at += 1) {
      feed.push(text(1, '.'));
      await frame();
    }
    expect(renders).toBe(1);
    finish();
    await waitFor(() => expect(result.current).toBe(7));
    expect(renders).toBe(2);
  });

  it('keeps what it selected, for as long as it is equal, when another inline selector comes', async () => {
    const { store, finish } = await startThread();
    const select = () => (state: ThreadState) => ({ connection: state.connection, keys: 'same' });
    const { result, rerender } = renderHook(() => useInteractionSelector({ store }, select()));
    const first = result.current;
    rerender();
    expect(result.current).toBe(first);
    finish();
    await waitFor(() => expect(result.current).toEqual({ connection: 'closed', keys: 'same' }));
  });

  it('uses the selector and the store of the last render', async () => {
    const stores = [
      createInteractionStore({ initialInteractions: [{ id: 'a', status: 'completed', steps: [] }] }),
      createInteractionStore({ initialInteractions: [{ id: 'b', status: 'failed', steps: [] }] }),
    ] as const;
    const { result, rerender } = renderHook(
      ({ store, field }) => useInteractionSelector({ store }, ({ interactions }) => interactions[0]?.[field]),
      { initialProps: { store: stores[0], field: 'id' as 'id' | 'status' } },
    );
    expect(result.current).toBe('a');
    rerender({ store: stores[0], field: 'status' });
    expect(result.current).toBe('completed');
    rerender({ store: stores[1], field: 'status' });
    expect(result.current).toBe('failed');
    act(() => stores[1].getState().clear());
    expect(result.current).toBeUndefined();
  });

  it('sees a new date, which no comparison of fields would', () => {
    let now = 1;
    const store = createInteractionStore();
    const { result } = renderHook(() => useInteractionSelector({ store }, () => new Date(now)));
    now = 2;
    act(() => store.getState().clear());
    expect(result.current.getTime()).toBe(2);
  });
});

describe('useInteractionSteps', () => {
  it('gives the same array between commits, and the same entries for steps that did not change', async () => {
    const { feed, store, finish } = await startThread();
    const seen: (readonly StepEntry[])[] = [];
    const { rerender, result } = renderHook(() => {
      const steps = useInteractionSteps({ store });
      seen.push(steps);
      return steps;
    });
    rerender();
    rerender();
    expect(new Set(seen).size).toBe(1);
    expect(result.current.map(({ step }) => step.type)).toEqual(['user_input', 'model_output', 'model_output']);

    feed.push(text(1, ' more'));
    await waitFor(() => expect(textOf(result.current)).toBe('settled| more'));
    expect(result.current[0]).toBe(seen[0]?.[0]);
    expect(result.current[1]).toBe(seen[0]?.[1]);
    expect(result.current[2]).not.toBe(seen[0]?.[2]);
    expect(result.current[2]?.key).toBe(seen[0]?.[2]?.key);

    finish();
    await waitFor(() => expect(store.getState().connection).toBe('closed'));
    const last = result.current;
    act(() => store.setState({ connection: 'idle' }));
    expect(result.current).toBe(last);
  });

  it('lets memoised rows of settled steps be', async () => {
    const { feed, store } = await startThread();
    const rendered = vi.fn<(key: string) => void>();
    const Row = memo(function Row({ entry }: { entry: StepEntry }) {
      rendered(entry.key);
      return <p>{textOf([entry])}</p>;
    });
    function Thread() {
      return useInteractionSteps({ store }).map((entry) => <Row key={entry.key} entry={entry} />);
    }
    const { container } = render(<Thread />);
    for (let at = 0; at < 20; at += 1) {
      feed.push(text(1, '.'));
      await frame();
    }
    await waitFor(() => expect(container.textContent).toBe(`settled|${'.'.repeat(20)}`));
    const [input, settled, streaming] = selectSteps(store.getState()).map(
      ({ key }) => rendered.mock.calls.filter(([of]) => of === key).length,
    );
    expect({ input, settled }).toEqual({ input: 1, settled: 1 });
    expect(streaming).toBeGreaterThan(1);
  });
});

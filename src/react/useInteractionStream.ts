'use client';

import { useEffect, useInsertionEffect, useMemo, useRef, useState } from 'react';
import { createInteractionStore, type InteractionStore } from '../store/thread/createInteractionStore.ts';
import type { InteractionActions, InteractionStreamOptions } from '../store/thread/InteractionStreamOptions.ts';
import { selectThreadSummary, type ThreadSummary } from '../store/thread/selectThread.ts';
import { useLimits, useTransport } from './InteractionProvider.tsx';
import { limitsOf } from '../stream/InteractionLimits.ts';
import { useInteractionSelector } from './useInteractionSelector.ts';

/**
 * A thread in a component: what can be done with it, and how it stands. The actions are stable, each of them the same
 * function for the life of the thread; the handle itself is a new object when one of the fields changes. The fields change
 * a few times a turn and not with every delta, so that the caller does not render while text streams. What streams is read
 * by `useInteractionSteps`, `useInteractionSelector` and `<InteractionSteps stream={stream} />`.
 */
export interface InteractionStreamHandle extends InteractionActions, ThreadSummary {
  /** The zustand store behind it, to share the thread or to read it outside React. */
  readonly store: InteractionStore;
}

/**
 * A conversation with the Interactions API. Each component that calls it has a thread of its own, which is stopped when
 * the component goes (or is hidden by `<Activity>`). For a thread that outlives the component, or that several components
 * show, make it with `createInteractionStore` and pass `{ store }`: nobody stops that one but its owner.
 *
 * ```tsx
 * const stream = useInteractionStream({ transport, params: { model: 'gemini-3-flash-preview' } });
 * ```
 *
 * @param options Without a `transport`, that of the nearest provider is used. They may change between renders: transport, params and callbacks are read when they are needed, and then it is
 * those of the last render that count. `initialInteractions`, `scheduler` and `now` are read once; a snapshot that cannot be
 * read leaves the thread empty, and `error` says why.
 */
export function useInteractionStream(
  options: InteractionStreamOptions | { store: InteractionStore },
): InteractionStreamHandle {
  const above = useTransport();
  const limits = useLimits();
  const ownOptions =
    'store' in options
      ? {}
      : { ...options, transport: options.transport ?? above, limits: limitsOf(options.limits, limits) };
  const [own] = useState(() => createOwnStore(ownOptions));
  const store = 'store' in options ? options.store : own;

  // Before any other effect of the same commit, which may well send.
  useInsertionEffect(() => {
    own.setOptions(ownOptions);
  });
  useStopOnUnmount(own, store === own);
  useResumeOnMount(own, store === own);

  const summary = useInteractionSelector({ store }, selectThreadSummary);
  return useMemo(() => {
    const { interactions: _i, decisions: _d, branches: _b, ...actions } = store.getState();
    return { ...actions, ...summary, store };
  }, [store, summary]);
}

/** A render must not throw for what an older version has saved. */
function createOwnStore(options: InteractionStreamOptions): InteractionStore {
  try {
    return createInteractionStore(options);
  } catch (thrown) {
    const store = createInteractionStore({ ...options, initialInteractions: undefined });
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    store.setState({ error: { type: 'usage', message, retryable: false } });
    return store;
  }
}

/**
 * Closes the connection of a store once nobody looks at it here any more. For good, that is: StrictMode takes effects down
 * and puts them up again within one task.
 */
function useStopOnUnmount(store: InteractionStore, isShown: boolean): void {
  const showing = useRef(false);
  useEffect(() => {
    if (!isShown) return;
    showing.current = true;
    return () => {
      showing.current = false;
      queueMicrotask(() => {
        if (!showing.current) store.disconnect();
      });
    };
  }, [store, isShown]);
}

/** Takes up, once, what `storageKey` remembers: the page was reloaded while it ran. */
function useResumeOnMount(store: InteractionStore, isShown: boolean): void {
  useEffect(() => {
    if (!isShown || store.rememberedId() === undefined || !store.canResume()) return;
    store
      .getState()
      .resume(store.rememberedId())
      .catch(() => undefined);
  }, [store, isShown]);
}

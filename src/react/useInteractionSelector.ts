'use client';

import { useDebugValue, useState, useSyncExternalStore } from 'react';
import type { InteractionStore } from '../store/thread/createInteractionStore.ts';
import type { StepEntry, ThreadState } from '../store/state/InteractionState.ts';
import { selectSteps } from '../store/thread/selectThread.ts';
import { isShallowEqual } from './isShallowEqual.ts';

/**
 * Reads something of a thread and renders the caller when it changes, at most once a frame while text streams. Two
 * arrays, or two plain objects, with the same items are no change.
 *
 * ```tsx
 * const tokens = useInteractionSelector(stream, (thread) => thread.interactions.at(-1)?.usage?.total_tokens);
 * ```
 *
 * @param stream The handle of `useInteractionStream`, or `{ store }`.
 * @param selector A pure function of the thread. It may be written inline, and may make new arrays and objects, nested
 * ones too.
 */
export function useInteractionSelector<Selected>(
  stream: { readonly store: InteractionStore },
  selector: (state: ThreadState) => Selected,
): Selected {
  const { store } = stream;
  const [select] = useState(createSelection<Selected>);
  const selected = useSyncExternalStore(
    store.subscribe,
    () => select(store.getState(), selector),
    () => select(store.getInitialState(), selector),
  );
  useDebugValue(selected);
  return selected;
}

/** All steps of the thread in order, ours and the API's. Renders the caller once a frame while a step streams. */
export function useInteractionSteps(stream: { readonly store: InteractionStore }): readonly StepEntry[] {
  return useInteractionSelector(stream, selectSteps);
}

/**
 * Runs selectors, each once for one state: React asks several times for what is selected, and takes two answers that are
 * not `===` for a change, and so would render for ever. Keeps an answer for as long as the next ones equal it.
 */
function createSelection<Selected>() {
  const answers = new WeakMap<(state: ThreadState) => Selected, { state: ThreadState; selected: Selected }>();
  let last: Selected | undefined;
  return (state: ThreadState, selector: (state: ThreadState) => Selected): Selected => {
    const answer = answers.get(selector);
    if (answer?.state === state) return answer.selected;
    const kept = answer ? answer.selected : last;
    const next = selector(state);
    const selected = isShallowEqual(kept, next) ? (kept as Selected) : next;
    answers.set(selector, { state, selected });
    last = selected;
    return selected;
  };
}

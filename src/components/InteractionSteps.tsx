'use client';

import { useCallback, useMemo, useSyncExternalStore, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { Interaction } from '../protocol/Interaction.ts';
import type { Step } from '../protocol/Step.ts';
import { InteractionProvider } from '../react/InteractionProvider.tsx';
import type { StepComponents } from '../react/StepComponents.ts';
import { useInteractionSelector } from '../react/useInteractionSelector.ts';
import type { InteractionStreamHandle } from '../react/useInteractionStream.ts';
import type { StepEntry, ThreadState } from '../store/InteractionState.ts';
import { partOfInteraction, partOfSteps, partsOfThread, type ThreadPart } from './ThreadPart.ts';
import { ThreadView } from './ThreadView.tsx';

interface CommonProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Which component draws which step. Laid over those of the providers above. */
  components?: StepComponents;
}

interface StreamProps extends CommonProps {
  /** What `useInteractionStream` gave, or any object with its store: draws the whole thread, as it grows. */
  stream: Pick<InteractionStreamHandle, 'store'>;
  steps?: undefined;
  interaction?: undefined;
}

interface StepsProps extends CommonProps {
  /** The steps of a stored interaction, or entries of a thread. Whether the interaction ended well is not known then. */
  steps: readonly (Step | StepEntry)[];
  stream?: undefined;
  interaction?: undefined;
}

interface StoredProps extends CommonProps {
  /** A stored interaction: its steps, and how it ended if not well. */
  interaction: Interaction;
  stream?: undefined;
  steps?: undefined;
}

/** One of `stream`, `interaction` or `steps`. */
export type InteractionStepsProps = StreamProps | StepsProps | StoredProps;

/**
 * Draws every step of a thread in the order it came: what was asked, thoughts, calls with their results, answers, and what
 * became of each interaction. Of a stream that grows, only the rows that change render again.
 */
export function InteractionSteps({ components, ...props }: InteractionStepsProps): ReactNode {
  return <InteractionProvider components={components}>{chooseView(props)}</InteractionProvider>;
}

function chooseView({ stream, steps, interaction, ...rest }: Omit<InteractionStepsProps, 'components'>): ReactNode {
  if (stream) return <StreamSteps {...rest} stream={stream} />;
  return <StoredSteps {...rest} steps={steps} interaction={interaction} />;
}

function StreamSteps({ stream, ...rest }: Omit<StreamProps, 'components'>): ReactNode {
  const { interactions, error } = useInteractionSelector(stream, selectThread);
  const parts = useMemo(() => withThreadError(partsOfThread(interactions), error), [interactions, error]);
  const { store } = stream;
  const canRetry = useSyncExternalStore(store.subscribe, store.canRetry, onServer);
  const retry = useCallback(() => {
    store
      .getState()
      .retry()
      .catch(() => undefined);
  }, [store]);
  return <ThreadView {...rest} parts={parts} onRetry={canRetry ? retry : undefined} />;
}

function StoredSteps({
  steps,
  interaction,
  ...rest
}: Omit<StepsProps | StoredProps, 'components' | 'stream'>): ReactNode {
  const parts = useMemo(
    () => [interaction ? partOfInteraction(interaction) : partOfSteps(steps ?? [])],
    [steps, interaction],
  );
  return <ThreadView {...rest} parts={parts} />;
}

/** A server has no transport as a rule, and nobody to press the button. */
function onServer(): boolean {
  return false;
}

function selectThread({ interactions, error }: ThreadState): Pick<ThreadState, 'interactions' | 'error'> {
  return { interactions, error };
}

/** A request that failed before there was an interaction to carry the error. */
function withThreadError(parts: ThreadPart[], error: ThreadState['error']): ThreadPart[] {
  if (!error || parts.at(-1)?.error) return parts;
  const failed: ThreadPart = {
    key: 'thread',
    status: 'idle',
    outcome: 'error',
    entries: [],
    error,
    errors: [],
    isLast: true,
  };
  return [...parts.map((part) => ({ ...part, isLast: false })), failed];
}

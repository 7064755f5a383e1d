'use client';

import { useEffect, useMemo, type ComponentPropsWithRef, type ReactNode } from 'react';
import type { Interaction } from '../../protocol/Interaction.ts';
import type { Step } from '../../protocol/Step.ts';
import { InteractionProvider } from '../../react/InteractionProvider.tsx';
import type { StepComponents } from '../../react/StepComponents.ts';
import { useInteractionSelector } from '../../react/useInteractionSelector.ts';
import type { InteractionStreamHandle } from '../../react/useInteractionStream.ts';
import type { StepEntry, ThreadState } from '../../store/state/InteractionState.ts';
import { warmUpLexer } from '../markdown/warmUpLexer.ts';
import { partOfInteraction, partOfSteps } from './partOfStored.ts';
import { partOfError, partsOfThread } from './partsOfThread.ts';
import type { ThreadPart } from './ThreadPart.ts';
import type { ThreadTurn } from './ThreadTurn.ts';
import { ThreadView } from './ThreadView.tsx';
import { TurnActions } from './TurnActions.ts';

interface CommonProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Which component draws which step. Laid over those of the providers above. */
  components?: StepComponents;
  /**
   * What you add under every turn that is over: buttons that rate it, ask for it again, … Called when the turn ends, and when
   * this function is another one: keep it outside of the render, or in `useCallback`.
   */
  actions?: (turn: ThreadTurn) => ReactNode;
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
export function InteractionSteps({
  components,
  actions,
  stream,
  steps,
  interaction,
  ...rest
}: InteractionStepsProps): ReactNode {
  return (
    <InteractionProvider components={components}>
      <TurnActions.Provider value={actions}>
        {stream ? (
          <StreamSteps {...rest} stream={stream} />
        ) : (
          <StoredSteps {...rest} steps={steps} interaction={interaction} />
        )}
      </TurnActions.Provider>
    </InteractionProvider>
  );
}

function StreamSteps({ stream, ...rest }: StreamProps): ReactNode {
  const { store } = stream;
  useEffect(warmUpLexer, []);
  const thread = useInteractionSelector(stream, selectThread);
  const { functions, transport } = store.getOptions();
  const hasFunctions = Boolean(functions && transport);
  const parts = useMemo(() => {
    const all = partsOfThread(thread, hasFunctions);
    const { error } = thread;
    return error && !all.at(-1)?.error ? [...all.map(notLast), partOfError(error)] : all;
  }, [thread, hasFunctions]);
  return <ThreadView {...rest} parts={parts} store={store} />;
}

function StoredSteps({ steps, interaction, ...rest }: Omit<StepsProps | StoredProps, 'stream'>): ReactNode {
  const parts = useMemo(
    () => [interaction ? partOfInteraction(interaction) : partOfSteps(steps ?? [])],
    [steps, interaction],
  );
  return <ThreadView {...rest} parts={parts} />;
}

function selectThread({ interactions, connection, decisions, branches, error }: ThreadState): ThreadState {
  return { interactions, connection, decisions, branches, error };
}

function notLast(part: ThreadPart): ThreadPart {
  return { ...part, isLast: false };
}

import type { Interaction } from '../protocol/Interaction.ts';
import { normalizeInteraction } from '../protocol/normalizeInteraction.ts';
import { isWire } from '../protocol/Wire.ts';
import { interactionToEvents } from '../stream/interactionToEvents.ts';
import { createInteractionState } from './createInteractionState.ts';
import { closeInteraction, reduceEvents } from './interactionReducer.ts';
import type { InteractionState, ThreadState } from './InteractionState.ts';
import { toInputSteps } from './toInputSteps.ts';

/** A thread as plain data: what `JSON.stringify` can keep and `initialInteractions` takes back. */
export interface ThreadSnapshot {
  readonly version: 1;
  readonly interactions: readonly InteractionState[];
}

/** What a thread can begin with: a snapshot of ours, or interactions as the API stores them. */
export type InitialInteractions = ThreadSnapshot | readonly Interaction[];

/** The thread as plain data. What only matters while events arrive is left out. */
export function toSnapshot({ interactions }: ThreadState): ThreadSnapshot {
  return {
    version: 1,
    interactions: interactions.map(({ fold: { seen: _seen, replay: _replay, ...fold }, ...rest }) => ({
      ...rest,
      fold,
    })),
  };
}

/**
 * The interactions that a thread begins with. One that was still running is closed: its connection did not survive.
 *
 * @throws TypeError for a snapshot of another version or one that is broken, and for what is neither a snapshot nor a list.
 */
export function fromInitial(initial: InitialInteractions | undefined): InteractionState[] {
  if (!initial) return [];
  if (isList(initial)) return initial.filter(isWire).map(fromStored);
  const { version, interactions } = initial;
  if (version === 1 && Array.isArray(interactions)) {
    try {
      return interactions.map((interaction) => closeInteraction(interaction, 'ended'));
    } catch (cause) {
      throw new TypeError(
        'initialInteractions is a snapshot that cannot be read: it was changed since getSnapshot().',
        {
          cause,
        },
      );
    }
  }
  throw new TypeError(
    version === undefined || version === 1
      ? 'initialInteractions is neither a snapshot of getSnapshot() nor a list of stored interactions.'
      : `initialInteractions is a snapshot of version ${String(version)}; this version of react-interaction-stream ` +
          'reads version 1. Pass the stored interactions instead.',
  );
}

function isList(initial: InitialInteractions): initial is readonly Interaction[] {
  return Array.isArray(initial);
}

function fromStored(stored: Interaction, at: number): InteractionState {
  const interaction = normalizeInteraction(stored) ?? { ...stored, steps: undefined };
  const { input, steps } = interaction;
  const isInSteps = steps?.[0]?.type === 'user_input';
  const state = createInteractionState(String(at), input === undefined || isInSteps ? [] : toInputSteps(input));
  return closeInteraction(reduceEvents(state, interactionToEvents(interaction)), 'ended');
}

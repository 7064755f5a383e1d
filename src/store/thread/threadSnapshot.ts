import type { Interaction } from '../../protocol/Interaction.ts';
import { normalizeInteraction } from '../../protocol/normalizeInteraction.ts';
import { isWire } from '../../protocol/Wire.ts';
import { interactionToEvents } from '../../stream/interactionToEvents.ts';
import type { CallDecision, CallDecisions } from '../state/CallDecision.ts';
import { createInteractionState } from '../state/createInteractionState.ts';
import { closeInteraction, reduceEvents } from '../reducer/interactionReducer.ts';
import type { InteractionState, ThreadBranch, ThreadState } from '../state/InteractionState.ts';
import { eventIdsFrom, listEventIds } from '../state/SeenEventIds.ts';
import { toInputSteps } from './toInputSteps.ts';

/** A thread as plain data: what `JSON.stringify` can keep and `initialInteractions` takes back. */
export interface ThreadSnapshot {
  /** Of this form. Another one is refused, never misread. */
  readonly version: 1;
  /** Those on the branch that is shown, oldest first. */
  readonly interactions: readonly StoredState[];
  /** Missing in snapshots of a version that did not have them. */
  readonly decisions?: CallDecisions;
  /** Those that are not shown. Missing in snapshots of a version that did not have them. */
  readonly branches?: readonly (Omit<ThreadBranch, 'interactions'> & {
    readonly interactions: readonly StoredState[];
  })[];
}

/** An interaction in a snapshot. One that can be taken up has the ids of its events with it. */
export type StoredState = InteractionState & { readonly eventIds?: readonly string[] };

/** What a thread can begin with: a snapshot of ours, or interactions as the API stores them. */
export type InitialInteractions = ThreadSnapshot | readonly Interaction[];

/** What a thread begins with. */
export type InitialThread = Pick<ThreadState, 'interactions' | 'decisions' | 'branches'>;

/** The thread as plain data. What only matters while events arrive is left out. */
export function toSnapshot({ interactions, decisions, branches }: ThreadState): ThreadSnapshot {
  return {
    version: 1,
    interactions: interactions.map(toStored),
    decisions,
    branches: branches.map((branch) => ({ ...branch, interactions: branch.interactions.map(toStored) })),
  };
}

/**
 * The thread to begin with. An interaction that was still running is closed: its connection did not survive; nor did a
 * function that ran, which is the reader's to approve again.
 *
 * @throws TypeError for a snapshot of another version or one that is broken, and for what is neither a snapshot nor a list.
 */
export function fromInitial(initial: InitialInteractions | undefined): InitialThread {
  if (!initial) return { interactions: [], decisions: {}, branches: [] };
  if (isList(initial)) return { interactions: initial.filter(isWire).map(fromList), decisions: {}, branches: [] };
  const { version, interactions, decisions = {}, branches = [] } = initial;
  if (version === 1 && Array.isArray(interactions)) {
    try {
      return {
        interactions: interactions.map(fromStored),
        decisions: Object.fromEntries(Object.entries(decisions).map(([key, decision]) => [key, halted(decision)])),
        branches: branches.map((branch) => ({ ...branch, interactions: branch.interactions.map(fromStored) })),
      };
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

/** A replay that has not caught up is left out: it begins again when the interaction is taken up. */
function toStored({ fold: { seen, replay, ...fold }, lastEventId, ...rest }: InteractionState): StoredState {
  const isResumable = lastEventId !== undefined && !replay;
  const isKept = isResumable && seen && rest.id !== undefined && rest.outcome !== 'finished';
  return { ...rest, fold, ...(isResumable && { lastEventId }), ...(isKept && { eventIds: listEventIds(seen) }) };
}

function fromStored({ eventIds = [], ...interaction }: StoredState): InteractionState {
  const seen = eventIdsFrom(eventIds);
  const { fold } = interaction;
  return closeInteraction({ ...interaction, fold: seen ? { ...fold, seen } : fold }, 'ended');
}

function halted(decision: CallDecision): CallDecision {
  if (decision.status !== 'running') return decision;
  return { status: 'needs_approval' };
}

function isList(initial: InitialInteractions): initial is readonly Interaction[] {
  return Array.isArray(initial);
}

function fromList(stored: Interaction, at: number): InteractionState {
  const interaction = normalizeInteraction(stored) ?? { ...stored, steps: undefined };
  const { input, steps } = interaction;
  const isInSteps = steps?.[0]?.type === 'user_input';
  const state = createInteractionState(String(at), input === undefined || isInSteps ? [] : toInputSteps(input));
  return closeInteraction(reduceEvents(state, interactionToEvents(interaction)), 'ended');
}

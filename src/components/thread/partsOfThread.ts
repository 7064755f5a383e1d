import { asksForJson } from '../../protocol/asksForJson.ts';
import { isShallowEqual } from '../../react/isShallowEqual.ts';
import type { InteractionState, ThreadBranch, ThreadState } from '../../store/state/InteractionState.ts';
import { lastIndexWhere } from '../../store/reducer/lastIndexWhere.ts';
import { selectBranches } from '../../store/thread/threadBranches.ts';
import { textOf } from '../parts/fields.ts';
import { interactionErrors } from './interactionErrors.ts';
import { PLAIN_PART, type ThreadPart } from './ThreadPart.ts';

/** The part that an interaction was last. */
const known = new WeakMap<InteractionState, ThreadPart>();

/**
 * The parts of a live thread. One of which nothing has changed is the same object as before.
 *
 * @param hasFunctions The thread runs functions by itself, so that calls without a decision are about to get one.
 */
export function partsOfThread(thread: ThreadState, hasFunctions: boolean): ThreadPart[] {
  const { interactions, decisions, connection } = thread;
  const asking = askingInteraction(interactions);
  return interactions.map((interaction, at) => {
    const { key, status, outcome, error } = interaction;
    const isLast = at === interactions.length - 1;
    const isReconnecting = isLast && outcome === 'running' && connection === 'reconnecting';
    const isTaken = outcome === 'running' || (hasFunctions && connection !== 'idle' && !error);
    const changing = {
      isLast,
      calls: interaction !== asking && outcome !== 'running' ? 'left' : isTaken ? 'taken' : 'asked',
      decisions: status === 'requires_action' ? decisions : PLAIN_PART.decisions,
      branches: branchesAt(thread, key),
      isReconnecting: isReconnecting && interaction.id !== undefined,
      isAskingAgain: isReconnecting && interaction.id === undefined,
    } satisfies Partial<ThreadPart>;
    const before = known.get(interaction);
    if (before && isShallowEqual({ ...before, ...changing }, before)) return before;
    const part: ThreadPart = {
      key,
      status,
      outcome,
      error,
      entries: before?.entries ?? [...interaction.input, ...interaction.steps],
      errors: before?.errors ?? interactionErrors(interaction.metadata),
      isAgent: textOf(interaction.metadata.agent) !== '',
      answersJson: interaction.answersJson ?? asksForJson({ ...interaction.metadata }),
      startedAt: interaction.startedAt,
      usage: interaction.usage,
      ...changing,
    };
    known.set(interaction, part);
    return part;
  });
}

/** A request that failed before there was an interaction to carry the error. */
export function partOfError(error: NonNullable<ThreadState['error']>): ThreadPart {
  return { ...PLAIN_PART, key: 'thread', status: 'idle', outcome: 'error', entries: [], error };
}

/** The interaction whose calls wait for an answer: the last one that did not fail and was not broken off, if it has ended. */
function askingInteraction(interactions: readonly InteractionState[]): InteractionState | undefined {
  const at = lastIndexWhere(interactions, ({ outcome }) => outcome === 'running' || outcome === 'finished');
  return interactions[at]?.outcome === 'finished' ? interactions[at] : undefined;
}

/** Branches by the key of the interaction that they go with. */
const branchesKnown = new WeakMap<readonly ThreadBranch[], Map<string, readonly string[]>>();

function branchesAt(thread: ThreadState, key: string): readonly string[] {
  if (thread.branches.length === 0) return PLAIN_PART.branches;
  const byKey = branchesKnown.get(thread.branches) ?? new Map<string, readonly string[]>();
  branchesKnown.set(thread.branches, byKey);
  const branches = byKey.get(key) ?? selectBranches(thread, key);
  byKey.set(key, branches);
  return branches;
}

import { isTerminalStatus, isTurnOver } from '../../protocol/Interaction.ts';
import type { InteractionSSEEvent } from '../../protocol/InteractionSSEEvent.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';
import { type InteractionLimits, limitsOf } from '../../stream/InteractionLimits.ts';
import {
  completeInteraction,
  createInteraction,
  endOfSteps,
  failInteraction,
  failureOf,
  updateStatus,
} from './foldInteraction.ts';
import { addDelta, closeSteps, startStep, stopStep } from './foldStep.ts';
import { InteractionDraft } from './InteractionDraft.ts';
import type { InteractionOutcome, InteractionState } from '../state/InteractionState.ts';
import { abandonReplay, hasBegun, hasCaughtUp, hasDiverged, swapIn } from './replay.ts';
import { addEventId, hasEventId } from '../state/SeenEventIds.ts';

/**
 * Folds one event into an interaction. Pure and total: no event, known or not, well-formed or not, throws or loses what
 * was there, and what it does not touch stays `===`.
 *
 * @param now When the event came, in ms since the epoch. Without it no times are recorded.
 * @param limits Only `jsonDepth` is looked at: calls whose arguments nest deeper have an `argumentsError`.
 */
export function interactionReducer(
  state: InteractionState,
  event: InteractionSSEEvent,
  now?: number,
  limits?: InteractionLimits,
): InteractionState {
  return reduceEvents(state, [event], now, limits);
}

/**
 * Folds the events of one network chunk (or frame) together: what they touch is copied once, not once an event. However
 * events are put into batches, the state is the same.
 */
export function reduceEvents(
  state: InteractionState,
  events: readonly InteractionSSEEvent[],
  now?: number,
  limits?: InteractionLimits,
): InteractionState {
  const draft = new InteractionDraft(state, now, limitsOf(limits).jsonDepth);
  for (const event of events) foldEvent(draft, event as Wire);
  return draft.finish();
}

/**
 * Says how the stream ended, when no event did: it closes what is still open.
 *
 * @param end `ended`: the connection closed; that is `finished` if the API had said so, else `truncated`. `stopped`: the
 * reader stopped it. An error: the connection failed, or a limit was met, which is `truncated` if anything had arrived and `error` if not;
 * what the API had finished before stays finished. One of type `aborted` is a stop. `cancelled`: the server was told to
 * cancel it, and has; that ends it as the API would, unless it had ended before.
 */
export function closeInteraction(
  state: InteractionState,
  end: 'ended' | 'stopped' | 'cancelled' | InteractionStreamErrorData,
  now?: number,
  limits?: InteractionLimits,
): InteractionState {
  const draft = new InteractionDraft(state, now, limitsOf(limits).jsonDepth);
  abandonReplay(draft);
  if (end === 'cancelled' && !isTerminalStatus(draft.state.status)) {
    draft.set({ status: 'cancelled', outcome: 'running', error: undefined });
  }
  const { outcome, status } = draft.state;
  const closed = outcome === 'running' ? outcomeAt(end, draft.state) : outcome;
  closeSteps(draft, closed === 'finished' ? endOfSteps(status) : 'interrupted');
  if (outcome === 'running') draft.set({ outcome: closed, error: errorAt(end, closed, draft.state) });
  return draft.finish();
}

/** Why a stream that just ended is not taken for a finished one. */
const TRUNCATED: InteractionStreamErrorData = {
  type: 'network',
  message: 'The stream ended before the API said that it was over. What had arrived is kept. Try again for the rest.',
  retryable: true,
};

type End = Parameters<typeof closeInteraction>[1];

function outcomeAt(end: End, { status, steps }: InteractionState): InteractionOutcome {
  if (end === 'stopped' || (typeof end === 'object' && end.type === 'aborted')) return 'stopped';
  if (isTurnOver(status)) return status === 'failed' ? 'error' : 'finished';
  const hasArrived = status !== 'idle' || steps.length > 0;
  return typeof end === 'string' || ((end.type === 'network' || end.type === 'limit') && hasArrived)
    ? 'truncated'
    : 'error';
}

function errorAt(
  end: End,
  outcome: InteractionOutcome,
  state: InteractionState,
): InteractionStreamErrorData | undefined {
  if (outcome === 'truncated') return typeof end === 'object' ? end : TRUNCATED;
  if (outcome !== 'error') return state.error;
  return typeof end === 'object' && state.status !== 'failed' ? end : failureOf(state);
}

function foldEvent(draft: InteractionDraft, event: Wire): void {
  const id = event.event_id;
  if (typeof id === 'string' && id !== '') {
    const { seen } = draft.state.fold;
    if (hasEventId(seen, id)) return;
    draft.setFold({ seen: addEventId(seen, id) });
  }
  if (draft.replay) foldReplayed(draft, draft.replay, event);
  else dispatch(draft, event);
  if (typeof id === 'string' && id !== '') draft.set({ lastEventId: id });
  else if (draft.state.lastEventId !== undefined && isContent(event)) draft.set({ lastEventId: undefined });
}

/** Folds an event of a replay aside, and finds out whether it is one, and whether it has caught up. */
function foldReplayed(draft: InteractionDraft, replay: InteractionDraft, event: Wire): void {
  if (!mayReplay(replay.state, event)) {
    abandonReplay(draft);
    return dispatch(draft, event);
  }
  dispatch(replay, event);
  if (hasCaughtUp(draft.state, replay.state)) return swapIn(draft);
  const isOver = event.event_type === 'interaction.completed' && replay.state.outcome !== 'running';
  if (isOver || (BOUNDS.has(event.event_type) && hasDiverged(draft.state, replay.state))) abandonReplay(draft);
  if (isOver || concernsBoth(replay.state, event)) dispatch(draft, event);
}

/** Where a replay's last step can be compared with the one that is here: as it starts and when it is whole. */
const BOUNDS: ReadonlySet<unknown> = new Set(['step.start', 'step.stop']);

/** A replay starts its steps from the first one. A delta out of nowhere means that only `interaction.created` came twice. */
function mayReplay(replay: InteractionState, event: Wire): boolean {
  switch (event.event_type) {
    case 'interaction.created': {
      const id = isWire(event.interaction) && event.interaction.id;
      return id ? replay.fold.hops.every((hop) => hop.id !== id) : replay.fold.continuing;
    }
    case 'step.start':
      return hasBegun(replay) || event.index === undefined || event.index === 0;
    case 'step.delta':
    case 'step.stop':
      return hasBegun(replay);
    default:
      return true;
  }
}

/** What ends the interaction ends it here, too, whether or not the replay gets any further. */
function concernsBoth(replay: InteractionState, event: Wire): boolean {
  if (event.event_type !== 'interaction.status_update') return event.event_type === 'error';
  const status = typeof event.status === 'string' ? event.status : undefined;
  return isTerminalStatus(status) || (isTurnOver(status) && !hasBegun(replay));
}

function dispatch(draft: InteractionDraft, event: Wire): void {
  const { state, now } = draft;
  if (now !== undefined && now !== state.stoppedAt) draft.set({ startedAt: state.startedAt ?? now, stoppedAt: now });
  if (state.outcome !== 'running') reopen(draft, event);
  switch (event.event_type) {
    case 'step.delta':
      return addDelta(draft, event);
    case 'step.start':
      return startStep(draft, event);
    case 'step.stop':
      return stopStep(draft, event);
    case 'interaction.created':
      return createInteraction(draft, isWire(event.interaction) ? event.interaction : {});
    case 'interaction.status_update':
      return updateStatus(draft, event);
    case 'interaction.completed':
      return completeInteraction(draft, isWire(event.interaction) ? event.interaction : {});
    case 'error':
      return failInteraction(draft, event);
    case 'done':
      return;
    default:
      draft.countUnknown();
  }
}

/** After a connection was cut, or the reader stopped it, an event says that it goes on. What the API ended stays ended. */
function reopen(draft: InteractionDraft, event: Wire): void {
  const { outcome, error } = draft.state;
  if (outcome === 'finished' || error?.type === 'api') return;
  if (isContent(event)) draft.set({ outcome: 'running', error: undefined });
}

/** Whether an event says anything of the interaction. */
function isContent({ event_type }: Wire): boolean {
  return /^(step|interaction)\./.test(String(event_type));
}

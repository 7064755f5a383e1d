import { isTurnOver } from '../../protocol/Interaction.ts';
import { definedOf } from '../../protocol/Wire.ts';
import { entryAt, hasAll, isFurther, repeats } from './compareEntries.ts';
import { closeSteps } from './foldStep.ts';
import { InteractionDraft } from './InteractionDraft.ts';
import type { InteractionState, StepEntry } from '../state/InteractionState.ts';
import { isEqual } from './isEqual.ts';
import { usageOf } from './usage.ts';

/**
 * A replay repeats, without event ids, what is already here. It is folded aside, so that the screen never goes back, and
 * swapped in once it has caught up. If it is cut too, nothing was lost. If it says something else, it is no replay: then
 * it is added as a hop.
 */

/** Begins to fold a replay aside, from the hop with this number on. */
export function beginReplay(draft: InteractionDraft, replayOf: number): InteractionDraft {
  const { state } = draft;
  const { replay: _, inputFromWire, ...fold } = state.fold;
  const { id, start } = fold.hops[replayOf] ?? draft.hop;
  const before = fold.hops.slice(0, replayOf);
  const steps = state.steps.slice(0, start);
  const offset = (steps.at(-1)?.index ?? -1) + 1;
  const hops = [...before, { id, start, offset, created: true, unknown: 0 }];
  draft.replay = new InteractionDraft(
    {
      ...state,
      status: 'in_progress',
      outcome: 'running',
      error: undefined,
      input: inputFromWire && replayOf === 0 ? [] : state.input,
      steps,
      unknownCount: before.reduce((sum, hop) => sum + hop.unknown, 0),
      fold: { ...fold, inputFromWire, hops, continuing: false, moved: {}, leading: [], replayOf },
    },
    draft.now,
    draft.jsonDepth,
  );
  return draft.replay;
}

/** Whether any step of a replay has come. Until then it may as well be that only `interaction.created` came twice. */
export function hasBegun({ steps, fold }: InteractionState): boolean {
  return fold.hops.length - 1 > (fold.replayOf ?? 0) || fold.leading.length > 0 || steps.length > startOf(fold);
}

/** Whether the replay already says all that is here: every step and, unless it has gone further, how it stands. */
export function hasCaughtUp(state: InteractionState, replay: InteractionState): boolean {
  const further = (replay.steps.at(-1)?.index ?? -1) - (state.steps.at(-1)?.index ?? -1);
  if (further < 0 || (further === 0 && !standsAsFar(replay, state))) return false;
  return hasAll(replay.steps, state.steps) && hasAll(replay.input, state.input);
}

function standsAsFar(replay: InteractionState, state: InteractionState): boolean {
  if (isOver(state) && !isOver(replay)) return false;
  const hops = replay.fold.hops.length - state.fold.hops.length;
  return hops > 0 || (hops === 0 && (replay.fold.continuing || !state.fold.continuing));
}

function isOver({ outcome, status }: InteractionState): boolean {
  return outcome === 'finished' || isTurnOver(status);
}

/** Puts the replay in the place of what it replays. Equal entries stay the same objects; times stay what they were. */
export function swapIn(draft: InteractionDraft): void {
  const { state, replay } = draft;
  if (!replay) return;
  draft.replay = undefined;
  draft.set(inPlaceOf(state, replay.state));
}

function inPlaceOf(state: InteractionState, replay: InteractionState): InteractionState {
  const { replayOf: _, ...fold } = replay.fold;
  return {
    ...replay,
    input: replay.input.map((entry) => reconcile(state.input, entry)),
    steps: replay.steps.map((entry) => reconcile(state.steps, entry)),
    lastEventId: state.lastEventId,
    fold: { ...fold, seen: state.fold.seen },
  };
}

/** Whether the step that a replay has come to is another than the one that is here. */
export function hasDiverged(state: InteractionState, replay: InteractionState): boolean {
  const now = replay.steps.at(-1);
  const old = now && entryAt(state.steps, now.index);
  return now !== undefined && old !== undefined && !repeats(now, old) && !repeats(old, now);
}

/**
 * Ends a replay that has not caught up. What is here and there is taken from whichever says more of it: a fetched interaction
 * does not say all that its stream has said. If it says something else, that is added as a hop. Unless it has, the last event
 * seen is not where to resume after.
 */
export function abandonReplay(draft: InteractionDraft): void {
  const replay = draft.replay?.state;
  draft.replay = undefined;
  if (!replay) return;
  const start = startOf(replay.fold);
  const { steps } = draft.state;
  const said = replay.steps.slice(start);
  const isSame = (entry: StepEntry) => {
    const old = entryAt(steps, entry.index);
    return !old || repeats(entry, old) || repeats(old, entry);
  };
  const isRepeated = (entry: StepEntry) => {
    const old = entryAt(steps, entry.index);
    return old !== undefined && repeats(entry, old) && !isFurther(entry, old);
  };
  if (!said.every(isSame)) return append(draft, replay, start);
  if (!said.every(isRepeated)) merge(draft, replay);
  if (draft.state.lastEventId !== undefined) draft.set({ lastEventId: undefined });
}

/** Takes over what a replay says more of. */
function merge(draft: InteractionDraft, replay: InteractionState): void {
  const { state } = draft;
  const steps = replay.steps.map((now) => {
    const old = entryAt(state.steps, now.index);
    return old && !isFurther(now, old) ? old : reconcile(state.steps, now);
  });
  const rest = state.steps.filter(({ index }) => !entryAt(replay.steps, index));
  const isBehind = isOver(state) || replay.fold.hops.length < state.fold.hops.length;
  draft.set({
    ...(isBehind ? state : inPlaceOf(state, replay)),
    steps: [...steps, ...rest].sort((one, other) => one.index - other.index),
    unknownCount: Math.max(state.unknownCount, replay.unknownCount),
  });
}

function append(draft: InteractionDraft, replay: InteractionState, start: number): void {
  closeSteps(draft, 'done');
  const { state } = draft;
  const { fold, id, status, outcome, error, metadata } = replay;
  const shift = draft.nextIndex - ((replay.steps[start - 1]?.index ?? -1) + 1);
  const added = fold.hops.slice(fold.replayOf).map((hop) => ({
    ...hop,
    start: hop.start - start + state.steps.length,
    offset: hop.offset + shift,
  }));
  const steps = replay.steps.slice(start).map((entry) => {
    const index = entry.index + shift;
    return { ...entry, key: draft.keyOf(index), index };
  });
  const moved = Object.entries(fold.moved).map(([from, to]) => [Number(from) + shift, to + shift]);
  const hops = [...state.fold.hops, ...added];
  draft.set({ id, status, outcome, error, metadata, steps: [...state.steps, ...steps], usage: usageOf(hops) });
  draft.set({ unknownCount: hops.reduce((sum, hop) => sum + hop.unknown, 0) });
  draft.setFold({ hops, continuing: fold.continuing, leading: fold.leading, moved: Object.fromEntries(moved) });
}

function startOf({ hops, replayOf = 0 }: InteractionState['fold']): number {
  return hops[replayOf]?.start ?? 0;
}

function reconcile(old: readonly StepEntry[], now: StepEntry): StepEntry {
  const before = entryAt(old, now.index);
  if (!before || before === now) return now;
  const entry: StepEntry = definedOf({
    ...now,
    startedAt: before.startedAt ?? now.startedAt,
    stoppedAt: before.status === now.status ? (before.stoppedAt ?? now.stoppedAt) : now.stoppedAt,
    unknownDeltas: now.unknownDeltas ?? before.unknownDeltas,
  });
  return isEqual(before, entry) ? before : entry;
}

import { isKnownStep } from '../../protocol/guards.ts';
import type { Usage } from '../../protocol/Usage.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { targetAt, targetOfDelta, lastOpen } from './findStep.ts';
import { foldDelta, impliedStepType } from './foldDelta.ts';
import type { DraftEntry, InteractionDraft, LooseStep } from './InteractionDraft.ts';
import { isEmpty } from './isEmpty.ts';
import { isUnsettled, settleLate } from './settleLate.ts';
import { settleStep } from './settleStep.ts';
import { setUsage } from './usage.ts';

/** No stream gets this far; adding to an index that is lower stays exact. */
const MAX_INDEX = 2 ** 32;

/** `step.start`: a new entry, whatever was at its index before. */
export function startStep(draft: InteractionDraft, event: Wire): void {
  if (!isWire(event.step)) return;
  const step = { ...event.step, type: typeof event.step.type === 'string' ? event.step.type : 'unknown' };
  const wireIndex = readIndex(event.index);
  if (step.type === 'user_input' && draft.state.steps.length === draft.hop.start) {
    return startLeading(draft, step, wireIndex);
  }
  openStep(draft, step, wireIndex);
  if (!isKnownStep(step)) draft.countUnknown();
}

/** `step.delta`: into the step it names, else into the open step it fits, else into a step that it implies. */
export function addDelta(draft: InteractionDraft, event: Wire): void {
  const { delta, metadata } = event;
  if (isWire(metadata)) setUsage(draft, metadata.total_usage);
  if (!isWire(delta) || saysNothing(delta)) return;
  const wireIndex = readIndex(event.index);
  let target = targetOfDelta(draft, delta, wireIndex);
  if (target === 'ignored') return;
  target ??= { list: 'steps', position: openImplied(draft, delta, wireIndex) };
  const entry = draft.entry(target.position, target.list);
  if (entry.status === 'interrupted' && draft.state.outcome === 'running') resumeStep(entry);
  if (entry.step.type === '' && isKnownStep({ type: impliedStepType(delta) })) entry.step.type = impliedStepType(delta);
  const before = entry.argumentsText?.length ?? 0;
  if (!foldDelta(draft, entry, delta)) draft.countUnknown();
  if (entry.status !== 'streaming') settleLate(entry, before, draft.jsonDepth);
}

/** `step.stop`: the step is whole. A second one changes nothing; one for a step that never started neither. */
export function stopStep(draft: InteractionDraft, event: Wire): void {
  setUsage(draft, event.usage);
  const wireIndex = readIndex(event.index);
  const target = wireIndex === undefined ? lastOpen(draft, () => true) : targetAt(draft, wireIndex);
  if (target === undefined || target === 'ignored') return;
  const { status, ...rest } = draft.state[target.list][target.position] ?? {};
  const usage = isWire(event.step_usage) ? (event.step_usage as Usage) : undefined;
  if (status === 'done' && !usage && !isUnsettled(rest)) return;
  const entry = draft.entry(target.position, target.list);
  if (usage) entry.usage = usage;
  if (status !== 'done') closeEntry(draft, entry, 'done');
  else if (isUnsettled(entry)) settleStep(entry, draft.jsonDepth);
}

/** Closes every step that is still open, and makes whole what came late: nothing more will come for them. */
export function closeSteps(draft: InteractionDraft, status: 'done' | 'interrupted'): void {
  for (const list of ['input', 'steps'] as const) {
    draft.state[list].forEach((entry, at) => {
      if (entry.status === 'streaming') closeEntry(draft, draft.entry(at, list), status);
      else if (isUnsettled(entry)) settleStep(draft.entry(at, list), draft.jsonDepth);
    });
  }
}

function closeEntry(draft: InteractionDraft, entry: DraftEntry, status: 'done' | 'interrupted'): void {
  entry.status = status;
  if (draft.now !== undefined) entry.stoppedAt = draft.now;
  settleStep(entry, draft.jsonDepth);
}

function resumeStep(entry: DraftEntry): void {
  entry.status = 'streaming';
  delete entry.stoppedAt;
}

/** A delta without a step of its own implies one: at its index, if no other step is there. */
function openImplied(draft: InteractionDraft, delta: Wire, wireIndex?: number): number {
  const isTaken = wireIndex !== undefined && targetAt(draft, wireIndex) !== undefined;
  return openStep(draft, { type: impliedStepType(delta) }, isTaken ? undefined : wireIndex);
}

/** Adds an entry for a step that starts now. Returns its position. */
function openStep(draft: InteractionDraft, step: LooseStep, wireIndex?: number): number {
  const { hop, state } = draft;
  const next = draft.nextIndex;
  let index = wireIndex === undefined ? next : hop.offset + wireIndex;
  if (index < draft.indexAt(hop.start) || draft.positionOf(index) >= 0) {
    closeSameIndex(draft, index);
    draft.setFold({ moved: Object.assign(draft.own(state.fold.moved), { [index]: next }) });
    index = next;
  }
  draft.insert(draft.newEntry(index, step));
  return draft.positionOf(index);
}

/** The step that had this index until now is over, unless it only moved here itself. */
function closeSameIndex(draft: InteractionDraft, index: number): void {
  const { moved } = draft.state.fold;
  if (moved[index] === undefined && Object.values(moved).includes(index)) return;
  const position = draft.positionOf(moved[index] ?? index);
  if (draft.state.steps[position]?.status === 'streaming') closeEntry(draft, draft.entry(position), 'done');
}

/**
 * What the user said comes back first in fetched interactions and agents' streams. It is our input, not a step of the
 * answer, and does not count in its indices: a stream that has it and one that has not are numbered alike.
 */
function startLeading(draft: InteractionDraft, step: LooseStep, wireIndex?: number): void {
  const { fold, input } = draft.state;
  const isOurs = fold.hops.length > 1 || (input.length > 0 && !fold.inputFromWire);
  const count = fold.leading.length;
  if (wireIndex === count) draft.setHop({ offset: draft.hop.offset - 1 });
  draft.setFold({ leading: [...fold.leading, wireIndex ?? count] });
  if (isOurs) return;
  draft.setFold({ inputFromWire: true });
  draft.insert(draft.newEntry(input.length, step, 'input'), 'input');
}

function readIndex(index: unknown): number | undefined {
  return Number.isInteger(index) && (index as number) >= 0 && (index as number) < MAX_INDEX
    ? (index as number)
    : undefined;
}

/** An empty delta is noise. */
function saysNothing(delta: Wire): boolean {
  return (
    (delta.type === '' || delta.type === undefined) &&
    Object.entries(delta).every(([key, value]) => key === 'type' || isEmpty(value))
  );
}

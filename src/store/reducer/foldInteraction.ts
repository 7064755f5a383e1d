import { isTerminalStatus, isTurnOver } from '../../protocol/Interaction.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { errorFromDetail } from '../../stream/errorFromDetail.ts';
import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';
import { readErrorDetail } from '../../stream/readErrorDetail.ts';
import { adoptSteps } from './adoptSteps.ts';
import { closeSteps } from './foldStep.ts';
import type { InteractionDraft } from './InteractionDraft.ts';
import { isEmpty, isFilled } from './isEmpty.ts';
import type { InteractionMetadata, InteractionState } from '../state/InteractionState.ts';
import { beginReplay } from './replay.ts';
import { setUsage } from './usage.ts';

/**
 * `interaction.created`: the first one names the interaction. A later one is a replay, if it names a hop that is here, or
 * else a continuation hop. An empty id equals nothing: a replay, unless the last one ended or announced a hop.
 */
export function createInteraction(draft: InteractionDraft, interaction: Wire): void {
  const { steps, fold, outcome } = draft.state;
  const { hop } = draft;
  const id = filled(interaction.id);
  if (!hop.created && (id === undefined || (hop.id ?? id) === id)) {
    draft.setHop({ created: true, id: id ?? hop.id });
    return mergeInteraction(draft, interaction);
  }
  const isNext = id === undefined && (fold.continuing || outcome === 'finished');
  const repeated = id === undefined ? (isNext ? -1 : 0) : fold.hops.findIndex((known) => known.id === id);
  if (repeated < 0) {
    openHop(draft, id);
    return mergeInteraction(draft, interaction);
  }
  const isBare = steps.length === hop.start && fold.leading.length === 0 && hop.unknown === 0;
  if (isBare && repeated === fold.hops.length - 1) return mergeInteraction(draft, interaction);
  mergeInteraction(beginReplay(draft, repeated), interaction);
}

/** A continuation is an interaction of its own on the wire, with indices from 0; here it goes on where the last hop ended. */
function openHop(draft: InteractionDraft, id: string | undefined): void {
  const { steps, fold, metadata } = draft.state;
  closeSteps(draft, 'done');
  const hop = { id, start: steps.length, offset: draft.nextIndex, created: true, unknown: 0 };
  const { continuation_token: _, ...kept } = metadata;
  draft.set({ status: 'in_progress', outcome: 'running', error: undefined, metadata: kept, lastEventId: undefined });
  draft.setFold({ hops: [...fold.hops, hop], continuing: false, moved: {}, leading: [] });
}

/**
 * `interaction.status_update`: the status, and maybe a running total. It ends nothing: the connection's end does. After a
 * `requires_action` the same stream may go on.
 */
export function updateStatus(draft: InteractionDraft, event: Wire): void {
  const status = filled(event.status);
  nameInteraction(draft, filled(event.interaction_id));
  setUsage(draft, event.usage);
  setStatus(draft, status);
}

/** `interaction.completed`: the end, unless its status says that more follows. */
export function completeInteraction(draft: InteractionDraft, interaction: Wire): void {
  mergeInteraction(draft, interaction);
  const status = filled(interaction.status) ?? (isTurnOver(draft.state.status) ? draft.state.status : 'completed');
  if (status === 'in_progress' || status === 'queued') return;
  draft.set({ status });
  const isHop = status === 'requires_continuation';
  closeSteps(draft, isHop ? 'done' : endOfSteps(status));
  if (Array.isArray(interaction.steps)) adoptSteps(draft, interaction.steps);
  if (isHop) return draft.setFold({ continuing: true });
  const error = readError(interaction.error) ?? readError(interaction.errors);
  if (error || isWell(status)) draft.set({ error });
  draft.set({ outcome: status === 'failed' ? 'error' : 'finished' });
  if (status === 'failed') draft.set({ error: failureOf(draft.state) });
}

/** `error`: final as a rule, but a terminal event of the same interaction may still follow. An empty one is noise. */
export function failInteraction(draft: InteractionDraft, event: Wire): void {
  if (isWire(event.interaction)) mergeInteraction(draft, event.interaction);
  const error = readError(event.error) ?? (saysSomething(event.error) ? errorFromDetail({}) : undefined);
  if (error) draft.set({ error, outcome: 'error' });
}

/** What becomes of steps that are still open when an interaction ends with this status. */
export function endOfSteps(status: string): 'done' | 'interrupted' {
  return isWell(status) ? 'done' : 'interrupted';
}

/** Why an interaction failed: what it said of itself, else what its last step says. It may also say nothing. */
export function failureOf({ error, steps }: InteractionState): InteractionStreamErrorData {
  return error ?? readError((steps.at(-1)?.step as Wire | undefined)?.error) ?? errorFromDetail({});
}

function isWell(status: string): boolean {
  return status === 'completed' || status === 'requires_action';
}

/** Takes over what an interaction object says beside its steps. What is empty never overwrites. */
function mergeInteraction(draft: InteractionDraft, interaction: Wire): void {
  const { id, status, steps: _, usage, ...rest } = interaction;
  if (filled(id) !== undefined) draft.set({ id: filled(id) });
  nameInteraction(draft, filled(id));
  setStatus(draft, filled(status));
  setUsage(draft, usage);
  const said = Object.entries(rest).filter(([, value]) => isFilled(value));
  if (said.length > 0) {
    draft.set({ metadata: { ...draft.state.metadata, ...Object.fromEntries(said) } as InteractionMetadata });
  }
}

/** What has ended does not run again for news that came late; what only waited for the host does. */
function setStatus(draft: InteractionDraft, status: string | undefined): void {
  const { state } = draft;
  if (status === undefined || (isTerminalStatus(state.status) && !isTerminalStatus(status))) return;
  draft.set({ status });
  if (state.outcome === 'finished' && !isTurnOver(status)) draft.set({ outcome: 'running' });
}

/** The first id that is said is the interaction's, and its hop's. */
function nameInteraction(draft: InteractionDraft, id: string | undefined): void {
  if (id === undefined) return;
  if (draft.state.id === undefined) draft.set({ id });
  if (draft.hop.id === undefined) draft.setHop({ id });
}

/** `undefined` where there is no error, or an empty one. */
function readError(error: unknown): InteractionStreamErrorData | undefined {
  const detail = readErrorDetail(typeof error === 'string' ? { error } : error);
  return detail && errorFromDetail(detail);
}

/** Whether there is an error at all, although in no words that are known. */
function saysSomething(error: unknown): boolean {
  return isWire(error) && Object.values(error).some((value) => !isEmpty(value));
}

function filled(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

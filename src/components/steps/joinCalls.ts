import type { StepEntry } from '../../store/state/InteractionState.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { append } from '../parts/append.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { takeCall } from '../../store/functions/takeCall.ts';

/** What a stretch of a thread answers, and what it leaves open. */
export interface JoinedCalls {
  /** The results in it, by the calls that they answer: its own, or earlier ones. */
  answers: ReadonlyMap<StepEntry, StepEntry>;
  /** The calls that wait for a result after it. */
  waiting: readonly StepEntry[];
}

/**
 * Joins calls and results, in order. A result goes to a call before it that has the same id, is of the same family
 * (`google_search_call` and `google_search_result`, whether the type is known or not) and has no result yet. Ids may be
 * empty or repeated; a missing id counts as an empty one.
 *
 * @param waiting The calls that wait where the stretch begins, in the order of the thread.
 */
export function joinCalls(entries: readonly StepEntry[], waiting: readonly StepEntry[]): JoinedCalls {
  const answers = new Map<StepEntry, StepEntry>();
  const open = new Map<string, StepEntry[]>();
  const wait = (call: StepEntry, family: string) => append(open, `${family} ${idOf(call, 'id')}`, call);
  for (const call of waiting) wait(call, callFamily(typeOf(call.step)) ?? '');
  for (const entry of entries) {
    const type = typeOf(entry.step);
    const tool = resultFamily(type);
    const asker = tool === undefined ? undefined : takeCall(open.get(`${tool} ${idOf(entry, 'call_id')}`) ?? [], keyOf);
    if (asker) answers.set(asker, entry);
    const family = callFamily(type);
    if (family !== undefined) wait(entry, family);
  }
  return { answers, waiting: [...open.values()].flat() };
}

/** The tool behind a call's type: `google_search` of `google_search_call`. */
export function callFamily(type: string): string | undefined {
  return type.endsWith('_call') ? type.slice(0, -'_call'.length) : undefined;
}

/** The tool behind a result's type: `google_search` of `google_search_result`. */
function resultFamily(type: string): string | undefined {
  return type.endsWith('_result') ? type.slice(0, -'_result'.length) : undefined;
}

/** The tool behind a step, which may be a call or a result of it. */
export function toolOf(step: unknown): string | undefined {
  const type = typeOf(step);
  return callFamily(type) ?? resultFamily(type);
}

function idOf({ step }: StepEntry, name: 'id' | 'call_id'): string {
  return textOf(recordOf(step)[name]);
}

function keyOf({ key }: StepEntry): string {
  return key;
}

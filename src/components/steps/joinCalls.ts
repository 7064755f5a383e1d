import type { StepEntry } from '../../store/state/InteractionState.ts';
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
  const wait = (call: StepEntry, family: string) => {
    const key = `${family} ${fieldOf(call, 'id')}`;
    const others = open.get(key);
    if (others) others.push(call);
    else open.set(key, [call]);
  };
  for (const call of waiting) wait(call, callFamily(fieldOf(call, 'type')) ?? '');
  for (const entry of entries) {
    const type = fieldOf(entry, 'type');
    const tool = resultFamily(type);
    const asker =
      tool === undefined ? undefined : takeCall(open.get(`${tool} ${fieldOf(entry, 'call_id')}`) ?? [], keyOf);
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
export function resultFamily(type: string): string | undefined {
  return type.endsWith('_result') ? type.slice(0, -'_result'.length) : undefined;
}

function fieldOf({ step }: StepEntry, name: 'type' | 'id' | 'call_id'): string {
  const value = (step as { [field: string]: unknown } | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

function keyOf({ key }: StepEntry): string {
  return key;
}

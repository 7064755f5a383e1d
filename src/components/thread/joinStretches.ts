import type { StepEntry } from '../../store/state/InteractionState.ts';
import { lastIndexWhere } from '../../store/reducer/lastIndexWhere.ts';
import type { Stretch } from './cutEntries.ts';
import { isSameList } from '../parts/isSameList.ts';
import { joinCalls, type JoinedCalls } from '../steps/joinCalls.ts';

/** What a stretch answers, and what answers it. */
export interface JoinedStretch {
  /** The same object as long as the stretch, and what waits before it, are the same. */
  readonly calls: JoinedCalls;
  /** Results in later stretches that answer its calls, each behind its call. */
  readonly later: readonly StepEntry[];
}

/** Joins the calls and results of a whole thread. Only what has changed since the last time is looked at again. */
export function joinStretches(stretches: readonly Stretch[]): ReadonlyMap<Stretch, JoinedStretch> {
  const joined = new Map<Stretch, { calls: JoinedCalls; later: StepEntry[] }>();
  let waiting: readonly StepEntry[] = [];
  for (const [at, stretch] of stretches.entries()) {
    const calls = joinStretch(stretch, waiting);
    joined.set(stretch, { calls, later: [] });
    for (const call of waiting) {
      const result = calls.answers.get(call);
      if (!result) continue;
      const asking = stretches[lastIndexWhere(stretches.slice(0, at), ({ entries }) => entries.includes(call))];
      if (asking) joined.get(asking)?.later.push(call, result);
    }
    ({ waiting } = calls);
  }
  return joined;
}

/** What was last made of a stretch, and the calls that waited before it then. */
const known = new WeakMap<Stretch, { before: readonly StepEntry[]; calls: JoinedCalls }>();

function joinStretch(stretch: Stretch, waiting: readonly StepEntry[]): JoinedCalls {
  const last = known.get(stretch);
  if (last && isSameList(last.before, waiting)) return last.calls;
  const calls = joinCalls(stretch.entries, waiting);
  known.set(stretch, { before: waiting, calls });
  return calls;
}

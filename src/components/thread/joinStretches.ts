import type { StepEntry } from '../../store/state/InteractionState.ts';
import { lastIndexWhere } from '../../store/reducer/lastIndexWhere.ts';
import { endedWell } from '../../store/thread/threadHistory.ts';
import type { Stretch } from './cutEntries.ts';
import { isSameList } from '../parts/isSameList.ts';
import { joinCalls, type JoinedCalls } from '../steps/joinCalls.ts';
import type { ThreadPart } from './ThreadPart.ts';

/** What a stretch answers, and what answers it. */
export interface JoinedStretch {
  /** The same object as long as the stretch, and what waits before it, are the same. */
  readonly calls: JoinedCalls;
  /** Results in later stretches that answer its calls, each behind its call. */
  readonly later: readonly StepEntry[];
}

/**
 * Joins the calls and results of a whole thread. Only what has changed since the last time is looked at again. What an
 * interaction that did not end well had answered waits on after it, as the next request goes on from before it and sends the
 * same results again. They go to the same calls before any others of their ids, and a call has the last one.
 *
 * @param cut The stretches of each part.
 */
export function joinStretches(
  parts: readonly ThreadPart[],
  cut: readonly (readonly Stretch[])[],
): ReadonlyMap<Stretch, JoinedStretch> {
  const joined = new Map<Stretch, { calls: JoinedCalls; later: StepEntry[] }>();
  const stretches = cut.flat();
  let waiting: readonly StepEntry[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const before = waiting;
    for (const stretch of cut[index] ?? []) {
      const calls = joinStretch(stretch, waiting);
      joined.set(stretch, { calls, later: [] });
      for (const call of waiting) {
        const result = calls.answers.get(call);
        if (!result) continue;
        const asking = stretches[lastIndexWhere(stretches.slice(0, at), ({ entries }) => entries.includes(call))];
        if (asking) joined.get(asking)?.later.push(call, result);
      }
      ({ waiting } = calls);
      at += 1;
    }
    if (!endedWell(part)) waiting = [...new Set([...waiting, ...before])];
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

import type { CallStatus } from '../../react/StepComponents.ts';
import type { CallDecision } from '../../store/state/CallDecision.ts';
import type { StepEntry } from '../../store/state/InteractionState.ts';
import type { Stretch } from './cutEntries.ts';
import { isSameList } from '../parts/isSameList.ts';
import type { JoinedStretch } from './joinStretches.ts';
import { rowStatus } from './rowStatus.ts';
import type { ThreadPart } from './ThreadPart.ts';

/** A row of the thread: a step by itself, or a call with the result that answers it. */
export interface RowItem {
  /** Of the call, if there is one. Stable while the result arrives. */
  readonly key: string;
  readonly entry: StepEntry;
  /** What answers the call in `entry`. */
  readonly result?: StepEntry;
  /** Where the call stands, if it is one. */
  readonly status?: CallStatus;
  /** What was decided about it here. */
  readonly decision?: CallDecision;
  /** What the model says in it is JSON. */
  readonly format?: 'json';
  /** An agent calls it, and may run it by itself. */
  readonly byAgent?: true;
}

/** The rows that a stretch had last, and what they were made of. */
const known = new WeakMap<Stretch, { joined: JoinedStretch; part: ThreadPart; rows: readonly RowItem[] }>();

/** The rows of a stretch. The very same list as long as nothing changes that they are made of. */
export function arrangeRows(stretch: Stretch, joined: JoinedStretch, part: ThreadPart): readonly RowItem[] {
  const last = known.get(stretch);
  if (last && isSameJoin(last.joined, joined) && areRowsAlike(last.part, part)) return last.rows;
  const { calls, later } = joined;
  const taken = new Set(calls.answers.values());
  const results = new Map(calls.answers);
  for (let at = 0; at < later.length; at += 2) results.set(later[at] as StepEntry, later[at + 1] as StepEntry);
  const rows = stretch.entries
    .filter((entry) => !taken.has(entry))
    .map((entry): RowItem => {
      const result = results.get(entry);
      const decision = part.decisions[entry.key];
      const status = rowStatus(entry, result, decision, part);
      return {
        key: entry.key,
        entry,
        result,
        decision,
        status,
        ...(part.answersJson && { format: 'json' }),
        ...(part.isAgent && { byAgent: true }),
      };
    });
  known.set(stretch, { joined, part, rows });
  return rows;
}

function isSameJoin(one: JoinedStretch, other: JoinedStretch): boolean {
  return one.calls === other.calls && isSameList(one.later, other.later);
}

/** Whether two versions of an interaction say the same about rows of which the entries are the same. */
function areRowsAlike(one: ThreadPart, other: ThreadPart): boolean {
  return (
    one.status === other.status &&
    one.outcome === other.outcome &&
    one.calls === other.calls &&
    one.answersJson === other.answersJson &&
    one.isAgent === other.isAgent &&
    one.decisions === other.decisions
  );
}

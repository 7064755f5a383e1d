import type { StepEntry } from '../store/InteractionState.ts';

/** A row of the thread: a step by itself, or a call with the result that answers it. */
export interface ThreadRow {
  /** Of the call, if there is one. Stable while the result arrives. */
  key: string;
  entry: StepEntry;
  /** What answers the call in `entry`. */
  result?: StepEntry;
}

/**
 * Joins calls and results of a thread, in order. A result goes to the nearest call before it that has the same id, is of
 * the same family (`google_search_call` and `google_search_result`, whether the type is known or not) and has no result
 * yet. Ids may be empty or repeated; a missing id counts as an empty one. Results without a call stay rows of their own.
 */
export function joinCalls(entries: Iterable<StepEntry>): ThreadRow[] {
  const rows: ThreadRow[] = [];
  const waiting = new Map<string, ThreadRow[]>();
  for (const entry of entries) {
    const { type, id, call_id } = fieldsOf(entry);
    const call = callFamily(type);
    const result = resultFamily(type);
    const asker = result === undefined ? undefined : waiting.get(`${result} ${call_id}`)?.pop();
    if (asker) {
      asker.result = entry;
      continue;
    }
    const row: ThreadRow = { key: entry.key, entry };
    rows.push(row);
    if (call === undefined) continue;
    const queue = waiting.get(`${call} ${id}`);
    if (queue) queue.push(row);
    else waiting.set(`${call} ${id}`, [row]);
  }
  return rows;
}

/** The tool behind a call's type: `google_search` of `google_search_call`. */
export function callFamily(type: string): string | undefined {
  return type.endsWith('_call') ? type.slice(0, -'_call'.length) : undefined;
}

/** The tool behind a result's type: `google_search` of `google_search_result`. */
export function resultFamily(type: string): string | undefined {
  return type.endsWith('_result') ? type.slice(0, -'_result'.length) : undefined;
}

function fieldsOf({ step }: StepEntry): { type: string; id: string; call_id: string } {
  const fields = step as { type?: unknown; id?: unknown; call_id?: unknown } | null | undefined;
  return { type: text(fields?.type), id: text(fields?.id), call_id: text(fields?.call_id) };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

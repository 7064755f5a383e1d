import type { CallStatus } from '../react/StepComponents.ts';
import { recordOf, textOf } from './fields.ts';
import { callFamily, joinCalls, type ThreadRow } from './joinCalls.ts';
import type { ThreadPart } from './ThreadPart.ts';

/** A row, and where its call stands if it is one. */
export interface RowItem extends ThreadRow {
  status?: CallStatus;
}

/** Where an interaction ends: the place of its notices. */
export interface EndItem {
  key: string;
  part: ThreadPart;
  rows: readonly RowItem[];
}

/** What was asked and all that came of it: from one `user_input` to the next. */
export interface Turn {
  key: string;
  items: (RowItem | EndItem)[];
}

/** A thread as it is drawn: calls joined with their results, in turns. Inputs that follow one another share a turn. */
export function arrangeThread(parts: readonly ThreadPart[]): Turn[] {
  const joined = new Map(joinCalls(parts.flatMap(({ entries }) => entries)).map((row) => [row.entry, row]));
  const turns: Turn[] = [];
  let answered = true;
  for (const part of parts) {
    const rows: RowItem[] = [];
    for (const entry of part.entries) {
      const row = joined.get(entry);
      if (!row) continue;
      const item = { ...row, status: callStatusOf(row, part) };
      const isInput = typeOf(row) === 'user_input';
      if (turns.length === 0 || (isInput && answered)) turns.push({ key: row.key, items: [] });
      turns.at(-1)?.items.push(item);
      rows.push(item);
      answered = !isInput;
    }
    if (turns.length === 0) turns.push({ key: part.key, items: [] });
    turns.at(-1)?.items.push({ key: `${part.key}.end`, part, rows });
    answered = true;
  }
  return turns;
}

/** Whether more of the turn is to come: from the model, or from the host that it waits for. */
export function isRunning({ items }: Turn): boolean {
  const end = items.filter((item): item is EndItem => 'part' in item).at(-1);
  return end !== undefined && (end.part.outcome === 'running' || end.rows.some(awaitsHost));
}

function awaitsHost({ status }: RowItem): boolean {
  return status === 'requires_action';
}

/** Where the call in a row stands; nothing for a row that is none. */
function callStatusOf({ entry, result }: ThreadRow, part: ThreadPart): CallStatus | undefined {
  const type = textOf(recordOf(entry.step).type);
  const answer = result ?? (type.endsWith('_result') ? entry : undefined);
  if (answer) {
    if (answer.status === 'streaming') return 'running';
    if (recordOf(answer.step).is_error === true) return 'error';
    return answer.status;
  }
  if (callFamily(type) === undefined) return undefined;
  if (entry.status !== 'done') return entry.status;
  if (entry.argumentsError !== undefined) return 'error';
  if (part.status === 'requires_action' && type === 'function_call')
    return part.isLast ? 'requires_action' : 'interrupted';
  if (part.outcome === 'finished') return 'done';
  return part.outcome === 'running' ? 'running' : 'interrupted';
}

function typeOf({ entry }: ThreadRow): string {
  return textOf(recordOf(entry.step).type);
}

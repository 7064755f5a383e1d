import { arrangeRows, type RowItem } from './arrangeRows.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { cutEntries } from './cutEntries.ts';
import { type JoinedStretch, joinStretches } from './joinStretches.ts';
import type { ThreadPart } from './ThreadPart.ts';

/** Some of the rows of an interaction, of which the list stays the same until one of them changes. */
export interface RowsItem {
  /** Its place in the turn. */
  readonly key: string;
  readonly rows: readonly RowItem[];
  /** Whether no others of the same interaction stand before it in the turn. */
  readonly isFirst: boolean;
}

/** Where an interaction ends: the place of its notices. */
export interface EndItem {
  /** Its place in the turn. */
  readonly key: string;
  readonly part: ThreadPart;
  /** All rows of the interaction. */
  readonly rows: readonly RowItem[];
}

/** What was asked and all that came of it: from one `user_input` to the next. */
export interface Turn {
  readonly items: readonly (RowsItem | EndItem)[];
  /** The ways that the thread took from here: see `selectBranches`. */
  readonly branches: ThreadPart['branches'];
}

/**
 * A thread as it is drawn: calls joined with their results, in turns. Inputs that follow one another share a turn, and an
 * interaction of which nobody knows what was asked has one of its own. What has not changed since it was last arranged costs
 * next to nothing.
 */
export function arrangeThread(parts: readonly ThreadPart[]): Turn[] {
  const cut = parts.map(({ entries }) => cutEntries(entries));
  const joined = joinStretches(parts, cut);
  const turns: OpenTurn[] = [];
  for (const [at, part] of parts.entries()) {
    const all: RowItem[] = [];
    let place = 0;
    const turnFor = (opensTurn: boolean): OpenTurn => {
      if (opensTurn || turns.length === 0) {
        turns.push({ items: [], branches: part.branches, ends: 0 });
        place = 0;
      }
      return turns.at(-1) as OpenTurn;
    };
    if (!goesOn(part, parts[at - 1])) turnFor(true);
    for (const stretch of cut[at] ?? []) {
      const rows = arrangeRows(stretch, joined.get(stretch) as JoinedStretch, part);
      if (rows.length === 0) continue;
      const { items, ends } = turnFor(stretch.opensTurn);
      items.push({ key: `${ends}.${place}`, rows, isFirst: place === 0 });
      place += 1;
      all.push(...rows);
    }
    const turn = turnFor(false);
    turn.items.push({ key: `${turn.ends} end`, part, rows: all });
    turn.ends += 1;
  }
  return turns;
}

/**
 * Whether an interaction may go on with the turn of the one before it: a question of its own opens one by itself, and results
 * of functions, or none where they were asked for, are no question. The API gives stored interactions without their input
 * unless `include_input=true` asks for it.
 */
function goesOn({ entries }: ThreadPart, before: ThreadPart | undefined): boolean {
  if (!before || ['requires_action', 'requires_continuation'].includes(before.status)) return true;
  return typeOf(entries[0]?.step) === 'function_result' || entries.some(({ step }) => typeOf(step) === 'user_input');
}

interface OpenTurn extends Turn {
  readonly items: (RowsItem | EndItem)[];
  /** How many interactions have ended in it. */
  ends: number;
}

/** Whether more of the turn is to come: from the model, from its functions, or from whoever answers them. */
export function isRunning(turn: Turn): boolean {
  return isWorking(turn) || unsentCalls(turn).length > 0;
}

/** Whether more of the turn comes by itself: nobody else is waited for. */
export function isWorking(turn: Turn): boolean {
  if (endOf(turn)?.part.outcome === 'running') return true;
  const statuses = unsentCalls(turn).map(({ status }) => status);
  return statuses.includes('running') || (statuses.length > 0 && !statuses.includes('requires_action'));
}

/** The calls for us to answer whose results the model does not have yet. */
function unsentCalls(turn: Turn): readonly RowItem[] {
  const end = endOf(turn);
  if (end?.part.outcome !== 'finished' || end.part.calls === 'left') return [];
  return end.rows.filter(({ status, result, decision }) => !result && (isOpen(status) || decision !== undefined));
}

function isOpen(status: RowItem['status']): boolean {
  return status === 'requires_action' || status === 'running';
}

/** The end of the last interaction of a turn. */
export function endOf({ items }: Turn): EndItem | undefined {
  const last = items.at(-1);
  return last && 'part' in last ? last : undefined;
}

import type { RowItem } from './arrangeRows.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { isSameList } from '../parts/isSameList.ts';
import { toolOf } from '../steps/joinCalls.ts';
import { suggestionsIn } from '../steps/suggestionsIn.ts';

/** Where the search suggestions of some rows go. */
export interface PlacedSuggestions {
  /** By the answer under which they stand. */
  readonly byAnswer: ReadonlyMap<RowItem, readonly string[]>;
  /** Those that no answer has followed yet. */
  readonly left: readonly string[];
}

/**
 * Puts search suggestions under the answer that they ground: the next one of the turn.
 *
 * @param before Those that the rows before these have left.
 */
export function placeSuggestions(rows: readonly RowItem[], before: readonly string[]): PlacedSuggestions {
  const last = known.get(rows);
  if (last && last.before === before) return last.placed;
  const byAnswer = new Map<RowItem, readonly string[]>();
  let left = before;
  for (const row of rows) {
    const type = typeOf(row.entry.step);
    const found = toolOf(row.entry.step) === 'google_search' ? foundIn(row) : [];
    if (found.length > 0) left = [...new Set([...left, ...found])];
    if (type !== 'model_output' || left.length === 0) continue;
    byAnswer.set(row, left);
    left = NO_SUGGESTIONS;
  }
  const placed = { byAnswer, left: last && isSameList(last.placed.left, left) ? last.placed.left : left };
  known.set(rows, { before, placed });
  return placed;
}

export const NO_SUGGESTIONS: readonly string[] = [];

/** What was last placed. */
const known = new WeakMap<readonly RowItem[], { before: readonly string[]; placed: PlacedSuggestions }>();

function foundIn({ entry, result }: RowItem): string[] {
  return suggestionsIn((result ?? entry).step);
}

import type { StepComponents } from '../../react/StepComponents.ts';
import type { InteractionFunctions } from '../../store/functions/InteractionFunction.ts';
import type { RowItem } from './arrangeRows.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { isActivity } from './isActivity.ts';

/** Rows that stand next to each other, and are all activity or all not. */
export interface Run {
  /** Of its first row. */
  readonly key: string;
  readonly isActivity: boolean;
  readonly rows: readonly RowItem[];
  /** Those that the line of a folded group speaks of: a host may well draw its thoughts as nothing. */
  readonly spokenOf: readonly RowItem[];
}

/** What decides which rows are activity. */
interface Drawing {
  components: StepComponents;
  functions: InteractionFunctions | undefined;
}

/** The runs that rows were last cut into. */
const known = new WeakMap<readonly RowItem[], Drawing & { runs: readonly Run[] }>();

/** Cuts rows into runs of activity and of what is none. The very same runs as long as the rows, and who draws them, are. */
export function cutRuns(rows: readonly RowItem[], { components, functions }: Drawing): readonly Run[] {
  const last = known.get(rows);
  if (last && last.components === components && last.functions === functions) return last.runs;
  const runs: (Run & { rows: RowItem[]; spokenOf: RowItem[] })[] = [];
  for (const row of rows) {
    const isActive = isActivity(row, components, functions);
    let run = runs.at(-1);
    if (run?.isActivity !== isActive) {
      run = { key: row.key, isActivity: isActive, rows: [], spokenOf: [] };
      runs.push(run);
    }
    run.rows.push(row);
    if (!components.thought || typeOf(row.entry.step) !== 'thought') run.spokenOf.push(row);
  }
  known.set(rows, { components, functions, runs });
  return runs;
}

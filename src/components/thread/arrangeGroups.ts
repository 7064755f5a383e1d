import type { EndItem, RowsItem, Turn } from './arrangeThread.ts';
import type { Run } from './cutRuns.ts';

/** Activity of a turn that nothing stands between: it folds as one, though it may stand in several chunks. */
export interface Group {
  /** Of its first run. */
  readonly key: string;
  readonly runs: readonly Run[];
  /** How many rows it speaks of. */
  readonly size: number;
}

/**
 * The groups of a turn, by each of their runs.
 *
 * @param runsOf The runs of some rows of the turn.
 * @param isSilent Whether nothing is drawn at the end of an interaction, so that what follows goes on with the group.
 */
export function arrangeGroups(
  { items }: Turn,
  runsOf: (item: RowsItem) => readonly Run[],
  isSilent: (end: EndItem) => boolean,
): ReadonlyMap<Run, Group> {
  const groups = new Map<Run, Group>();
  let open: { key: string; runs: Run[]; size: number } | undefined;
  for (const item of items) {
    if ('part' in item) {
      if (!isSilent(item)) open = undefined;
      continue;
    }
    for (const run of runsOf(item)) {
      if (!run.isActivity) {
        open = undefined;
        continue;
      }
      open ??= { key: run.key, runs: [], size: 0 };
      open.runs.push(run);
      open.size += run.spokenOf.length;
      groups.set(run, open);
    }
  }
  return groups;
}

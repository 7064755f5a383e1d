import { memo, useContext, type ReactNode } from 'react';
import { useStepComponents } from '../../react/InteractionProvider.tsx';
import { ActivityGroup } from './ActivityGroup.tsx';
import type { RowItem } from './arrangeRows.ts';
import type { RowsItem } from './arrangeThread.ts';
import { BranchPicker } from './BranchPicker.tsx';
import { cutRuns, type Run } from './cutRuns.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { NO_SUGGESTIONS, placeSuggestions } from './placeSuggestions.ts';
import { SearchSuggestions } from '../steps/SearchSuggestions.tsx';
import { StepView } from './StepView.tsx';
import { ThreadStore } from '../steps/ThreadStore.ts';
import { TurnGroups, type TurnGroupsValue } from './TurnGroups.ts';

export interface RowChunkProps extends Omit<RowsItem, 'key'> {
  /** The ways that the thread took from here. They stand under what was asked. */
  branches?: readonly string[];
  /** Search suggestions of the rows before, for the first answer in these. */
  suggestions?: readonly string[];
}

/** Some rows of a turn. Renders again only when one of them changes, and when the turn is over. */
export const RowChunk = memo(function RowChunk({
  rows,
  isFirst,
  branches = [],
  suggestions = NO_SUGGESTIONS,
}: RowChunkProps): ReactNode {
  const components = useStepComponents();
  const functions = useContext(ThreadStore)?.store.getOptions().functions;
  const runs = cutRuns(rows, { components, functions });
  const { byAnswer } = placeSuggestions(rows, suggestions);
  const views: ReactNode[] = [];
  let answer: number | undefined;
  for (const [at, run] of runs.entries()) {
    if (run.isActivity) {
      answer ??= views.length;
      views.push(<ActivityGroup key={`group ${at}`} run={run} />);
      continue;
    }
    for (const row of run.rows) {
      if (!isInput(row)) answer ??= views.length;
      const { key, ...facts } = row;
      views.push(<StepView key={key} {...facts} />);
      if (row.entry.status === 'streaming') continue;
      for (const [place, html] of (byAnswer.get(row) ?? []).entries())
        views.push(<SearchSuggestions key={`${key} suggestions ${place}`} html={html} />);
    }
  }
  if (branches.length > 1) views.splice(answer ?? views.length, 0, <BranchPicker key="branches" branches={branches} />);
  return isFirst ? views : <Chunk runs={runs}>{views}</Chunk>;
});

/** The browser need not lay it out while it is out of sight. */
function Chunk({ runs, children }: { runs: readonly Run[]; children: ReactNode }): ReactNode {
  const turn = useContext(TurnGroups);
  const size = runs.reduce((sum, run) => sum + sizeOf(run, turn), 0) * ROW_SIZE;
  /** A browser would take it for as high as it was before it folded, and again, once it opens, for as low as it was then. */
  const isFolded = runs.some((run) => sizeOf(run, turn) < run.rows.length);
  return (
    <div
      className="ris-chunk"
      style={isFolded ? { contentVisibility: 'visible' } : { containIntrinsicBlockSize: `auto ${size}px` }}
    >
      {children}
    </div>
  );
}

/** How many rows show. */
function sizeOf(run: Run, { groups, opened }: TurnGroupsValue): number {
  const group = groups?.get(run);
  if (!group) return run.rows.length;
  return (group.runs[0] === run ? 1 : 0) + (opened.has(group.key) ? run.rows.length : 0);
}

function isInput({ entry }: RowItem): boolean {
  return typeOf(entry.step) === 'user_input';
}

/** How high a folded row is, in px: what a chunk is taken for before it has been laid out. */
const ROW_SIZE = 34;

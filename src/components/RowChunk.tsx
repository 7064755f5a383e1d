import { memo, type ReactNode } from 'react';
import type { RowsItem } from './arrangeThread.ts';
import { BranchPicker } from './BranchPicker.tsx';
import { recordOf } from './fields.ts';
import { StepView } from './StepView.tsx';

export interface RowChunkProps extends Omit<RowsItem, 'key'> {
  /** The ways that the thread took from here. They stand under what was asked. */
  branches?: readonly string[];
}

/** Some rows of a turn. Renders again only when one of them changes. */
export const RowChunk = memo(function RowChunk({ rows, isFirst, branches = [] }: RowChunkProps): ReactNode {
  const answer = rows.findIndex(({ entry }) => recordOf(entry.step).type !== 'user_input');
  const views = rows.map(({ key, entry, result, status, decision, format }) => (
    <StepView key={key} entry={entry} result={result} status={status} decision={decision} format={format} />
  ));
  if (branches.length > 1)
    views.splice(answer < 0 ? rows.length : answer, 0, <BranchPicker key="branches" branches={branches} />);
  if (isFirst) return views;
  return (
    <div className="ris-chunk" style={{ containIntrinsicBlockSize: `auto ${rows.length * ROW_SIZE}px` }}>
      {views}
    </div>
  );
});

/** How high a folded row is, in px: what a chunk is taken for before it has been laid out. */
const ROW_SIZE = 34;

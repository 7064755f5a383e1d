import { memo, useContext, useId, useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { Group } from './arrangeGroups.ts';
import type { Run } from './cutRuns.ts';
import { groupRow } from './groupRow.ts';
import { StepRow } from '../steps/StepRow.tsx';
import { StepView } from './StepView.tsx';
import { TurnGroups } from './TurnGroups.ts';

/**
 * Activity that stands together. While the turn goes on, each row shows; when it is over, the group is one line that opens
 * on them. Of a group that goes on in the next chunk, the first run has the line. What begins folded is drawn once it opens.
 */
export const ActivityGroup = memo(function ActivityGroup({ run }: { run: Run }): ReactNode {
  const { groups, opened, toggle } = useContext(TurnGroups);
  const id = useId();
  const group = groups?.get(run);
  const isOpen = !group || opened.has(group.key);
  const [isDrawn, setIsDrawn] = useState(isOpen);
  if (isOpen && !isDrawn) setIsDrawn(true);

  return (
    <div
      className="ris-group"
      data-slot="activity"
      data-state={group ? (isOpen ? 'open' : 'folded') : 'plain'}
      data-run={run.key}
    >
      {group?.runs[0] === run && (
        <GroupRow group={group} open={isOpen} panelId={id} onToggle={() => toggle(group.key)} />
      )}
      {isDrawn && (
        <div className="ris-group-rows" id={id} hidden={!isOpen}>
          {run.rows.map(({ key, ...facts }) => (
            <StepView key={key} {...facts} />
          ))}
        </div>
      )}
    </div>
  );
});

interface GroupRowProps {
  group: Group;
  open: boolean;
  panelId: string;
  onToggle: () => void;
}

/** Made of all rows of the group, once it folds. */
const GroupRow = memo(
  function GroupRow({ group, ...rest }: GroupRowProps): ReactNode {
    const labels = useLabels();
    return <StepRow row={groupRow(group, labels)} {...rest} />;
  },
  (before, after) => before.group === after.group && before.open === after.open,
);

import { useContext, useId, useLayoutEffect, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { StepRow, type StepRowContent } from './StepRow.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { TurnFolded } from './TurnFolded.ts';

export interface DisclosureProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  /** Names the component: `data-slot` and the class `ris-<slot>`. */
  slot: string;
  /** Goes out as `data-state`. */
  state: string;
  row: StepRowContent;
  /** Open as long as the reader has not said otherwise. Once open, it stays open until its turn folds. */
  defaultOpen?: boolean;
  /** What opens under the row. Without it the row is no button. */
  panel?: ReactNode;
  /** What stands under the row, open or not. */
  children?: ReactNode;
}

/**
 * A quiet row that opens on demand. The reader's own toggle wins over `defaultOpen`, as does using what is in the panel.
 * Nothing closes by itself before the turn folds.
 */
export function Disclosure({
  slot,
  state,
  row,
  defaultOpen = false,
  panel,
  children,
  className,
  ...rest
}: DisclosureProps): ReactNode {
  const id = useId();
  const [wasOpen, setWasOpen] = useState(defaultOpen);
  const [toggled, setToggled] = useState<boolean>();
  if (defaultOpen && !wasOpen) setWasOpen(true);
  const hasPanel = panel !== undefined && panel !== null && panel !== false;
  const open = hasPanel && (toggled ?? wasOpen);
  return (
    <div {...rest} {...slotProps(slot, state, className ? `ris-activity ${className}` : 'ris-activity')}>
      <StepRow row={row} {...(hasPanel && { open, panelId: id, onToggle: () => setToggled(!open) })} />
      {open && (
        <div id={id} className="ris-panel" onFocus={() => setToggled(true)}>
          {panel}
        </div>
      )}
      {children}
      {wasOpen && !defaultOpen && <OnFold act={() => setWasOpen(false)} />}
    </div>
  );
}

/** Does something once the turn folds. Rows that have nothing to do then take no part in it: there may be thousands. */
function OnFold({ act }: { act: () => void }): null {
  const isFolded = useContext(TurnFolded);
  useLayoutEffect(() => {
    if (isFolded) act();
  });
  return null;
}

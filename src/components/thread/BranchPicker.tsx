import { useContext, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { useInteractionSelector } from '../../react/useInteractionSelector.ts';
import type { InteractionStore } from '../../store/thread/createInteractionStore.ts';
import type { ThreadState } from '../../store/state/InteractionState.ts';
import { selectThreadSummary } from '../../store/thread/selectThread.ts';
import { IconButton } from '../parts/Button.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { ThreadStore, type ThreadStoreValue } from '../steps/ThreadStore.ts';

export interface BranchPickerProps {
  /** The keys of the first interactions of all branches, oldest first: see `selectBranches`. */
  branches: readonly string[];
}

/** Goes from one branch of the conversation to the next. Draws nothing where there is no thread to act on. */
export function BranchPicker({ branches }: BranchPickerProps): ReactNode {
  const thread = useContext(ThreadStore);
  return thread && <Picker branches={branches} {...thread} />;
}

function Picker({ branches, store, say }: BranchPickerProps & ThreadStoreValue): ReactNode {
  const { branch } = useLabels();
  const isBusy = useInteractionSelector({ store }, selectIsRunning);
  const at = useInteractionSelector({ store }, ({ interactions }) =>
    branches.findIndex((key) => interactions.some((interaction) => interaction.key === key)),
  );
  const go = (to: number) => {
    const key = branches[to];
    if (key === undefined || isBusy || isRunningNow(store)) return;
    store.getState().switchBranch(key);
    say(branch.shown(to + 1, branches.length));
  };
  const arrow = (label: string, step: 1 | -1, isEnd: boolean) => (
    <IconButton
      className="ris-arrow"
      icon="chevron"
      label={label}
      data-direction={step < 0 ? 'back' : undefined}
      aria-disabled={isBusy || isEnd}
      onClick={() => go(at + step)}
    />
  );
  return (
    <div {...slotProps('branch-picker', isBusy ? 'busy' : 'idle')}>
      {arrow(branch.previous, -1, at <= 0)}
      <span className="ris-branch-place" aria-hidden="true">
        {at + 1} / {branches.length}
      </span>
      <span className="ris-hidden">{branch.shown(at + 1, branches.length)}</span>
      {arrow(branch.next, 1, at >= branches.length - 1)}
    </div>
  );
}

function selectIsRunning(thread: ThreadState): boolean {
  return selectThreadSummary(thread).outcome === 'running';
}

/** The screen may be a frame behind. */
function isRunningNow(store: InteractionStore): boolean {
  return selectIsRunning(store.getState());
}

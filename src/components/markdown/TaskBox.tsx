import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';

/** The checkbox of a task list: shows, cannot be ticked. */
export function TaskBox({ checked }: { checked: boolean }): ReactNode {
  const { markdown } = useLabels();
  return (
    <input
      type="checkbox"
      className="ris-taskbox"
      checked={checked}
      disabled
      aria-label={checked ? markdown.taskDone : markdown.taskOpen}
    />
  );
}

import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { useSeconds } from './useSeconds.ts';

export interface ElapsedProps {
  /** In ms since the epoch. */
  since: number;
}

/** How long something goes on by now, in whole seconds, from the first on. Screen readers are spared the counting. */
export function Elapsed({ since }: ElapsedProps): ReactNode {
  const { common } = useLabels();
  const seconds = useSeconds();
  const elapsed = seconds === undefined ? 0 : Math.floor(seconds - since / 1000);
  if (elapsed < 1) return null;
  return (
    <span className="ris-row-duration" aria-hidden="true">
      {common.duration(elapsed * 1000)}
    </span>
  );
}

import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { TextButton } from './Button.tsx';

export interface ClipNoteProps {
  /** In UTF-16 units. */
  shown: number;
  total: number;
  onMore: () => void;
}

/** Under a text that is not drawn to its end: says how much of it is, and draws as much again. */
export function ClipNote({ shown, total, onMore }: ClipNoteProps): ReactNode {
  const { common } = useLabels();
  if (shown >= total) return null;
  return (
    <p className="ris-hint">
      {common.clipped(shown, total)} <TextButton onClick={onMore}>{common.showMore}</TextButton>
    </p>
  );
}

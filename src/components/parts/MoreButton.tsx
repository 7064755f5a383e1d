import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { TextButton } from './Button.tsx';

export interface MoreButtonProps {
  /** How many are left out. Below one there is no button. */
  left: number;
  onMore: () => void;
  /** What it says. Default: how many more there are. */
  words?: (left: number) => string;
}

/** At the end of a long list: says how many more there are, and draws some of them. */
export function MoreButton({ left, onMore, words }: MoreButtonProps): ReactNode {
  const { common } = useLabels();
  if (left <= 0) return null;
  return <TextButton onClick={onMore}>{(words ?? common.more)(left)}</TextButton>;
}

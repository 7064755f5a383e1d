import type { ReactNode } from 'react';
import { slotProps } from '../parts/slotProps.ts';
import type { PlacedInsertion } from './MarkdownInsertion.ts';

/** Insertions, in order, each in a box of its own that tells it from the text. */
export function renderInsertions(insertions: readonly PlacedInsertion[]): ReactNode[] {
  return insertions.map(({ key, element }) => (
    <span key={`+${key}`} {...slotProps('insertion')}>
      {element}
    </span>
  ));
}

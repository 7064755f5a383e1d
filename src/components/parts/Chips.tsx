import type { ReactNode } from 'react';
import { FoldedText } from './FoldedText.tsx';
import { LongList } from './LongList.tsx';

/** Short texts, or what else a word can say, as a row of chips. */
export function Chips({ texts }: { texts: readonly unknown[] }): ReactNode {
  return <LongList className="ris-chips" items={texts} draw={drawChip} />;
}

function drawChip(text: unknown): ReactNode {
  return (
    <span className="ris-chip" dir="auto">
      <FoldedText text={String(text)} />
    </span>
  );
}

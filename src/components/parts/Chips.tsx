import type { ReactNode } from 'react';
import { FoldedText } from './FoldedText.tsx';
import { MoreButton } from './MoreButton.tsx';
import { useLimit } from './useLimit.ts';

/** Short texts, or what else a word can say, as a row of chips. */
export function Chips({ texts }: { texts: readonly unknown[] }): ReactNode {
  const [limit, more] = useLimit();
  return (
    <>
      <ul className="ris-chips">
        {texts.slice(0, limit).map((text, at) => (
          <li key={at} className="ris-chip" dir="auto">
            <FoldedText text={String(text)} />
          </li>
        ))}
      </ul>
      <MoreButton left={texts.length - limit} onMore={more} />
    </>
  );
}

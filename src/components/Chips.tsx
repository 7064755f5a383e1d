import type { ReactNode } from 'react';

/** Short texts as a row of chips. */
export function Chips({ texts }: { texts: readonly string[] }): ReactNode {
  return (
    <ul className="ris-chips">
      {texts.map((text, at) => (
        <li key={at} className="ris-chip" dir="auto">
          {text}
        </li>
      ))}
    </ul>
  );
}

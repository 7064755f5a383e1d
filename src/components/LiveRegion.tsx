import { useState, type ReactNode } from 'react';

export interface LiveRegionProps {
  /** What is so now. Said when it changes; what it began with is history, and not said. */
  text: string;
  /** What was done last, said when it changes. */
  said: string;
}

/** Says texts to screen readers: whichever of them changed last. */
export function LiveRegion({ text, said }: LiveRegionProps): ReactNode {
  const [last, setLast] = useState({ text, said, spoken: '' });
  if (text !== last.text) setLast({ text, said, spoken: text });
  else if (said !== last.said) setLast({ text, said, spoken: said });
  return (
    <div className="ris-hidden" aria-live="polite" data-slot="live-region">
      {last.spoken}
    </div>
  );
}

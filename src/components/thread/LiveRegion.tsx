import { useState, type ReactNode } from 'react';

export interface LiveRegionProps {
  /** What is so now. Said when it changes; what it began with is history, and not said. */
  text: string;
  /** What was done last, said when it changes. */
  said?: string;
  /** It interrupts whatever is being said. */
  isUrgent?: boolean;
}

/** Says texts to screen readers: whichever of them changed last. */
export function LiveRegion({ text, said = '', isUrgent = false }: LiveRegionProps): ReactNode {
  const [last, setLast] = useState({ text, said, spoken: '' });
  if (text !== last.text) setLast({ text, said, spoken: text });
  else if (said !== last.said) setLast({ text, said, spoken: said });
  const props = isUrgent ? { role: 'alert' } : { 'aria-live': 'polite' as const };
  return (
    <div className="ris-hidden" {...props} data-slot={isUrgent ? 'alert-region' : 'live-region'}>
      {last.spoken}
    </div>
  );
}

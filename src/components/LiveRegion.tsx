import { useState, type ReactNode } from 'react';

/**
 * Says a text to screen readers whenever it changes. What it began with is history, and not said.
 */
export function LiveRegion({ text }: { text: string }): ReactNode {
  const [first] = useState(text);
  const [changed, setChanged] = useState(false);
  if (!changed && text !== first) setChanged(true);
  return (
    <div className="ris-hidden" aria-live="polite" data-slot="live-region">
      {changed ? text : ''}
    </div>
  );
}

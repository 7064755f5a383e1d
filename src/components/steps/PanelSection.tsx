import { useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { TextButton } from '../parts/Button.tsx';
import { JsonView } from '../parts/JsonView.tsx';

export interface PanelSectionProps {
  label: string;
  /** What "Raw JSON" shows in place of the children. Without it there is no such button. */
  raw?: unknown;
  children?: ReactNode;
}

/** A part of an opened card: a label, maybe a way to the raw JSON, and the thing itself. */
export function PanelSection({ label, raw, children }: PanelSectionProps): ReactNode {
  const { common } = useLabels();
  const [isRaw, setIsRaw] = useState(false);
  return (
    <div className="ris-section">
      <div className="ris-section-head">
        <span className="ris-label">{label}</span>
        {raw !== undefined && (
          <TextButton aria-pressed={isRaw} onClick={() => setIsRaw(!isRaw)}>
            {common.rawJson}
          </TextButton>
        )}
      </div>
      {isRaw && raw !== undefined ? <JsonView value={raw} /> : children}
    </div>
  );
}

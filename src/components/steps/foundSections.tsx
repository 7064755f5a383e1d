import type { ReactNode } from 'react';
import type { Wire } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import { recordOf } from '../parts/fields.ts';
import { LongList } from '../parts/LongList.tsx';
import { rowsOf } from './callFields.ts';
import { otherResultSection } from './genericSections.tsx';
import { PanelSection } from './PanelSection.tsx';
import { querySections } from './querySections.tsx';
import type { ToolSteps } from './ToolKind.ts';

/** What a list of what was found is called, which rows of the result it has, and how one is drawn. */
interface Found {
  label: string;
  isRow: (row: Wire) => boolean;
  draw: (row: Wire) => ReactNode;
}

/** What a search was asked, what it has found, and what else it says. */
export function foundSections(steps: ToolSteps, labels: Labels, { label, isRow, draw }: Found): ReactNode[] {
  const found = rowsOf(steps.result).filter(isRow);
  return [
    ...querySections(steps, labels),
    found.length > 0 && (
      <PanelSection key="found" label={label} raw={recordOf(steps.result).result}>
        <LongList items={found} draw={draw} />
      </PanelSection>
    ),
    ...otherResultSection(steps.result, labels, isRow),
  ];
}

import type { ReactNode } from 'react';
import type { Labels } from '../../react/labels.ts';
import { rowsOf } from './callFields.ts';
import { clipLine } from '../parts/clipLine.ts';
import { recordOf, textOf, textsOf } from '../parts/fields.ts';
import { genericSections, otherResultSection } from './genericSections.tsx';
import { LongList } from '../parts/LongList.tsx';
import { PanelSection } from './PanelSection.tsx';
import { SafeLink } from '../parts/SafeLink.tsx';
import type { ToolSteps } from './ToolKind.ts';

/** A row for each page with how reading it went. */
export function urlContextSections(steps: ToolSteps, labels: Labels): ReactNode[] {
  const outcomes = rowsOf(steps.result).filter((row) => textOf(row.url) !== '');
  const known = new Set(outcomes.map((row) => row.url));
  const asked = textsOf(recordOf(recordOf(steps.call).arguments).urls).filter((url) => !known.has(url));
  const pages = [...outcomes, ...asked.map((url) => ({ url, status: undefined }))];
  if (pages.length === 0) return genericSections(steps, labels);
  return [
    <PanelSection key="pages" label={labels.tool.pages}>
      <LongList
        items={pages}
        draw={(page) => (
          <div className="ris-list-row">
            <SafeLink href={textOf(page.url)}>{clipLine(textOf(page.url))}</SafeLink>
            <Outcome status={textOf(page.status)} labels={labels} />
          </div>
        )}
      />
    </PanelSection>,
    ...otherResultSection(steps.result, labels, (row) => textOf(row.url) !== ''),
  ];
}

function Outcome({ status, labels: { tool } }: { status: string; labels: Labels }): ReactNode {
  if (status === '') return null;
  const known = Object.hasOwn(tool.urlStatus, status);
  return (
    <span className="ris-outcome" data-state={status}>
      {known ? tool.urlStatus[status as keyof typeof tool.urlStatus] : tool.unknownUrlStatus(status)}
    </span>
  );
}

import type { ReactNode } from 'react';
import type { Wire } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import { firstArgument, rowsOf } from './callFields.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { otherResultSection } from './genericSections.tsx';
import { LongList } from '../parts/LongList.tsx';
import { PanelSection } from './PanelSection.tsx';
import { querySections } from './querySections.tsx';
import type { ToolSteps } from './ToolKind.ts';

/** What is searched for: words, or functions by their names. */
export function toolSearchDetail(args: Wire): string | undefined {
  return textOf(args.query) || firstArgument({ names: args.function_names }) || firstArgument(args);
}

/** What was searched for, and the functions that were found. */
export function toolSearchSections(steps: ToolSteps, labels: Labels): ReactNode[] {
  const found = rowsOf(steps.result).filter(isFunction);
  return [
    ...querySections(steps, labels),
    found.length > 0 && (
      <PanelSection key="functions" label={labels.tool.functions} raw={recordOf(steps.result).result}>
        <LongList items={found} draw={(each) => <FoundFunction found={each} />} />
      </PanelSection>
    ),
    ...otherResultSection(steps.result, labels, isFunction),
  ];
}

function isFunction(row: Wire): boolean {
  return textOf(row.name) !== '';
}

function FoundFunction({ found }: { found: Wire }): ReactNode {
  return (
    <>
      <code className="ris-literal">{textOf(found.name)}</code>
      <span className="ris-hint" dir="auto">
        {' '}
        {textOf(found.description)}
      </span>
    </>
  );
}

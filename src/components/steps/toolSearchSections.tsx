import type { ReactNode } from 'react';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import { firstArgument } from './callFields.ts';
import { listOf, recordOf, textOf } from '../parts/fields.ts';
import { clipLine } from '../parts/clipLine.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
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
  const { result } = recordOf(steps.result);
  const found = listOf(result).filter(isWire).filter(isFunction);
  return [
    ...querySections(steps, labels),
    found.length > 0 && (
      <PanelSection key="functions" label={labels.tool.functions} raw={result}>
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
      <code className="ris-literal">{clipLine(textOf(found.name))}</code>
      <span className="ris-hint" dir="auto">
        {' '}
        <FoldedText text={textOf(found.description)} />
      </span>
    </>
  );
}

import type { ReactNode } from 'react';
import type { Wire } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import { firstArgument } from './callFields.ts';
import { clipLine } from '../parts/clipLine.ts';
import { textOf } from '../parts/fields.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { foundSections } from './foundSections.tsx';
import type { ToolSteps } from './ToolKind.ts';

/** What is searched for: words, or functions by their names. */
export function toolSearchDetail(args: Wire): string | undefined {
  return textOf(args.query) || firstArgument({ names: args.function_names }) || firstArgument(args);
}

/** What was searched for, and the functions that were found. */
export function toolSearchSections(steps: ToolSteps, labels: Labels): ReactNode[] {
  return foundSections(steps, labels, { label: labels.tool.functions, isRow: isFunction, draw: drawFunction });
}

function isFunction(row: Wire): boolean {
  return textOf(row.name) !== '';
}

function drawFunction(found: Wire): ReactNode {
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

import type { ReactNode } from 'react';
import type { Labels } from '../../react/labels.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { argumentsOf, isEmpty, resultOf, saysNothing } from './callFields.ts';
import { recordOf } from '../parts/fields.ts';
import { PanelSection } from './PanelSection.tsx';
import { ResultView } from './ResultView.tsx';
import type { ToolSteps } from './ToolKind.ts';
import { ValueView } from '../json/ValueView.tsx';

/** The arguments and the result of any tool, laid out as the values that they are. */
export function genericSections({ call, result }: ToolSteps, labels: Labels): ReactNode[] {
  const args = argumentsOf(call);
  return isEmpty(args)
    ? resultSection(result, labels)
    : [
        <PanelSection key="arguments" label={labels.common.arguments} raw={args}>
          <ValueView value={args} />
        </PanelSection>,
        ...resultSection(result, labels),
      ];
}

/** The result as the value that it is, in error ink if it is an error. Nothing when it says nothing. */
export function resultSection(result: unknown, { common }: Labels, label = common.result): ReactNode[] {
  const value = resultOf(result);
  if (value === undefined) return [];
  return [
    <PanelSection key="result" label={label} raw={value}>
      <ResultView value={value} isError={recordOf(result).is_error === true} />
    </PanelSection>,
  ];
}

/**
 * What a card that lays out the rows of a result has no place for: a message, rows of another kind, and the `content` that
 * an early dialect has instead of rows. Nothing is lost for being in a shape that was not expected.
 */
export function otherResultSection(result: unknown, { common }: Labels, isRow: (row: Wire) => boolean): ReactNode[] {
  const { result: rows, content, is_error } = recordOf(result);
  const value = rows ?? content;
  const rest = Array.isArray(value) ? value.filter((row) => !saysNothing(row) && !(isWire(row) && isRow(row))) : value;
  if (saysNothing(rest)) return [];
  return [
    <PanelSection key="result" label={common.result} raw={value}>
      <ResultView value={rest} isError={is_error === true} />
    </PanelSection>,
  ];
}

import type { ReactNode } from 'react';
import type { Labels } from '../../react/labels.ts';
import { argumentsOf, isEmpty } from './callFields.ts';
import { Chips } from '../parts/Chips.tsx';
import { recordOf, textOf, textsOf } from '../parts/fields.ts';
import { PanelSection } from './PanelSection.tsx';
import type { ToolSteps } from './ToolKind.ts';
import { ValueView } from '../json/ValueView.tsx';

/** What a search was asked: its queries as chips, and where it looked. Arguments of any other kind as they are. */
export function querySections({ call }: ToolSteps, { common, tool }: Labels): ReactNode[] {
  const { queries, query, ...rest } = recordOf(argumentsOf(call));
  const asked = [...textsOf(queries), ...textsOf([query])];
  const place = textOf(recordOf(call).retrieval_type);
  const isOdd = asked.length === 0 && !isEmpty(argumentsOf(call));
  const others = isOdd ? argumentsOf(call) : rest;
  return [
    queriesSection(asked, tool.queries),
    place !== '' && (
      <p key="place" className="ris-hint">
        {Object.hasOwn(tool.retrievalTypes, place) ? tool.retrievalTypes[place] : place}
      </p>
    ),
    !isEmpty(others) && (
      <PanelSection key="arguments" label={common.arguments} raw={others}>
        <ValueView value={others} />
      </PanelSection>
    ),
  ];
}

/** Queries as chips. Nothing where there are none. */
export function queriesSection(queries: readonly string[], label: string): ReactNode {
  return (
    queries.length > 0 && (
      <PanelSection key="queries" label={label}>
        <Chips texts={queries} />
      </PanelSection>
    )
  );
}

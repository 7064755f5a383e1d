import type { ReactNode } from 'react';
import type { Labels } from '../react/labels.ts';
import { FoldedText } from './FoldedText.tsx';
import { listOf, recordOf, textOf } from './fields.ts';
import { genericSections, resultSection } from './genericSections.tsx';
import { PanelSection } from './PanelSection.tsx';
import type { ToolSteps } from './ToolKind.ts';

/** The code, and under it what it printed and drew. */
export function codeExecutionSections(steps: ToolSteps, labels: Labels): ReactNode[] {
  const { code, language } = recordOf(recordOf(steps.call).arguments);
  if (textOf(code) === '') return genericSections(steps, labels);
  return [
    <PanelSection key="code" label={textOf(language).toLowerCase() || labels.tool.code}>
      <pre className="ris-pre" tabIndex={0} dir="ltr">
        <code>{textOf(code)}</code>
      </pre>
    </PanelSection>,
    ...outputSection(steps.result, labels),
  ];
}

function outputSection(result: unknown, labels: Labels): ReactNode[] {
  const { result: output, is_error } = recordOf(result);
  if (typeof output !== 'string')
    return listOf(output).length === 0 ? [] : resultSection(result, labels, labels.tool.output);
  if (output === '') return [];
  return [
    <PanelSection key="output" label={labels.tool.output}>
      <div className="ris-result" data-state={is_error === true ? 'error' : 'done'}>
        <FoldedText text={output} mono />
      </div>
    </PanelSection>,
  ];
}

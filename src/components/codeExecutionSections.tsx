import type { ReactNode } from 'react';
import type { Labels } from '../react/labels.ts';
import { FoldedText } from './FoldedText.tsx';
import { recordOf, textOf } from './fields.ts';
import { genericSections, resultSection } from './genericSections.tsx';
import { CodeBlock } from './markdown/CodeBlock.tsx';
import type { ToolSteps } from './ToolKind.ts';

/** The code, and under it what it printed and drew. */
export function codeExecutionSections(steps: ToolSteps, labels: Labels): ReactNode[] {
  const { code, language } = recordOf(recordOf(steps.call).arguments);
  if (textOf(code) === '') return genericSections(steps, labels);
  return [
    <div key="run" className="ris-run">
      <CodeBlock code={textOf(code)} language={textOf(language).toLowerCase() || undefined} />
      <PrintedOutput result={steps.result} labels={labels} />
    </div>,
    ...drawnOutput(steps.result, labels),
  ];
}

function PrintedOutput({ result, labels }: { result: unknown; labels: Labels }): ReactNode {
  const { result: output, is_error } = recordOf(result);
  if (typeof output !== 'string' || output === '') return null;
  return (
    <div className="ris-run-output ris-result" data-state={is_error === true ? 'error' : 'done'}>
      <p className="ris-label">{labels.tool.output}</p>
      <FoldedText text={output} mono />
    </div>
  );
}

function drawnOutput(result: unknown, labels: Labels): ReactNode[] {
  const { result: output } = recordOf(result);
  const isPrinted = typeof output === 'string' || output === null || (Array.isArray(output) && output.length === 0);
  return isPrinted ? [] : resultSection(result, labels, labels.tool.output);
}

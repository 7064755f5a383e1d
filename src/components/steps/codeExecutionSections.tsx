import type { ReactNode } from 'react';
import type { Labels } from '../../react/labels.ts';
import { argumentsOf, isEmpty, resultOf } from './callFields.ts';
import { CodeOutput } from './CodeOutput.tsx';
import { recordOf, textOf } from '../parts/fields.ts';
import { genericSections } from './genericSections.tsx';
import { CodeBlock } from '../markdown/CodeBlock.tsx';
import { splitCode } from '../markdown/splitCode.ts';
import type { ToolSteps } from './ToolKind.ts';

/** The code, and under it in the same frame what it printed and drew. */
export function codeExecutionSections(steps: ToolSteps, labels: Labels): ReactNode[] {
  const args = argumentsOf(steps.call);
  const { code, language } = recordOf(args);
  const hasCode = textOf(code) !== '';
  if (!hasCode && !isEmpty(args)) return genericSections(steps, labels);
  if (!hasCode && resultOf(steps.result) === undefined) return [];
  return [
    <div key="run" className="ris-run">
      {hasCode && <CodeBlock code={splitCode(textOf(code))} language={textOf(language).toLowerCase() || undefined} />}
      <CodeOutput result={steps.result} />
    </div>,
  ];
}

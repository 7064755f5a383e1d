import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { CallProps } from '../../react/StepComponents.ts';
import { argumentsOf } from './callFields.ts';
import { callRow, callStatus } from './callRow.ts';
import { Disclosure } from './Disclosure.tsx';
import { recordOf, textOf } from '../parts/fields.ts';
import { callFamily, resultFamily } from './joinCalls.ts';
import { toolKind } from './toolKinds.ts';

/**
 * A call of a server-side tool and its result: code execution, URL context, Google Maps, file search, retrieval, media
 * processing, MCP, and any tool that this version does not know. A row that opens on what was asked and what came back.
 */
export function ToolCard({
  call,
  result,
  status,
  startedAt,
  stoppedAt,
  argumentsText: _text,
  argumentsError: _error,
  ...rest
}: CallProps): ReactNode {
  const labels = useLabels();
  const tool = callFamily(textOf(recordOf(call).type)) ?? resultFamily(textOf(recordOf(result).type)) ?? '';
  const kind = toolKind(tool);
  const state = callStatus(status, result);
  const name = kind.name?.({ call, result }, tool) || undefined;
  const other = (name ? undefined : labels.tools.tool) ?? labels.tools.other;
  const verb = Object.hasOwn(labels.tools, tool) ? (labels.tools[tool] ?? other) : other;
  const sections = kind.sections({ call, result }, labels).filter(Boolean);
  return (
    <Disclosure
      {...rest}
      slot="tool-card"
      state={state}
      icon={kind.icon}
      {...callRow(labels, state, verb, { startedAt, stoppedAt })}
      name={name}
      detail={kind.detail?.(recordOf(argumentsOf(call)))}
      panel={sections.length > 0 && sections}
    />
  );
}

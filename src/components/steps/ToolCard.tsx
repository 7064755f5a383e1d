import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { CallProps } from '../../react/StepComponents.ts';
import { argumentsOf } from './callFields.ts';
import { CallCard } from './CallCard.tsx';
import { recordOf } from '../parts/fields.ts';
import { toolOf } from './joinCalls.ts';
import { toolKind } from './toolKinds.ts';

/**
 * A call of a server-side tool and its result: code execution, URL context, Google Maps, file search, retrieval, media
 * processing, MCP, and any tool that this version does not know. A row that opens on what was asked and what came back.
 */
export function ToolCard(props: CallProps): ReactNode {
  const { call, result } = props;
  const labels = useLabels();
  const tool = toolOf(call) ?? toolOf(result) ?? '';
  const kind = toolKind(tool);
  const name = kind.name?.({ call, result }) || undefined;
  const other = (name ? undefined : labels.tools.tool) ?? labels.tools.other;
  const sections = kind.sections({ call, result }, labels).filter(Boolean);
  return (
    <CallCard
      {...props}
      slot="tool-card"
      icon={kind.icon}
      verb={Object.hasOwn(labels.tools, tool) ? (labels.tools[tool] ?? other) : other}
      name={name}
      detail={kind.detail?.(recordOf(argumentsOf(call)))}
      panel={sections.length > 0 && sections}
    />
  );
}

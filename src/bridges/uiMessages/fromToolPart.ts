import type { DynamicToolUIPart, ToolUIPart } from 'ai';
import type { FunctionCallStep, Step } from '../../protocol/Step.ts';
import { isWire } from '../../protocol/Wire.ts';
import { deniedResult } from '../../store/functions/functionResult.ts';
import { ownOf, signatureOf } from './ownMetadata.ts';
import { isServerTool } from './toolNames.ts';

/** A tool part as steps. */
export interface ToolSteps {
  /** Missing: only the result came. */
  call?: Step;
  result?: Step;
  /** Whether the server ran it; else the result is what the host sent. */
  isServers: boolean;
}

export function fromToolPart(part: ToolUIPart | DynamicToolUIPart): ToolSteps {
  const isServers = part.providerExecuted === true;
  const name = part.type === 'dynamic-tool' ? part.toolName : part.type.slice('tool-'.length);
  const family = familyOf(part, name);
  const { lonely, id = part.toolCallId, ...own } = ownOf(part.callProviderMetadata);
  const named = family === 'function' || family === 'mcp_server_tool' ? { name } : {};
  const hasInput = isWire(part.input) && Object.keys(part.input).length > 0;
  const hasArguments = hasInput || (family !== 'file_search' && family !== 'processing');
  const call = {
    type: `${family}_call`,
    id,
    ...named,
    ...(hasArguments && { arguments: isWire(part.input) ? part.input : {} }),
    ...own,
    ...signatureOf(part.callProviderMetadata),
  };
  const result = resultOf(part, call, { type: `${family}_result`, call_id: id, ...named });
  return { ...(lonely !== true && { call }), ...(result && { result }), isServers };
}

function familyOf({ type, providerExecuted }: ToolUIPart | DynamicToolUIPart, name: string): string {
  if (providerExecuted !== true) return 'function';
  if (type === 'dynamic-tool') return 'mcp_server_tool';
  return isServerTool(name) ? name : 'function';
}

function resultOf(part: ToolUIPart | DynamicToolUIPart, call: Step, head: Step): Step | undefined {
  switch (part.state) {
    case 'output-available':
    case 'output-error': {
      const isError = part.state === 'output-error';
      return {
        ...head,
        ...(isError ? { result: part.errorText } : part.output !== null && { result: part.output }),
        ...(isError && { is_error: true }),
        ...ownOf(part.resultProviderMetadata),
        ...signatureOf(part.resultProviderMetadata),
      };
    }
    case 'output-denied':
      return deniedResult(call as FunctionCallStep, part.approval.reason);
    case 'approval-responded':
      return part.approval.approved ? undefined : deniedResult(call as FunctionCallStep, part.approval.reason);
    default:
      return undefined;
  }
}

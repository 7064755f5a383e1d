import { isWire, type Wire } from '../../protocol/Wire.ts';
import type { CallDecision } from '../../store/state/CallDecision.ts';
import type { StepEntry } from '../../store/state/InteractionState.ts';
import type { UIPart } from './InteractionUIMessage.ts';
import { toMetadata } from './ownMetadata.ts';
import { toolOf } from './toolNames.ts';

/** A call, and what is known of it. */
interface Call {
  /** Missing: only its result came. */
  call?: StepEntry;
  result?: StepEntry;
  decision?: CallDecision;
  /** Its id, made unique. */
  id: string;
  /** Whether the server ran it. */
  isServers: boolean;
}

/** A call and its result as one tool part. */
export function toToolPart({ call, result, decision, id, isServers }: Call): UIPart {
  const step = (call ?? result)?.step as Wire & { type: string };
  const { family = 'function' } = toolOf(step.type) ?? {};
  const isNamed = family === 'function' || family === 'mcp_server_tool';
  const name = isNamed ? String(step.name ?? '') : family;
  const { type: _, id: _id, name: _name, arguments: args, signature, ...extra } = call ? step : ({} as Wire);
  const own = { ...extra, ...(step.id !== id && call && { id: step.id }), ...(!call && { lonely: true }) };
  const metadata = toMetadata(own, signature);
  return {
    ...(family === 'mcp_server_tool' ? { type: 'dynamic-tool', toolName: name } : { type: `tool-${name}` }),
    toolCallId: id,
    ...(isServers && { providerExecuted: true }),
    ...stateOf({ call, args, result: result?.step ?? decision?.result, decision, id, name }),
    ...(metadata && { callProviderMetadata: metadata }),
  } as UIPart;
}

interface Facts extends Pick<Call, 'call' | 'decision' | 'id'> {
  args: unknown;
  result: unknown;
  name: string;
}

function stateOf({ call, args, result, decision, id, name }: Facts): object {
  const input = args ?? {};
  if (decision?.decided === 'denied') {
    const { reason } = decision;
    return { state: 'output-denied', input, approval: { id, approved: false, ...(reason && { reason }) } };
  }
  if (isWire(result)) return { input, ...outputOf(result, name) };
  if (call?.status === 'streaming') {
    return { state: 'input-streaming', input, ...(call.argumentsText && { rawInput: call.argumentsText }) };
  }
  if (call?.argumentsError !== undefined) {
    return { state: 'output-error', input, rawInput: call.argumentsText ?? '', errorText: call.argumentsError };
  }
  if (decision?.status === 'needs_approval') return { state: 'approval-requested', input, approval: { id } };
  return { state: 'input-available', input };
}

function outputOf({ type: _, call_id: _id, result, is_error, signature, name, ...extra }: Wire, known: string): object {
  const isError = is_error === true;
  const isText = typeof result === 'string';
  const named = name !== undefined && name !== known ? { name } : {};
  const metadata = toMetadata({ ...extra, ...named, ...(isError && !isText && { result: result ?? null }) }, signature);
  return {
    ...(isError
      ? { state: 'output-error', errorText: isText ? result : (JSON.stringify(result) ?? '') }
      : { state: 'output-available', output: result ?? null }),
    ...(metadata && { resultProviderMetadata: metadata }),
  };
}

import type { Content } from '../protocol/Content.ts';
import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import type { Step } from '../protocol/Step.ts';
import type { KnownDelta, UnknownDelta } from '../protocol/StepDelta.ts';
import { isStep } from '../protocol/guards.ts';
import { DONE_FRAME, sseFrame } from './sseFrames.ts';

type StepDelta = KnownDelta | UnknownDelta;

/** What the first and the last event say of the interaction. */
export interface StreamStepsOptions {
  id: string;
  model?: string;
  agent?: string;
  /** ISO 8601. */
  created: string;
}

/**
 * The frames in which the API would stream these steps: words in text deltas, arguments in fragments, citations after
 * the text, the payload of a server-side tool in its delta. The inverse of folding: folded again, the frames are the
 * steps. The interaction ends `requires_action` if a function call is left without a result, and else `completed`.
 */
export function streamSteps(steps: readonly Step[], { id, created, ...asked }: StreamStepsOptions): string[] {
  const running = { id, status: 'in_progress', object: 'interaction', ...asked };
  const ended = { ...running, status: endStatus(steps), usage: countTokens(steps), created, updated: created };
  const events: InteractionSSEEvent[] = [
    { event_type: 'interaction.created', interaction: running },
    { event_type: 'interaction.status_update', interaction_id: id, status: 'in_progress' },
    ...steps.flatMap(streamStep),
    { event_type: 'interaction.completed', interaction: ended },
  ];
  return [...events.map((event) => sseFrame(event.event_type, JSON.stringify(event))), DONE_FRAME];
}

function streamStep(step: Step, index: number): InteractionSSEEvent[] {
  const [start, ...deltas] = unfold(step);
  return [
    { event_type: 'step.start', index, step: start },
    ...deltas.map((delta) => ({ event_type: 'step.delta', index, delta })),
    { event_type: 'step.stop', index },
  ];
}

/** The tools of the server, whose calls and results start with an id and get the rest in one delta of the same name. */
const SERVER_TOOL =
  /^(code_execution|url_context|google_search|google_maps|file_search|mcp_server_tool|retrieval|processing)_(call|result)$/;

function unfold(step: Step): [Step, ...StepDelta[]] {
  if (isStep(step, 'model_output')) {
    const { content = [], ...start } = step;
    return [start, ...content.flatMap(unfoldContent)];
  }
  if (isStep(step, 'thought')) {
    const { summary = [], signature, type } = step;
    const summaries = summary.map((content) => ({ type: 'thought_summary', content }) as const);
    return [{ type }, ...summaries, ...(signature ? [{ type: 'thought_signature', signature } as const] : [])];
  }
  if (isStep(step, 'function_call')) {
    const fragments = JSON.stringify(step.arguments).match(/[^]{1,24}/g) ?? [];
    const deltas = fragments.map((text) => ({ type: 'arguments_delta', arguments: text }) as const);
    return [{ ...step, arguments: {} }, ...deltas];
  }
  if (SERVER_TOOL.test(step.type)) {
    const { type, id, call_id, name, server_name, ...payload } = step as { type: string; [key: string]: unknown };
    const start = Object.entries({ id, call_id, name, server_name }).filter(([, value]) => value !== undefined);
    return [
      { type, ...Object.fromEntries(start) },
      { type, ...payload },
    ];
  }
  return [step];
}

function unfoldContent(content: Content): StepDelta[] {
  if (content.type !== 'text') return [content as StepDelta];
  const { text, annotations } = content as Extract<Content, { type: 'text'; text: string }>;
  const words = text.match(/\s*(?:\S+\s*){1,3}|\s+/g) ?? [''];
  const deltas = words.map((piece) => ({ type: 'text', text: piece }) as const);
  return annotations ? [...deltas, { type: 'text_annotation_delta', annotations } as StepDelta] : deltas;
}

function endStatus(steps: readonly Step[]): 'requires_action' | 'completed' {
  const answered = new Set(steps.map((step) => isStep(step, 'function_result') && step.call_id));
  const open = steps.some((step) => isStep(step, 'function_call') && !answered.has(step.id));
  return open ? 'requires_action' : 'completed';
}

/** About one token for four characters, as models have it for English. */
function countTokens(steps: readonly Step[]) {
  const count = (of: readonly Step[]) => Math.ceil(of.reduce((sum, step) => sum + JSON.stringify(step).length, 0) / 4);
  const total_thought_tokens = count(steps.filter((step) => step.type === 'thought'));
  const total_output_tokens = count(steps.filter((step) => step.type !== 'thought'));
  return { total_output_tokens, total_thought_tokens, total_tokens: total_output_tokens + total_thought_tokens };
}

import type { Content } from '../../protocol/Content.ts';
import type { Interaction } from '../../protocol/Interaction.ts';
import type { Step } from '../../protocol/Step.ts';
import type { Wire } from '../../protocol/Wire.ts';
import type { CallDecisions } from '../../store/state/CallDecision.ts';
import type { InteractionState, StepEntry, ThreadState } from '../../store/state/InteractionState.ts';
import { selectInteraction } from '../../store/state/selectInteraction.ts';
import { fromInitial } from '../../store/thread/threadSnapshot.ts';
import type { InteractionUIMessage, UIPart } from './InteractionUIMessage.ts';
import { joinResults } from './joinResults.ts';
import { toContentParts, toReasoningParts } from './toContentParts.ts';
import { toDataPart } from './toDataPart.ts';
import { toolOf } from './toolNames.ts';
import { toToolPart } from './toToolPart.ts';

/**
 * A thread as messages of the AI SDK, for `useChat({ messages })`, `convertToModelMessages`, or a store that keeps these.
 *
 * What the user said is a user's message, and all that came of it one of the assistant's, in which each interaction begins
 * with a `step-start`: text, `reasoning` (an entry of a thought's summary each), `tool-…` parts (calls with their results,
 * in the state in which they are; the server's own are `providerExecuted`, those of MCP servers `dynamic-tool`), `file`
 * (inline media as data URLs), `source-url` and `source-document`. What has no neutral word is kept where the AI SDK lets
 * it pass: citations with their byte offsets, media fields and the like under `providerMetadata.interactions`; signatures
 * under `providerMetadata.google.thoughtSignature`; ids, status, model and usage in the message's metadata; steps and content
 * of unknown types as `data-step` and `data-content`. {@link fromUIMessages} reads all that again.
 *
 * Lost are: times and the status of single steps; token counts of single steps; what was decided about a call, but for an approval that is asked for and a refusal; branches; and where among other steps a result came.
 *
 * @param thread A thread, or interactions as the API stores them.
 */
export function toUIMessages(
  thread: Pick<ThreadState, 'interactions' | 'decisions'> | readonly Interaction[],
): InteractionUIMessage[] {
  const { interactions, decisions } = 'interactions' in thread ? thread : fromInitial(thread);
  const results = joinResults(interactions);
  const messages: InteractionUIMessage[] = [];
  const ids = new Set<string>();
  const unique = (kind: IdKind, id: string) => {
    let own = id;
    for (let n = 2; ids.has(`${kind} ${own}`); n += 1) own = `${id}-${n}`;
    ids.add(`${kind} ${own}`);
    return own;
  };
  let answer: InteractionUIMessage | undefined;

  for (const interaction of interactions) {
    const name = interaction.id ?? interaction.key;
    for (const entry of interaction.input) {
      if (entry.step.type !== 'user_input') continue;
      answer = undefined;
      const parts = toContentParts(contentOf(entry), {
        state: 'done',
        first: firstOf(entry.step, 'content', false),
        idOf: () => unique('source', 'source'),
      });
      messages.push({ id: unique('message', `${name}-input`), role: 'user', parts });
    }
    if (interaction.status === 'idle' && interaction.steps.length === 0) continue;
    if (!answer) messages.push((answer = { id: unique('message', name), role: 'assistant', metadata: {}, parts: [] }));
    const { steps: _, input: _input, ...facts } = selectInteraction(interaction);
    answer.metadata = { interactions: [...(answer.metadata?.interactions ?? []), facts] };
    answer.parts.push({ type: 'step-start' }, ...partsOf(interaction, decisions, results, unique));
  }
  return messages;
}

type IdKind = 'message' | 'source' | 'tool';

function partsOf(
  interaction: InteractionState,
  decisions: CallDecisions,
  { byCall, lonely }: ReturnType<typeof joinResults>,
  unique: (kind: IdKind, id: string) => string,
): UIPart[] {
  const ofInput = interaction.input.filter((entry) => lonely.has(entry));
  const own = new Set(interaction.steps);
  let before = '';
  return [...ofInput, ...interaction.steps].flatMap((entry): UIPart[] => {
    const { step, key, status } = entry;
    const starts = before === step.type;
    const state = status === 'streaming' ? 'streaming' : 'done';
    before = step.type;
    if (step.type === 'model_output') {
      return toContentParts(contentOf(entry), {
        state,
        first: firstOf(step, 'content', starts),
        idOf: () => unique('source', 'source'),
      });
    }
    if (step.type === 'thought') {
      const { summary, signature } = step as Wire;
      return toReasoningParts(listOf(summary), signature, { state, first: firstOf(step, 'summary', starts) });
    }
    const tool = toolOf(step.type);
    if (!tool) return [toDataPart(step) ?? { type: 'data-step', data: step }];
    if (tool.kind === 'result') {
      if (!lonely.has(entry)) return [];
      const id = unique('tool', String((step as Wire).call_id || key));
      return [toToolPart({ result: entry, id, isServers: own.has(entry) })];
    }
    const result = byCall.get(entry);
    const isServers = tool.family !== 'function' || (result !== undefined && own.has(result));
    const id = unique('tool', String((step as Wire).id || key));
    return [toToolPart({ call: entry, result, decision: decisions[key], id, isServers })];
  });
}

/** What the first part of a step says: that the step before would take it for its own, and what else the step holds. */
function firstOf(step: Step, list: 'content' | 'summary', starts: boolean): object {
  const { type: _, [list]: _list, ...rest } = step as Wire;
  if (list === 'summary') delete rest.signature;
  return { ...(starts && { starts }), ...(Object.keys(rest).length > 0 && { step: rest }) };
}

function contentOf({ step }: StepEntry): readonly Content[] {
  return listOf((step as Wire).content);
}

function listOf(value: unknown): readonly Content[] {
  return Array.isArray(value) ? (value as Content[]) : [];
}

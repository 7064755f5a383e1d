import type { UIMessage } from 'ai';
import type { Interaction } from '../../protocol/Interaction.ts';
import type { Step } from '../../protocol/Step.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import type { InteractionFacts } from './InteractionUIMessage.ts';
import { readParts } from './readParts.ts';

/**
 * Messages of the AI SDK as interactions, for `initialInteractions` or `<InteractionSteps steps={…} />`: those that
 * {@link toUIMessages} made, and any others.
 *
 * A `step-start` begins an interaction; results of tools that the host ran are the input of the one after it. Sources are
 * cited with the text before them, without a place in it, unless the text says where. Data parts become steps of their own
 * type (`data-weather`), drawn by the `unknown` component. Whether an interaction is over is told by its metadata, else by its
 * parts: a tool that waits is `requires_action`, one that streams, or an answer that has not come, is `in_progress`.
 *
 * Lost are: system messages (they belong into `system_instruction`), names of files, the ids of messages and sources,
 * `title` and `toolMetadata` of tools, and metadata of other providers.
 */
export function fromUIMessages(messages: readonly UIMessage[]): Interaction[] {
  const interactions: Interaction[] = [];
  let input: Step[] = [];

  for (const { role, parts, metadata } of messages) {
    if (role === 'user') input.push(...readParts(parts, 'user_input').steps);
    if (role !== 'assistant') continue;
    const facts = factsOf(metadata);
    segmentsOf(parts).forEach((segment, at) => {
      const { steps, sent, results, status } = readParts(segment, 'model_output');
      const before = [...input, ...sent];
      input = results;
      interactions.push({ status, ...facts[at], ...(before.length > 0 && { input: before }), steps });
    });
  }
  const last = interactions.at(-1);
  if (last && input.every(({ type }) => type === 'function_result')) last.steps?.push(...input);
  else if (input.length > 0) interactions.push({ status: 'in_progress', input, steps: [] });
  return interactions;
}

/** The parts of each interaction. */
function segmentsOf(parts: UIMessage['parts']): UIMessage['parts'][] {
  const segments: UIMessage['parts'][] = [];
  for (const part of parts) {
    if (part.type === 'step-start') segments.push([]);
    else if (segments.length === 0) segments.push([part]);
    else segments.at(-1)?.push(part);
  }
  return segments;
}

function factsOf(metadata: unknown): readonly InteractionFacts[] {
  const facts = isWire(metadata) ? metadata.interactions : undefined;
  if (!Array.isArray(facts)) return [];
  return (facts as unknown[]).map((each) => {
    const { input: _, steps: _steps, ...rest }: Wire = isWire(each) ? each : {};
    return (typeof rest.status === 'string' ? rest : {}) as unknown as InteractionFacts;
  });
}

import type { InteractionSSEEvent } from '../../protocol/InteractionSSEEvent.ts';
import type { Usage } from '../../protocol/Usage.ts';
import { isWire, type Wire } from '../../protocol/Wire.ts';
import { sumUsage } from '../../store/reducer/usage.ts';
import { createGrounding } from './createGrounding.ts';
import { createPartReader } from './createPartReader.ts';
import { createStepWriter } from './createStepWriter.ts';
import { filled, recordOf, recordsOf, textOf } from './fields.ts';
import { type Finish, readBlock, readFinish } from './readFinish.ts';
import { toUsage } from './toUsage.ts';

/** Folds the chunks of one stream into events. */
export interface Answer {
  push(chunk: Wire): InteractionSSEEvent[];
  /** The source is over. Without a finish reason the answer stays open. */
  end(): InteractionSSEEvent[];
  /** The source broke off: what was held back. */
  cut(): InteractionSSEEvent[];
}

/**
 * A stream may hold several answers one after another: the SDK goes on by itself after it has run functions
 * (`automaticFunctionCalling`). Each has a finish reason, offsets and token counts of its own.
 */
export function createAnswer(): Answer {
  const writer = createStepWriter();
  const grounding = createGrounding();
  let ids = 0;
  let responseId = '';
  const idOf = () => `${responseId || 'call'}:${(ids += 1)}`;
  const parts = createPartReader(writer, idOf);
  let isCreated = false;
  let hasFailed = false;
  let finish: Finish | undefined;
  /** Of the answers before this one, and of this one. */
  let before: Usage | undefined;
  let usage: Usage | undefined;

  function push(chunk: Wire): InteractionSSEEvent[] {
    const events: InteractionSSEEvent[] = [];
    if (chunk.event_type === 'error') {
      hasFailed = true;
      return [...created({}), ...written(), chunk as InteractionSSEEvent];
    }
    events.push(...created(chunk));
    const candidate = recordsOf(chunk.candidates)[0] ?? {};
    const content = recordsOf(recordOf(candidate.content).parts);
    if (finish && content.some((part) => part.text !== '')) beginNext();
    responseId = textOf(chunk.responseId) || responseId;
    content.forEach(parts.read);
    grounding.add(candidate);
    finish = readFinish(candidate) ?? readBlock(recordOf(chunk.promptFeedback)) ?? finish;
    if (isWire(chunk.usageMetadata)) usage = toUsage(chunk.usageMetadata);
    return [...events, ...writer.take()];
  }

  function created({ modelVersion, createTime, usageMetadata }: Wire): InteractionSSEEvent[] {
    if (isCreated) return [];
    isCreated = true;
    const tier = textOf(recordOf(usageMetadata).serviceTier).toLowerCase();
    const said = filled({ model: textOf(modelVersion), created: textOf(createTime), service_tier: tier });
    return [{ event_type: 'interaction.created', interaction: { id: '', status: 'in_progress', ...said } }];
  }

  function beginNext() {
    parts.end();
    writer.stop();
    grounding.write(writer, parts, idOf);
    parts.reset();
    finish = undefined;
    before = total();
    usage = undefined;
  }

  function total(): Usage | undefined {
    return usage ? sumUsage(before, usage) : before;
  }

  /** What was held back. */
  function written(): InteractionSSEEvent[] {
    parts.end();
    if (finish?.isWell) writer.stop();
    grounding.write(writer, parts, idOf);
    return writer.take();
  }

  function cut(): InteractionSSEEvent[] {
    const used = total();
    const events = written();
    if (!used || hasFailed) return events;
    return [
      ...events,
      { event_type: 'interaction.status_update', interaction_id: '', status: 'in_progress', usage: used },
    ];
  }

  return {
    push,
    cut,
    end() {
      if (!finish || hasFailed) return cut();
      const status = finish.isWell && parts.calls.isWaiting() ? 'requires_action' : finish.status;
      const { error } = finish;
      const said = { ...(error && { errors: [error] }), ...filled({ usage: total() }) };
      return [...written(), { event_type: 'interaction.completed', interaction: { id: '', status, ...said } }];
    },
  };
}

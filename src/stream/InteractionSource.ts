import type { Interaction } from '../protocol/Interaction.ts';
import type { InteractionSSEEvent, KnownEvent } from '../protocol/InteractionSSEEvent.ts';

/**
 * Everything a stream can be read from.
 *
 * - a `Response`, streaming (`text/event-stream`) or not (`application/json`);
 * - its `body`, or any other stream of bytes;
 * - events that somebody else decoded, such as the stream that `ai.interactions.create({ stream: true })` of
 *   `@google/genai` resolves to, or an async generator;
 * - an interaction that is already there, such as one fetched without streaming.
 */
export type InteractionSource =
  Response | ReadableStream<Uint8Array> | AsyncIterable<KnownEvent | InteractionSSEEvent> | Interaction;

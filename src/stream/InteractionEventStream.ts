import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import { createInteractionParser, type InteractionParserOptions } from './createInteractionParser.ts';

/**
 * {@link createInteractionParser} as a transform: `response.body.pipeThrough(new InteractionEventStream())`.
 *
 * It ends at `[DONE]` and then cancels its source, so a connection that stays open is closed. Where a limit is met, it gives
 * the events that came before and then fails with an `InteractionStreamError` of type `limit`.
 */
export class InteractionEventStream extends TransformStream<Uint8Array, InteractionSSEEvent> {
  constructor(options?: InteractionParserOptions) {
    const parser = createInteractionParser(options);
    super({
      transform(bytes, controller) {
        if (parser.failure) throw parser.failure;
        for (const event of parser.push(bytes)) controller.enqueue(event);
        if (parser.done && !parser.failure) controller.terminate();
      },
      flush(controller) {
        if (parser.failure) throw parser.failure;
        for (const event of parser.end()) controller.enqueue(event);
      },
    });
  }
}

import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import { createInteractionParser, type InteractionParserOptions } from './createInteractionParser.ts';

/**
 * {@link createInteractionParser} as a transform: `response.body.pipeThrough(new InteractionEventStream())`.
 *
 * It ends at `[DONE]` and then cancels its source, so a connection that stays open is closed.
 */
export class InteractionEventStream extends TransformStream<Uint8Array, InteractionSSEEvent> {
  constructor(options?: InteractionParserOptions) {
    const parser = createInteractionParser(options);
    super({
      transform(bytes, controller) {
        for (const event of parser.push(bytes)) controller.enqueue(event);
        if (parser.done) controller.terminate();
      },
      flush(controller) {
        for (const event of parser.end()) controller.enqueue(event);
      },
    });
  }
}

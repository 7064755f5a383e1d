import type { CreateInteractionParams } from '../../../src/protocol/CreateInteractionParams.ts';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';

/** A transport whose answers the test writes while they are read. Each request opens the next answer. */
export interface Feed extends InteractionTransport {
  /** What was asked, in order. */
  readonly requests: { params: CreateInteractionParams; signal: AbortSignal }[];
  /** Sends events on the last answer, each in a chunk of its own. */
  push(...events: InteractionSSEEvent[]): void;
  /** Ends the last answer. */
  close(): void;
  /** An answer of its own, for `attach`. It becomes the last. */
  open(): ReadableStream<Uint8Array>;
  /** How many answers were let go of by their reader before their end. */
  readonly cancelled: number;
}

export function createFeed(): Feed {
  const encoder = new TextEncoder();
  let last: ReadableStreamDefaultController<Uint8Array> | undefined;
  let cancelled = 0;
  const feed: Feed = {
    requests: [],
    async create(params, { signal }) {
      feed.requests.push({ params, signal });
      return feed.open();
    },
    open: () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          last = controller;
        },
        cancel: () => {
          cancelled += 1;
        },
      }),
    push(...events) {
      for (const event of events) {
        last?.enqueue(encoder.encode(`event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`));
      }
    },
    close: () => last?.close(),
    get cancelled() {
      return cancelled;
    },
  };
  return feed;
}

export const created = (id: string): InteractionSSEEvent => ({
  event_type: 'interaction.created',
  interaction: { id, status: 'in_progress', model: 'gemini-3-flash-preview' },
});

export const completed = (id: string): InteractionSSEEvent => ({
  event_type: 'interaction.completed',
  interaction: { id, status: 'completed', usage: { total_tokens: 7 } },
});

export const startText = (index: number): InteractionSSEEvent => ({
  event_type: 'step.start',
  index,
  step: { type: 'model_output' },
});

export const text = (index: number, value: string): InteractionSSEEvent => ({
  event_type: 'step.delta',
  index,
  delta: { type: 'text', text: value },
});

export const stop = (index: number): InteractionSSEEvent => ({ event_type: 'step.stop', index });

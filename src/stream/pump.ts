import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import { normalizeEvent } from '../protocol/normalizeEvent.ts';
import { createBodyReader } from './createBodyReader.ts';
import type { InteractionLimits } from './InteractionLimits.ts';
import type { InteractionParser } from './createInteractionParser.ts';
import type { OpenSource } from './openSource.ts';
import type { OnDiagnostic } from './StreamDiagnostic.ts';
import { toStreamError } from './toStreamError.ts';
import { untilAborted } from './untilAborted.ts';

export interface PumpOptions {
  onEvents: (events: InteractionSSEEvent[]) => void;
  onDiagnostic?: OnDiagnostic;
  limits?: InteractionLimits;
  signal?: AbortSignal;
  /** Of the response that the bytes come from. */
  contentType?: string;
}

/**
 * Reads an open source until it is over and hands on its events, whether it gives bytes, text or events. It closes the
 * source when it stops before the source's own end, and as soon as the signal fires.
 */
export async function pump(source: OpenSource, options: PumpOptions): Promise<void> {
  const { signal } = options;
  signal?.addEventListener('abort', source.close);
  try {
    await untilAborted(run(source, options), signal);
  } finally {
    signal?.removeEventListener('abort', source.close);
  }
}

async function run(source: OpenSource, options: PumpOptions): Promise<void> {
  const { onEvents, signal } = options;
  const body = createBodyReader(options);
  const encoder = new TextEncoder();
  let givesEvents = false;
  let isExhausted = false;

  const isOver = () => body.done || signal?.aborted === true;

  const deliver = (events: InteractionSSEEvent[]) => {
    if (events.length > 0 && !signal?.aborted) onEvents(events);
  };

  try {
    while (!isOver()) {
      let piece: Awaited<ReturnType<OpenSource['next']>>;
      try {
        piece = await source.next();
      } catch (error) {
        isExhausted = true;
        deliver(lastEvents(body));
        throw toStreamError(error);
      }
      const { done, value } = piece;
      if (done) {
        isExhausted = true;
        if (!givesEvents) deliver(body.end());
        return;
      }
      if (typeof value === 'string') deliver(body.push(encoder.encode(value)));
      else if (ArrayBuffer.isView(value)) deliver(body.push(value as Uint8Array));
      else {
        givesEvents = true;
        const event = normalizeEvent(value);
        if (event.event_type === 'done') return;
        deliver([event]);
      }
    }
    if (body.failure && !signal?.aborted) throw body.failure;
  } finally {
    if (!isExhausted) source.close();
  }
}

/** What a connection that broke off leaves: an event that lacked only its blank line. */
function lastEvents(body: InteractionParser): InteractionSSEEvent[] {
  try {
    return body.end();
  } catch {
    return [];
  }
}

import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import { normalizeInteraction } from '../protocol/normalizeInteraction.ts';
import { CHECK_URL, isEventStreamType } from './createBodyReader.ts';
import { errorFromResponse } from './errorFromResponse.ts';
import { httpError } from './httpError.ts';
import type { InteractionSource } from './InteractionSource.ts';
import type { InteractionLimits } from './InteractionLimits.ts';
import { InteractionStreamError } from './InteractionStreamError.ts';
import { interactionToEvents } from './interactionToEvents.ts';
import { isResponse } from './isResponse.ts';
import { openSource, type OpenSource } from './openSource.ts';
import { type PumpOptions, pump } from './pump.ts';
import { readErrorDetail } from './readErrorDetail.ts';
import type { OnDiagnostic } from './StreamDiagnostic.ts';
import { streamError } from './streamError.ts';
import { abortedError, untilAborted } from './untilAborted.ts';
import { unusableSource } from './unusableSource.ts';

/** Who wants the events. */
export interface ReadSourceOptions {
  /** Is called with all events of one network chunk together, in order; of an async iterable, with each event. */
  onEvents: (events: InteractionSSEEvent[]) => void;
  /** Is told what was passed over. */
  onDiagnostic?: OnDiagnostic;
  /** How much is read of a source that gives bytes or text: `eventLength` and `streamBytes`. */
  limits?: InteractionLimits;
  /** Stops reading and closes the source. */
  signal?: AbortSignal;
}

/**
 * Reads a source of any kind to its end.
 *
 * Resolves when the stream has said that it is over (`[DONE]`, or an error as bare JSON), even if its connection stays
 * open, and at the end of the source. Whether the *interaction* was over by then is for the taker of the events to tell.
 *
 * Rejects with an `InteractionStreamError`: `network` when the connection broke off, `http` for a response that is not
 * 2xx, `malformed` for what is no stream of events, `limit` for what is longer than is read, `aborted` as soon as the signal
 * fires. What had arrived by then has been delivered. An `error` event is an event: it does not reject.
 */
export async function readSource(source: InteractionSource, options: ReadSourceOptions): Promise<void> {
  const { signal } = options;
  if (isResponse(source)) return readResponse(source, options);
  const open = openSource(source);
  if (open) return pump(open, options);
  if (signal?.aborted) throw abortedError(signal.reason);
  const interaction = normalizeInteraction(source);
  if (!interaction) throw unusableSource(source);
  options.onEvents(interactionToEvents(interaction));
}

async function readResponse(response: Response, options: ReadSourceOptions): Promise<void> {
  const contentType = response.headers.get('content-type') ?? '';
  const isStream = isEventStreamType(contentType);
  if (!response.ok && response.status !== 0 && !isStream) {
    throw await untilAborted(errorFromResponse(response), options.signal);
  }
  const open = response.bodyUsed ? undefined : openSource(response.body);
  if (!open && response.ok && response.body === null) {
    throw streamError('malformed', `The answer (HTTP ${response.status}) has no body. ${CHECK_URL}`);
  }
  if (!open) throw unusableSource(response);
  return response.ok
    ? pump(open, { ...options, contentType })
    : readFailedStream(response, open, { ...options, contentType });
}

/**
 * Some gateways answer a failed request with an event stream: its events are delivered, and its error is the error. The
 * status alone is, where there is nothing in the stream.
 */
async function readFailedStream(response: Response, open: OpenSource, options: PumpOptions): Promise<void> {
  let isSilent = true;
  const onEvents = (events: InteractionSSEEvent[]) => {
    isSilent &&= events.every((event) => event.event_type === 'error');
    const details = events.map((event) => (event.event_type === 'error' ? readErrorDetail(event.error) : undefined));
    const at = details.findIndex((detail) => detail !== undefined);
    if (at !== 0) options.onEvents(at < 0 ? events : events.slice(0, at));
    if (at >= 0) throw httpError(response, details[at] ?? {});
  };
  try {
    await pump(open, { ...options, onEvents });
  } catch (error) {
    throw error instanceof InteractionStreamError && error.type === 'malformed' ? httpError(response, {}) : error;
  }
  if (isSilent) throw httpError(response, {});
}

import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import { normalizeEvent } from '../protocol/normalizeEvent.ts';
import { isWire } from '../protocol/Wire.ts';
import { createBareJsonReader } from './createBareJsonReader.ts';
import { createEventGauge } from './createEventGauge.ts';
import { createLineDecoder } from './createLineDecoder.ts';
import { errorEventFrom } from './errorEventFrom.ts';
import { type InteractionLimits, limitsOf } from './InteractionLimits.ts';
import type { InteractionStreamError } from './InteractionStreamError.ts';
import { limitError } from './limitError.ts';
import { parseJson } from './parseJson.ts';
import { excerptOf } from './redactKeys.ts';
import type { OnDiagnostic, StreamDiagnostic } from './StreamDiagnostic.ts';

/** What is optional about a parser. */
export interface InteractionParserOptions {
  /** Is told what was passed over. Without it, it is passed over silently. */
  onDiagnostic?: OnDiagnostic;
  /** How much is read: `eventLength` and `streamBytes`. */
  limits?: InteractionLimits;
}

/** Turns the bytes of one event stream into events. Make a new one for each connection. */
export interface InteractionParser {
  /** The events that these bytes complete, in order. Cut the bytes anywhere: the events are the same. Never throws. */
  push(bytes: Uint8Array): InteractionSSEEvent[];
  /** The bytes are over. Returns the last event where only its blank line is missing; one that was cut off is dropped. */
  end(): InteractionSSEEvent[];
  /**
   * Whether the stream has said that it is over, by `[DONE]` or by an error written as bare JSON, or is not read any
   * further. What comes after is ignored, and the connection can be closed: some servers keep it open.
   */
  readonly done: boolean;
  /** Which limit the stream has met, of type `limit`: it is not read any further. What came before has been returned. */
  readonly failure: InteractionStreamError | undefined;
}

/**
 * A parser for the server-sent events of the Interactions API.
 *
 * Beyond the standard it takes an error that is written between events as bare JSON, `{"error":{…}}` or
 * `[{"error":{…}}]`, on one line or pretty-printed: it is returned as an `error` event, and it is final.
 *
 * It also takes events apart that run together because a proxy, or a page that quotes a stream, has lost the blank lines
 * between them.
 *
 * Events are returned in the current words of the API whatever dialect they came in; `[DONE]` is not an event and only
 * sets `done`. The time is in proportion to the bytes, however long an event is and however small its pieces are.
 */
export function createInteractionParser({ onDiagnostic, limits }: InteractionParserOptions = {}): InteractionParser {
  const { eventLength, streamBytes } = limitsOf(limits);
  const gauge = createEventGauge(eventLength);
  const decode = createLineDecoder();
  const bareJson = createBareJsonReader(takeBareText);
  const sse = createParser({
    onEvent: takeMessage,
    onError: ({ type, line }) => {
      if (type === 'unknown-field' && line !== undefined) bareJson.line(line);
    },
  });
  // eventsource-parser 3.1 takes "ï»¿" for a BOM, but only where it begins its first chunk.
  sse.feed('');

  let events: InteractionSSEEvent[] = [];
  let done = false;
  let ended = false;
  let received = 0;
  let failure: InteractionStreamError | undefined;

  /** Reads up to where a limit is met. What has no end by then is dropped. */
  function feed(bytes: Uint8Array) {
    const left = streamBytes - received;
    received += bytes.length;
    sse.feed(gauge.take(decode(bytes.length > left ? bytes.subarray(0, left) : bytes)));
    if (done) return;
    if (gauge.isOver) failure = limitError('eventLength', eventLength);
    else if (bytes.length > left) failure = limitError('streamBytes', streamBytes);
    done = failure !== undefined;
  }

  function takeMessage({ data, event: name }: EventSourceMessage) {
    bareJson.interrupt();
    takeData(data, name);
  }

  function takeData(data: string, name: string | undefined) {
    if (done || data === '') return;
    const value = parseJson(data);
    if (value !== undefined) takeValue(value, name, data);
    else if (data.trim() === '[DONE]') done = true;
    else if (isRun(data)) data.split('\n').forEach((line) => takeData(line, undefined));
    else report('undecodable_event', `The data of ${named(name)} is not JSON. It was skipped.`, data);
  }

  function takeValue(value: unknown, name: string | undefined, data: string) {
    const event = normalizeEvent(value, name);
    if (event.event_type === 'done') done = true;
    else if (isWire(value) || event.event_type !== 'unknown') events.push(event);
    else report('undecodable_event', `The data of ${named(name)} is not an object. It was skipped.`, data);
  }

  function takeBareText(text: string) {
    if (done) return;
    const error = bareError(text);
    if (error) {
      events.push(error);
      done = true;
    } else report('stray_text', 'A line is no part of a server-sent event. It was skipped.', text);
  }

  function report(type: StreamDiagnostic['type'], message: string, text: string) {
    if (!ended) onDiagnostic?.({ type, message, excerpt: excerptOf(text, 200) });
  }

  function taken(): InteractionSSEEvent[] {
    const complete = events;
    events = [];
    return complete;
  }

  return {
    push(bytes) {
      if (done || ended) return [];
      feed(bytes);
      return taken();
    },
    end() {
      if (done || ended) return [];
      ended = true;
      sse.feed(`${decode()}\n\n`);
      return taken();
    },
    get done() {
      return done;
    },
    get failure() {
      return failure;
    },
  };
}

/** An empty error is noise, as it is in an event; what has a status is an interaction. */
function bareError(text: string): InteractionSSEEvent | undefined {
  const value = parseJson(text);
  const document: unknown = Array.isArray(value) ? value[0] : value;
  const isError = isWire(document) && 'error' in document && typeof document.status !== 'string';
  return isError ? errorEventFrom(document) : undefined;
}

/** Whether data are events that run together, which say themselves what they are: the blank lines between them were lost. */
function isRun(data: string): boolean {
  const end = data.indexOf('\n');
  const first = end < 0 ? undefined : parseJson(data.slice(0, end));
  return isWire(first) && normalizeEvent(first).event_type !== 'unknown';
}

function named(name: string | undefined) {
  return name === undefined ? 'an event' : `a "${excerptOf(name, 40)}" event`;
}

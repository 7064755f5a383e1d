import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import { normalizeInteraction } from '../protocol/normalizeInteraction.ts';
import { createInteractionParser, type InteractionParser } from './createInteractionParser.ts';
import { errorEventFrom } from './errorEventFrom.ts';
import { interactionToEvents } from './interactionToEvents.ts';
import type { InteractionLimits } from './InteractionLimits.ts';
import type { InteractionStreamError } from './InteractionStreamError.ts';
import { joinBytes } from './joinBytes.ts';
import { parseJson } from './parseJson.ts';
import { excerptOf } from './redactKeys.ts';
import type { OnDiagnostic, StreamDiagnostic } from './StreamDiagnostic.ts';
import { streamError } from './streamError.ts';

/** What is known of a body before it is read. */
export interface BodyReaderOptions {
  /** The `Content-Type`, where there is a response that tells. */
  contentType?: string;
  onDiagnostic?: OnDiagnostic;
  limits?: InteractionLimits;
}

/** The first byte that is neither white space nor part of a BOM. */
const firstByteOf = (bytes: Uint8Array) =>
  bytes.find((byte) => byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);

const isOneOf = (characters: string, byte: number) => characters.includes(String.fromCharCode(byte));

/**
 * Reads a body of any kind: an event stream, or one JSON document (an interaction or an error), whatever its
 * `Content-Type` says. It is used like a parser, but throws an `InteractionStreamError` of type `malformed` where the
 * body is neither. An event stream may end with nothing in it: it was cut off.
 */
export function createBodyReader({ contentType = '', onDiagnostic, limits }: BodyReaderOptions): InteractionParser {
  const isEventStream = isEventStreamType(contentType);
  const withheld: StreamDiagnostic[] = [];
  const parser = createInteractionParser({
    limits,
    onDiagnostic: onDiagnostic && ((diagnostic) => (held ? withheld.push(diagnostic) : onDiagnostic(diagnostic))),
  });
  let head: Uint8Array | undefined;
  /** The whole body as long as it may be one JSON document. The parser gets it too: it finds a bare error at once. */
  let held: Uint8Array[] | undefined = [];
  let isSilent = true;

  function seen(events: InteractionSSEEvent[]): InteractionSSEEvent[] {
    if (events.length > 0 || parser.done) {
      isSilent = false;
      release();
    }
    return events;
  }

  function release() {
    if (!held) return;
    held = undefined;
    withheld.forEach((diagnostic) => onDiagnostic?.(diagnostic));
  }

  function begin(byte: number, bytes: Uint8Array) {
    head = bytes.slice(0, 400);
    const canBeEvents = isEventStream || contentType === '' || isOneOf(':deir', byte);
    if (isOneOf('<', byte) || !(canBeEvents || isOneOf('{[', byte))) throw malformed(contentType, head);
    if (!isOneOf('{[', byte)) release();
  }

  return {
    push(bytes) {
      if (!head) {
        const byte = firstByteOf(bytes);
        if (byte !== undefined) begin(byte, bytes);
      }
      held?.push(bytes);
      return seen(parser.push(bytes));
    },
    end() {
      const body = held && joinBytes(held);
      const document = body && head && documentToEvents(parseJson(new TextDecoder().decode(body)));
      if (document) return document;
      release();
      const last = seen(parser.end());
      if (isSilent && !isEventStream) throw malformed(contentType, head);
      return last;
    },
    get done() {
      return parser.done;
    },
    get failure() {
      return parser.failure;
    },
  };
}

/** Whether a `Content-Type` is `text/event-stream`. */
export function isEventStreamType(contentType: string | null): boolean {
  return /^\s*text\/event-stream\b/i.test(contentType ?? '');
}

function documentToEvents(value: unknown): InteractionSSEEvent[] | undefined {
  const interaction = normalizeInteraction(value);
  if (interaction) return interactionToEvents(interaction);
  const error = errorEventFrom(value);
  return error && [error];
}

/** What to do about an answer that is none. */
export const CHECK_URL =
  'Check that the url is the route of your Interactions proxy: a dev server answers an unknown path with its index.html.';

function malformed(contentType: string, head: Uint8Array | undefined): InteractionStreamError {
  const start = excerptOf(new TextDecoder().decode(head), 100);
  const what = start.startsWith('<') ? 'an HTML page' : start === '' ? 'nothing' : `something else (“${start}”)`;
  const type = contentType === '' ? '' : `, of type ${excerptOf(contentType, 60)},`;
  return streamError(
    'malformed',
    `Expected an Interactions stream or an interaction, but the answer${type} was ${what}. ${CHECK_URL}`,
  );
}

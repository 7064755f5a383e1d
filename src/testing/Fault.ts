import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';

/**
 * How a connection ends too early: closed as if all had been said, or broken off, as when a socket drops. On a real port
 * the last bytes before that may be lost, too.
 */
export type CutHow = 'close' | 'break';

/**
 * What goes wrong with one response. A fault changes what this connection sends, never the interaction behind it. Those
 * that refuse a request come before it does anything; the others concern event streams, in the order in which they are
 * given, those of events before those of bytes. An event counts as sent on this connection, `[DONE]` included.
 */
export type Fault =
  /** The connection ends after so many bytes. */
  | { type: 'cut_at'; bytes: number; how?: CutHow }
  /** The connection ends after so many events. Given for every request, it is cut every so many events. */
  | { type: 'cut_after'; events: number; how?: CutHow }
  /** After so many events nothing more is sent, and the connection stays open. */
  | { type: 'stall_after'; events: number }
  /** After so many events comes one of a type that nobody knows, with data that is not JSON. */
  | { type: 'garbage_after'; events: number }
  /** After so many events comes an `error` event, and the connection closes. Default code: `api_error`. */
  | { type: 'error_after'; events: number; code?: string }
  /** After so many events an error is written as bare JSON, no event, and the connection closes. Default: `prohibited_content`. */
  | { type: 'bare_error_after'; events: number; code?: string }
  /** The same in an array, as agents' connections end at their time limit. Default code: `deadline_exceeded`. */
  | { type: 'bare_error_array_after'; events: number; code?: string }
  /** What is resumed begins so many events too early, which the client has had: the same events, the same ids. */
  | { type: 'repeat'; events: number }
  /** `last_event_id` is not looked at: all is sent again. */
  | { type: 'ignore_last_event_id' }
  /** The events carry no `event_id`, even if the interaction has them. */
  | { type: 'without_event_ids' }
  /** A comment stands before every event. */
  | { type: 'comments' }
  /** Lines end in CR LF. */
  | { type: 'crlf' }
  /** Chunks end inside every character that takes more than one byte. */
  | { type: 'split_utf8' }
  /** So many bytes are sent at once, and the next ones so many milliseconds later. */
  | { type: 'drip'; bytes: number; ms: number }
  /** An HTTP error in the API's shape: 401, 429, 500, 503, … `retryAfter`, in seconds, is sent as `Retry-After`. */
  | { type: 'http_error'; status: number; retryAfter?: number; code?: string }
  /** A page of HTML in the place of the answer, with a status such as 502, or 200. */
  | { type: 'html_page'; status: number }
  /** No answer: `fetch` rejects, as it does without a network. A server has to drop the socket then; `toNodeHandler` says 502. */
  | { type: 'unreachable' }
  /** A cancel cancels, but is answered with status 500 and an event stream with an error in it. */
  | { type: 'cancel_error' };

/** A request, as it is put to the option `faults`. */
export interface FaultRequest {
  /** HTTP method, in capitals. */
  method: string;
  /** What it asks for. */
  action: 'create' | 'get' | 'cancel' | 'delete';
  /** Which interaction is asked for; none in a create. */
  id?: string;
  /** What the interaction was, or is to be, created with. Missing if there is no such interaction, or no such body. */
  params?: CreateInteractionParams;
  /** Whether an event stream is asked for. */
  stream: boolean;
  /** Where a stream is to be resumed. */
  lastEventId?: string;
  /** How many requests for this interaction came before, its own create not among them; for a create, how many creates. */
  attempt: number;
}

import { definedOf } from '../protocol/Wire.ts';

/**
 * What kind of thing went wrong.
 *
 * - `network`: no connection, or it broke (DNS, CORS, offline, reset).
 * - `http`: the server answered with a status that is not 2xx.
 * - `api`: the stream itself said so: an `error` event, or a bare JSON error line between events.
 * - `malformed`: what came is not an Interactions stream (an HTML page, an empty body, a source of a wrong kind), or what
 *   was asked for cannot be asked (an empty id, headers that throw).
 * - `aborted`: the caller stopped it.
 * - `limit`: there is more of it than is read here (`limits`); `code` is the name of the limit.
 * - `usage`: the library was asked for what it cannot do, such as sending while a stream runs.
 */
export type InteractionStreamErrorType = 'network' | 'http' | 'api' | 'malformed' | 'aborted' | 'limit' | 'usage';

/** The plain-data twin of {@link InteractionStreamError}: what state and snapshots hold. */
export interface InteractionStreamErrorData {
  /** What kind of thing went wrong. */
  type: InteractionStreamErrorType;
  /**
   * One or two sentences for developers, in English: what happened, and what to do. Never holds a key, a header or a
   * request body. Readers are told by the labels.
   */
  message: string;
  /** Whether the same request may well succeed when it is sent again by itself. */
  retryable: boolean;
  /** HTTP status. */
  status?: number;
  /** The API's code as a string: `gateway_timeout`, `rate_limit_exceeded`, … Of a `limit`, its name; `max_rounds`. */
  code?: string;
  /** From `Retry-After`, in milliseconds. */
  retryAfter?: number;
}

/** Everything that this library throws, rejects with or puts into `error`. */
export class InteractionStreamError extends Error implements InteractionStreamErrorData {
  /** Tells it from other errors where `instanceof` cannot, such as across two copies of this library. */
  override readonly name = 'InteractionStreamError';
  /** What kind of thing went wrong. */
  readonly type: InteractionStreamErrorType;
  /** Whether the same request may well succeed when it is sent again by itself. */
  readonly retryable: boolean;
  /** HTTP status. */
  readonly status?: number;
  /** The API's code as a string: `gateway_timeout`, `rate_limit_exceeded`, … */
  readonly code?: string;
  /** From `Retry-After`, in milliseconds. */
  readonly retryAfter?: number;

  constructor(data: InteractionStreamErrorData, options?: { cause?: unknown }) {
    super(data.message, options);
    this.type = data.type;
    this.retryable = data.retryable;
    this.status = data.status;
    this.code = data.code;
    this.retryAfter = data.retryAfter;
  }

  /** The plain-data twin, for state and `JSON.stringify`. */
  toJSON(): InteractionStreamErrorData {
    const { type, message, retryable, status, code, retryAfter } = this;
    return definedOf({ type, message, retryable, status, code, retryAfter });
  }
}

import type { CreateInteractionParams } from '../../protocol/CreateInteractionParams.ts';
import { isTurnOver } from '../../protocol/Interaction.ts';
import { definedOf } from '../../protocol/Wire.ts';
import type { InteractionSource } from '../../stream/InteractionSource.ts';
import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../../stream/InteractionTransport.ts';
import { isForGood, isRefused } from '../../stream/isRefused.ts';
import { isStreamSource } from '../../stream/isStreamSource.ts';
import { isTimeLimit } from '../../stream/isTimeLimit.ts';
import { untilAnswered } from '../../stream/untilAnswered.ts';
import { untilRetry } from '../../stream/untilRetry.ts';
import { createHops } from './createHops.ts';
import { hasNews } from './hasNews.ts';
import type { Connection, InteractionState } from '../state/InteractionState.ts';
import { usageError } from '../../stream/usageError.ts';

/** How a dropped connection is taken up again. */
export interface ReconnectOptions {
  /** How many attempts in a row may fail or bring nothing before it is given up. Default 8. */
  attempts?: number;
  /** The wait before the first attempt, in ms; it doubles with every attempt and is shortened by up to a half at random. Default 500. */
  delay?: number;
  /** The longest wait, in ms. Default 30,000. */
  maxDelay?: number;
  /** Where the server refuses to stream: the longest wait between two questions how far it is, in ms. Default 5,000. */
  pollInterval?: number;
  /**
   * How long an open connection may be silent before it is taken up anew, in ms: it may have died without a word. As long
   * is waited for the answer to a request that takes one up. Default 600,000, ten minutes; agents think for long.
   */
  silence?: number;
  /** How long an interaction may bring nothing new before it is given up, in ms. Default 3,600,000, an hour. */
  patience?: number;
}

/** A request that was refused for being too early is sent again this many times. */
const CREATE_ATTEMPTS = 3;

/** The longest that a server's `Retry-After` is waited for, in ms. After that it is for the reader to try again. */
const MAX_RETRY_AFTER = 60_000;

/** A resumed stream that ends this often without any news is not asked for any more: the interaction is. */
const EMPTY_STREAMS = 5;

export interface ReconnectorOptions {
  /** The interaction as it is before its first connection. */
  interaction: InteractionState;
  /** What was asked with. Missing for a source that somebody else has opened. */
  params?: CreateInteractionParams;
  create?: InteractionTransport['create'];
  get?: InteractionTransport['get'];
  reconnect: ReconnectOptions | false | undefined;
  /** The clock, in ms since the epoch. */
  now: () => number;
}

/** How it goes on after a connection has ended. */
export interface NextConnection {
  connection: Extract<Connection, 'connecting' | 'reconnecting'>;
  /** Waits for as long as it has to, and opens it. */
  open: (signal: AbortSignal) => Promise<InteractionSource>;
}

/** Decides how one interaction goes on after its connection has ended, and remembers what was tried. */
export interface Reconnector {
  /** In ms. */
  readonly silence: number;
  /** Whether more can be had of an interaction by asking for it again. */
  canResume(interaction: InteractionState): boolean;
  /** Takes up a stored interaction: asks for what is missing of it. */
  resume(interaction: InteractionState): (signal: AbortSignal) => Promise<InteractionSource>;
  /**
   * The next connection, or why there is none: what has failed, if anything did.
   *
   * @param isReplayed Whether the connection has sent steps, and not only failed.
   */
  next(
    interaction: InteractionState,
    failure: InteractionStreamErrorData | undefined,
    isReplayed?: boolean,
  ): NextConnection | { failure: InteractionStreamErrorData | undefined };
}

export function createReconnector(options: ReconnectorOptions): Reconnector {
  const { params, create, get, reconnect, now } = options;
  const {
    attempts: most = 8,
    delay = 500,
    maxDelay = 30_000,
    pollInterval = 5000,
    silence = 600_000,
    patience = 3_600_000,
  } = reconnect || {};
  const hops = params && createHops(params);
  let before = options.interaction;
  /** In a row that failed, or brought nothing. */
  let attempts = 0;
  let idlePolls = 0;
  let emptyStreams = 0;
  let isPolling = params?.stream === false;
  let isResuming = false;
  /** Why the connection that brought the last news has ended. */
  let drop: InteractionStreamErrorData | undefined;
  /** What the last connection failed with. A replay that ends with the same words will always do so. */
  let said: string | undefined;
  let newsAt = now();
  let openedAt: number | undefined = now();

  const next: Reconnector['next'] = (interaction, failure, isReplayed = false) => {
    const isNew = hasNews(before, interaction);
    before = interaction;
    if (isNew) {
      newsAt = now();
      drop = failure;
    }
    const isPolled = isPolling && !failure;
    const hasHeld = openedAt !== undefined && now() - openedAt >= maxDelay;
    if (isNew || isPolled || hasHeld) attempts = 0;
    idlePolls = isPolled && !isNew ? idlePolls + 1 : 0;
    const isEmpty = !isNew && (!failure || failure.type === 'malformed');
    emptyStreams = isEmpty ? emptyStreams + 1 : 0;

    if (interaction.fold.continuing) return nextHop(interaction, failure);
    const isSaidAgain = failure?.type === 'api' && said === failure.message && isReplayed && !isNew;
    said = failure?.message;
    if (isSaidAgain) return { failure };
    return isTooEarly(interaction, failure) ? createAgain(failure) : resumeLater(interaction, failure);
  };

  function canResume(interaction: InteractionState): boolean {
    const isStored = interaction.id !== undefined && params?.store !== false;
    return isStored && get !== undefined && reconnect !== false && !isOver(interaction);
  }

  function isTooEarly(
    { status, steps }: InteractionState,
    failure: InteractionStreamErrorData | undefined,
  ): failure is InteractionStreamErrorData {
    const hasBegun = isResuming || status !== 'idle' || steps.length > 0;
    return reconnect !== false && !hasBegun && failure?.type === 'http' && failure.retryable;
  }

  function createAgain(failure: InteractionStreamErrorData): ReturnType<Reconnector['next']> {
    const { retryAfter = 0 } = failure;
    if (!create || !params || attempts >= Math.min(CREATE_ATTEMPTS, most) || retryAfter > MAX_RETRY_AFTER) {
      return { failure };
    }
    return later(failure, (signal) => create(params, { signal }));
  }

  function resumeLater(
    interaction: InteractionState,
    failure: InteractionStreamErrorData | undefined,
  ): ReturnType<Reconnector['next']> {
    if (!canResume(interaction)) return { failure };
    if (isResuming && isRefused(failure)) {
      if (isPolling || isForGood(failure)) return { failure: givenUp(failure) };
      isPolling = true;
    }
    if (emptyStreams >= EMPTY_STREAMS) isPolling = true;
    if (attempts >= most || now() - newsAt >= patience) return { failure: givenUp(failure) };
    return later(failure, resume(interaction));
  }

  function resume({ id = '', input, lastEventId, fold }: InteractionState) {
    isResuming = true;
    return async (signal: AbortSignal): Promise<InteractionSource> => {
      if (!get) throw usageError('An interaction can only be taken up with a transport that has get.');
      const isStreaming = !isPolling;
      const question = {
        stream: isStreaming,
        ...(isStreaming && lastEventId !== undefined && { lastEventId }),
        ...((fold.inputFromWire || input.length === 0) && { includeInput: true }),
      };
      const source = await untilAnswered((signal) => get(id, { ...question, signal }), signal, silence);
      if (!isStreamSource(source)) isPolling = true;
      return source;
    };
  }

  /** The next hop of an answer that has more to come than one request may give. */
  function nextHop(
    interaction: InteractionState,
    failure: InteractionStreamErrorData | undefined,
  ): ReturnType<Reconnector['next']> {
    const hop = isRefused(failure) ? undefined : hops?.next(interaction);
    if (!create || !hop) return { failure };
    if ('failure' in hop) return hop;
    const open = (signal: AbortSignal) => create(hop.params, { signal });
    if (!hop.isRepeated) return { connection: 'connecting', open: opened(open) };
    return reconnect !== false && attempts < Math.min(CREATE_ATTEMPTS, most) ? later(failure, open) : { failure };
  }

  function later(
    failure: InteractionStreamErrorData | undefined,
    open: (signal: AbortSignal) => Promise<InteractionSource>,
  ): NextConnection {
    const { retryAfter } = failure ?? {};
    const own = isPolling ? pollDelay() : delay * 2 ** attempts * (1 - Math.random() / 2);
    // A server that says "at once" again and again is not hammered for it.
    const wait = Math.max(Math.min(own, maxDelay), Math.min(retryAfter ?? 0, MAX_RETRY_AFTER));
    attempts += 1;
    openedAt = undefined;
    return {
      connection: 'reconnecting',
      open: async (signal) => {
        await untilRetry(wait, signal, retryAfter !== undefined);
        return opened(open)(signal);
      },
    };
  }

  /** Soon at first, for what is nearly done, then less and less often. */
  function pollDelay(): number {
    return Math.min(pollInterval, delay * 2 * 1.5 ** idlePolls);
  }

  function opened(open: (signal: AbortSignal) => Promise<InteractionSource>) {
    return async (signal: AbortSignal) => {
      const source = await open(signal);
      openedAt = now();
      return source;
    };
  }

  /** What had arrived is kept, whatever the last attempt ran into. */
  function givenUp(failure: InteractionStreamErrorData | undefined): InteractionStreamErrorData | undefined {
    if (!failure || before.status === 'idle') return failure;
    const reason = drop && drop.message !== failure.message ? `${drop.message} ` : '';
    const message = `${reason}The stream could not be taken up again: ${failure.message}`;
    return definedOf<InteractionStreamErrorData>({ type: 'network', message, retryable: true, status: failure.status });
  }

  return { silence, canResume, next, resume };
}

function isOver({ outcome, status, error }: InteractionState): boolean {
  if (outcome === 'error') return !isTimeLimit(error);
  return outcome !== 'running' || isTurnOver(status);
}

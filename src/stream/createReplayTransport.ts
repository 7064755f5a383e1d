import type { InteractionTransport } from './InteractionTransport.ts';
import { splitRecording } from './splitRecording.ts';
import { abortedError } from './untilAborted.ts';

/** How a recording is played. */
export interface ReplayTransportOptions {
  /** Milliseconds before each chunk. Default 0: as fast as it is read. */
  pace?: number;
  /** Bytes in a chunk, cut anywhere, in the middle of a character too. By default a chunk is one event. */
  chunkSize?: number;
  /** The connection ends after this many bytes. By default the recording is played to its end. */
  cutAt?: number;
  /** What the cut is: the connection closes as if all were well (`close`, the default) or breaks off (`error`). */
  cutWith?: 'close' | 'error';
}

/** The text or bytes of an `.sse` file, alone or with options of its own. */
export type Recording = string | Uint8Array | (ReplayTransportOptions & { recording: string | Uint8Array });

/**
 * A transport that answers from memory, for tests, stories and demos: each `create` plays the next recording, and after
 * the last one it begins again with the first. What was asked is ignored; it takes no other request.
 *
 * A recording is played as a response whose body is a real stream of bytes, and so takes the same way as a connection.
 *
 * @throws TypeError without any recording.
 */
export function createReplayTransport(
  recording: Recording | readonly Recording[],
  options: ReplayTransportOptions = {},
): InteractionTransport {
  const recordings = isList(recording) ? recording : [recording];
  let turn = 0;
  if (recordings.length === 0) throw new TypeError('createReplayTransport needs at least one recording.');

  return {
    async create(_params, { signal }) {
      if (signal.aborted) throw abortedError(signal.reason);
      const next = recordings[turn++ % recordings.length] ?? '';
      const own = typeof next !== 'string' && 'recording' in next ? next : { recording: next };
      const body = play(own.recording, { ...options, ...own }, signal);
      return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
    },
  };
}

const isList = (recording: Recording | readonly Recording[]): recording is readonly Recording[] =>
  Array.isArray(recording);

function play(
  recording: string | Uint8Array,
  { pace = 0, chunkSize, cutAt, cutWith = 'close' }: ReplayTransportOptions,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const all = typeof recording === 'string' ? new TextEncoder().encode(recording) : recording;
  const isCut = cutAt !== undefined && cutAt < all.length;
  const chunks = splitRecording(isCut ? all.subarray(0, cutAt) : all, chunkSize)[Symbol.iterator]();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const onAbort = () => {
        stop();
        controller.error(signal.reason);
      };
      stop = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      };
      signal.addEventListener('abort', onAbort);
    },
    async pull(controller) {
      if (pace > 0) await new Promise((resolve) => (timer = setTimeout(resolve, pace)));
      const { done, value } = chunks.next();
      if (!done) return controller.enqueue(value);
      stop();
      if (isCut && cutWith === 'error') controller.error(new TypeError('The recording was cut.'));
      else controller.close();
    },
    cancel: () => stop(),
  });
}

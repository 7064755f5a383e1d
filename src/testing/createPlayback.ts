/** When the frames of an interaction leave the server. */
export interface PlaybackOptions {
  /** Milliseconds between two events. */
  pace: number;
  /** The most bytes that leave at once; an event's time is shared evenly among its pieces. */
  chunkSize: number;
}

/**
 * An interaction as it runs on the server: a timeline of frames, which goes on whether anybody reads it or not, as the
 * API's does. It is a function of the clock and holds no timer; only a reader that waits does.
 */
export interface Playback {
  /** The frames that are out by now. */
  framesOut(): readonly string[];
  /** Whether all of them are. */
  isOver(): boolean;
  /** Resolves once it is over; rejects with the signal's reason if that comes first. */
  whenOver(signal: AbortSignal): Promise<void>;
  /** Breaks it off now: what is not out yet is dropped, and `lastFrames` close it. Its readers get those too. */
  breakOff(lastFrames: readonly string[]): void;
  /** Reads from the first frame: what is out at once, the rest as it comes. Cancelling it, or the signal, ends the wait. */
  read(signal: AbortSignal, mapFrame?: (frame: string, position: number) => string): ReadableStream<Uint8Array>;
}

export function createPlayback(recorded: readonly string[], { pace, chunkSize }: PlaybackOptions): Playback {
  const startedAt = performance.now();
  const brokenOff = new AbortController();
  const encoder = new TextEncoder();
  let frames = recorded;

  const dueAt = (position: number) => (brokenOff.signal.aborted ? 0 : startedAt + pace * position);
  const waitFor = (position: number, signal: AbortSignal) => waitUntil(dueAt(position), signal, brokenOff.signal);
  const framesOut = () => frames.filter((_, position) => dueAt(position) <= performance.now());

  async function* readBytes(signal: AbortSignal, mapFrame: (frame: string, position: number) => string) {
    for (let position = 0; position < frames.length; position++) {
      await waitFor(position, signal);
      const frame = frames[position];
      if (frame === undefined) return;
      const bytes = encoder.encode(mapFrame(frame, position));
      for (let start = 0; start < bytes.length; start += chunkSize) {
        await waitFor(position + start / bytes.length, signal);
        yield bytes.subarray(start, start + chunkSize);
      }
    }
  }

  return {
    framesOut,
    isOver: () => framesOut().length === frames.length,
    whenOver: (signal) => waitFor(frames.length - 1, signal),
    breakOff(lastFrames) {
      frames = [...framesOut(), ...lastFrames];
      brokenOff.abort();
    },
    read(signal, mapFrame = (frame) => frame) {
      const cancelled = new AbortController();
      const chunks = readBytes(AbortSignal.any([signal, cancelled.signal]), mapFrame);
      return new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const { done, value } = await chunks.next();
            if (done) controller.close();
            else controller.enqueue(value);
          },
          cancel: (reason) => cancelled.abort(reason),
        },
        { highWaterMark: 0 },
      );
    },
  };
}

/** Waits until a time of `performance.now()`, or until `cutShort`. Leaves no timer and no listener behind. */
async function waitUntil(time: number, signal: AbortSignal, cutShort: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (cutShort.aborted) return;
  const ms = time - performance.now();
  if (ms < 1) return;
  await new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      cutShort.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
    cutShort.addEventListener('abort', wake);
  });
  signal.throwIfAborted();
}

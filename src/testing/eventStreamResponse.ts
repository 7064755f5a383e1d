import type { Playback, TimedFrame } from './createPlayback.ts';
import { disturbBytes } from './disturbBytes.ts';
import { disturbFrames } from './disturbFrames.ts';
import type { Fault } from './Fault.ts';

/** What one connection gets to see of an interaction. */
export interface EventStreamOptions {
  /** Ends the connection. So does cancelling its body. */
  signal: AbortSignal;
  /** The most bytes sent at once; an event's time is shared evenly among its pieces. */
  chunkSize: number;
  /** What a frame is sent as. */
  expand?: (frame: string, position: number) => readonly string[];
  /** How many of the frames that are sent are left out at the beginning. */
  skip?: number;
  faults?: readonly Fault[];
  /** Called when all was sent, to the last byte. */
  onSent?: () => void;
}

/** A connection that follows an interaction from where it is asked to, to its end. */
export function eventStreamResponse(playback: Playback, options: EventStreamOptions): Response {
  const { chunkSize, faults = [] } = options;
  const cancelled = new AbortController();
  const signal = AbortSignal.any([options.signal, cancelled.signal]);
  let frames: AsyncIterable<TimedFrame> = expandFrames(playback.read(signal), options);
  for (const fault of faults) frames = disturbFrames(frames, fault, signal);
  let bytes: AsyncIterable<Uint8Array> = toChunks(frames, chunkSize, (position) => playback.waitFor(position, signal));
  for (const fault of faults) bytes = disturbBytes(bytes, fault, signal);
  const chunks = bytes[Symbol.asyncIterator]();

  const body = new ReadableStream<Uint8Array>(
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
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}

async function* expandFrames(
  frames: AsyncIterable<TimedFrame>,
  { expand = (frame) => [frame], skip = 0, onSent }: EventStreamOptions,
): AsyncGenerator<TimedFrame, void> {
  let left = skip;
  for await (const { text, position } of frames) {
    for (const sent of expand(text, position)) if (left-- <= 0) yield { text: sent, position };
  }
  onSent?.();
}

async function* toChunks(
  frames: AsyncIterable<TimedFrame>,
  size: number,
  waitFor: (position: number) => Promise<void>,
): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  for await (const { text, position } of frames) {
    const bytes = encoder.encode(text);
    for (let start = 0; start < bytes.length; start += size) {
      await waitFor(position + start / bytes.length);
      yield bytes.subarray(start, start + size);
    }
  }
}

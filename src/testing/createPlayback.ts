import { waitUntil } from './waitUntil.ts';

/** When the frames of an interaction leave the server. */
export interface PlaybackOptions {
  /** Milliseconds between two events. */
  pace: number;
  /** Frames from a position on come so many milliseconds later than that. */
  hold?: { position: number; ms: number };
}

/** A frame, and its place in the timeline. */
export interface TimedFrame {
  text: string;
  position: number;
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
  /** From the first frame: what is out at once, the rest as it comes. The signal ends the wait. */
  read(signal: AbortSignal): AsyncGenerator<TimedFrame, void>;
  /** Waits for the time of a position: 2.5 is halfway between two frames. */
  waitFor(position: number, signal: AbortSignal): Promise<void>;
}

export function createPlayback(recorded: readonly string[], { pace, hold }: PlaybackOptions): Playback {
  const startedAt = performance.now();
  const brokenOff = new AbortController();
  let frames = recorded;

  const dueAt = (position: number) => {
    if (brokenOff.signal.aborted) return 0;
    return startedAt + pace * position + (hold && position >= hold.position ? hold.ms : 0);
  };
  const waitFor = (position: number, signal: AbortSignal) => waitUntil(dueAt(position), signal, brokenOff.signal);
  const framesOut = () => frames.filter((_, position) => dueAt(position) <= performance.now());

  return {
    framesOut,
    isOver: () => framesOut().length === frames.length,
    whenOver: (signal) => waitFor(frames.length - 1, signal),
    breakOff(lastFrames) {
      frames = [...framesOut(), ...lastFrames];
      brokenOff.abort();
    },
    async *read(signal) {
      for (let position = 0; position < frames.length; position++) {
        await waitFor(position, signal);
        const text = frames[position];
        if (text === undefined) return;
        yield { text, position };
      }
    },
    waitFor,
  };
}

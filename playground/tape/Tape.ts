import type { CallDecision, InteractionSSEEvent, InteractionStreamErrorData, Step } from '../../src/core.ts';

/** How the interaction of a request ended, as `closeInteraction` takes it. */
export type TapeEnd = 'ended' | 'stopped' | 'cancelled' | InteractionStreamErrorData;

/** What was asked: the start of an interaction, or of the rest of one whose connection had gone. */
export interface TapeRequest {
  /** The keys of the thread's interactions when it was sent; the last one is the request's own. */
  readonly thread: readonly string[];
  /** What was sent with it. */
  readonly input: readonly Step[];
  /** Whether it goes on with an interaction that an earlier request began. */
  readonly isResume: boolean;
  /** Missing while it runs, and where another request took over. */
  readonly end?: TapeEnd;
}

/** What came over a connection up to a blank line, and when: milliseconds since the tape began. */
export interface TapeFrame {
  readonly request: number;
  readonly time: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A line of the log: an event, or what the parser passed over. */
export interface TapeRow {
  readonly number: number;
  readonly request: number;
  /** Milliseconds since the tape began. */
  readonly time: number;
  /** Bytes on the wire. */
  readonly size: number;
  readonly event?: InteractionSSEEvent;
  /** Why it is no event. */
  readonly problem?: string;
}

/** What was decided about a function call: no event says so. */
export interface TapeDecision {
  /** Of the call's entry. */
  readonly key: string;
  /** As it stood when the call had come. */
  readonly asked: CallDecision;
  /** As it stood last. */
  readonly settled: CallDecision;
}

/** A tape as it was at some moment. Its lists only ever grow, as long as `id` is the same. */
export interface TapeView {
  readonly id: number;
  /** In ms since the epoch. */
  readonly startedAt: number;
  readonly requests: readonly TapeRequest[];
  readonly frames: readonly TapeFrame[];
  readonly rows: readonly TapeRow[];
  readonly decisions: readonly TapeDecision[];
}

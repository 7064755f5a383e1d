import type { FunctionResultStep } from '../../protocol/Step.ts';

/**
 * Where a function call stands that is for us to answer.
 *
 * - `needs_approval`: it waits for the reader's yes or no.
 * - `needs_result`: nothing here can run it; it waits for `respondToFunctionCall`.
 * - `running`: its function runs.
 * - `answered`: it has its result, which is sent when all calls of the interaction have theirs.
 */
export type CallDecisionStatus = 'needs_approval' | 'needs_result' | 'running' | 'answered';

/** What was decided about a function call, and what came of it. */
export interface CallDecision {
  /** Where the call stands by that. */
  readonly status: CallDecisionStatus;
  /** What the reader, or the host, decided. Missing: nobody was asked, or not yet. */
  readonly decided?: 'approved' | 'denied' | 'answered';
  /** Why it was denied, in the words that the model is told. */
  readonly reason?: string;
  /** What the model is told, once the call is answered. */
  readonly result?: FunctionResultStep;
  /** When its function started, in ms since the epoch. */
  readonly startedAt?: number;
  /** When the answer was there, in ms since the epoch. */
  readonly stoppedAt?: number;
}

/** Decisions by the key of the call's entry: ids may be empty or repeated. */
export type CallDecisions = { readonly [entryKey: string]: CallDecision };

/**
 * An answer to one function call: let its function run, deny it, or give its result. A result may be anything that JSON
 * can hold (`0`, `false`, `''` and `null` too), or content items.
 */
export type FunctionCallAnswer =
  | { readonly approve: true }
  | { readonly deny: true; readonly reason?: string }
  | { readonly result: unknown; readonly isError?: boolean };

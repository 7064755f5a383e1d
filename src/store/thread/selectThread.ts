import type { InteractionStatus } from '../../protocol/Interaction.ts';
import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';
import type {
  Connection,
  InteractionOutcome,
  InteractionState,
  StepEntry,
  ThreadState,
} from '../state/InteractionState.ts';

/** How a thread stands: what changes a few times a turn. */
export interface ThreadSummary {
  /** The API's last word on the last interaction: `in_progress`, `requires_action`, `completed`, … `idle` until it has said one. */
  readonly status: InteractionStatus | 'idle';
  /**
   * How the last interaction's stream ended: `finished`, `truncated` (without saying so), `stopped` (by the reader), `error`;
   * or `running`, also until its functions have run. `idle` in an empty thread.
   */
  readonly outcome: InteractionOutcome | 'idle';
  /** Whether bytes can come: `idle`, `connecting`, `open`, `reconnecting`, `closed`. */
  readonly connection: Connection;
  /**
   * The error of the last request or stream, until the next one begins, as data: `{ type, message, retryable, status?, code?,
   * retryAfter? }`. The message says to developers what happened, and what to do; `<ErrorNotice>` says it to readers.
   */
  readonly error: InteractionStreamErrorData | undefined;
}

/** The thread's coarse fields. */
export function selectThreadSummary({ interactions, connection, decisions, error }: ThreadState): ThreadSummary {
  const { status, outcome } = interactions.at(-1) ?? { status: 'idle', outcome: 'idle' };
  const runsFunctions = Object.values(decisions).some((decision) => decision.status === 'running');
  const isAboutTo = status === 'requires_action' && connection === 'open';
  return { status, outcome: runsFunctions || isAboutTo ? 'running' : outcome, connection, error };
}

const flattened = new WeakMap<readonly InteractionState[], readonly StepEntry[]>();

/** All steps of the thread in order, ours and the API's. The same array as long as nothing changed. */
export function selectSteps({ interactions }: ThreadState): readonly StepEntry[] {
  let steps = flattened.get(interactions);
  if (!steps) {
    steps = interactions.flatMap((interaction) => [...interaction.input, ...interaction.steps]);
    flattened.set(interactions, steps);
  }
  return steps;
}

import type { CallDecisions } from '../../store/state/CallDecision.ts';
import type { InteractionState, StepEntry } from '../../store/state/InteractionState.ts';

/** What a thread's drawing needs to know of one interaction, live or stored. */
export interface ThreadPart {
  readonly key: string;
  readonly status: InteractionState['status'];
  readonly outcome: InteractionState['outcome'];
  /** What was sent, then what came. */
  readonly entries: readonly StepEntry[];
  readonly error?: InteractionState['error'];
  /** The API's own words on why it failed. */
  readonly errors: readonly string[];
  /** Whether it is the last one of the thread. */
  readonly isLast: boolean;
  /**
   * Whose its function calls without a result are. `asked`: somebody has to answer them. `taken`: they are being answered.
   * `left`: they will never be.
   */
  readonly calls: 'asked' | 'taken' | 'left';
  readonly decisions: CallDecisions;
  /** The ways that the thread took from here: see `selectBranches`. */
  readonly branches: readonly string[];
  /** Its connection dropped, and is being taken up again. */
  readonly isReconnecting: boolean;
  /** Its request was refused for now, and is sent again in a while. */
  readonly isAskingAgain: boolean;
  readonly isAgent: boolean;
  readonly usage?: InteractionState['usage'];
  /** The answer's texts are JSON, as the request wanted them. */
  readonly answersJson: boolean;
  /** In ms since the epoch. */
  readonly startedAt?: number;
}

/** What holds of an interaction of which nothing else is known. */
export const PLAIN_PART = {
  errors: [],
  isLast: true,
  calls: 'asked',
  decisions: {},
  branches: [],
  isReconnecting: false,
  isAskingAgain: false,
  isAgent: false,
  answersJson: false,
} as const satisfies Partial<ThreadPart>;

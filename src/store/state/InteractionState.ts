import type { Interaction, InteractionStatus } from '../../protocol/Interaction.ts';
import type { Step } from '../../protocol/Step.ts';
import type { Usage } from '../../protocol/Usage.ts';
import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';
import type { CallDecisions } from './CallDecision.ts';
import type { SeenEventIds } from './SeenEventIds.ts';

/** Whether more is expected of a step: it streams, is whole, or was cut off. */
export type StepStatus = 'streaming' | 'done' | 'interrupted';

/** One step of an interaction: the API's own element, and what we know about it. */
export interface StepEntry<S extends Step = Step> {
  /** Unique in the thread and stable: made of the interaction's key and the step's place, never of an id of the wire. */
  readonly key: string;
  /** The step's place: the wire's index without the user's leading input, counted on over continuation hops. */
  readonly index: number;
  /** Whether more of it is to come. */
  readonly status: StepStatus;
  /** The step as the API would have sent it without streaming, as far as it has come. Nothing of ours is mixed in. */
  readonly step: S;
  /** A function call's arguments as they arrived: JSON text, maybe unfinished. */
  readonly argumentsText?: string;
  /** Why `argumentsText` is not a JSON object, once it is complete. Such a call must not be run. */
  readonly argumentsError?: string;
  /** When the step started, in ms since the epoch. */
  readonly startedAt?: number;
  /** When the step stopped, in ms since the epoch. */
  readonly stoppedAt?: number;
  /** Tokens of this model call only (`step_usage`). */
  readonly usage?: Usage;
  /** Deltas of a type that this version does not know, verbatim. */
  readonly unknownDeltas?: readonly unknown[];
  /** More base64 of the last media item, as it came: joined into its `data` now and then, and when the item is whole. */
  readonly pendingData?: string;
  /** How many characters came after the step had stopped and are not read yet. */
  readonly unsettled?: number;
}

/**
 * How the stream ended, in our words.
 *
 * - `running`: it has not.
 * - `finished`: the API said that it is over (whatever its `status`), or that the host must act.
 * - `truncated`: it ended, or was cut off, without saying so.
 * - `stopped`: the reader stopped it.
 * - `error`: the API or the connection failed; see `error`.
 */
export type InteractionOutcome = 'running' | 'finished' | 'truncated' | 'stopped' | 'error';

/** What the API said of an interaction beside its steps: model, agent, created, service tier and whatever else came. */
export type InteractionMetadata = Partial<Omit<Interaction, 'id' | 'status' | 'steps' | 'usage'>>;

/** One interaction as far as it has arrived. Immutable; made by `interactionReducer`. */
export interface InteractionState {
  /** Unique in the thread; the prefix of its entries' keys. */
  readonly key: string;
  /** Missing until the API has said it, and for good when the interaction is not stored. */
  readonly id?: string;
  /** The API's last word. `idle` until it has said one. */
  readonly status: InteractionStatus | 'idle';
  /** How its stream ended, or `running`. */
  readonly outcome: InteractionOutcome;
  /** What we sent (`user_input`, `function_result`), or the leading `user_input` steps that a fetched interaction begins with. */
  readonly input: readonly StepEntry[];
  /** What came, in the order of its indices. */
  readonly steps: readonly StepEntry[];
  /** Tokens, once the API has counted them: as a rule with its last event. */
  readonly usage?: Usage;
  /** Our request asked for JSON as the text of the answer. */
  readonly answersJson?: boolean;
  /** Everything else that the API said of the interaction as a whole. */
  readonly metadata: InteractionMetadata;
  /** What went wrong, in the API's words or ours. */
  readonly error?: InteractionStreamErrorData;
  /** Where to resume after: the last event's `event_id`. Missing where it had none; then all has to be asked for again. */
  readonly lastEventId?: string;
  /** How many events, steps and deltas came of a type that this version does not know. */
  readonly unknownCount: number;
  /** When the first event came, in ms since the epoch. */
  readonly startedAt?: number;
  /** When the last event came, in ms since the epoch. */
  readonly stoppedAt?: number;
  /** Bookkeeping of the reducer. Not for reading. */
  readonly fold: FoldState;
}

/** One continuation hop: an interaction of its own on the wire, a stretch of `steps` here. */
export interface Hop {
  readonly id?: string;
  /** Where in `steps` the hop begins. */
  readonly start: number;
  /** What its wire index 0 counts as. */
  readonly offset: number;
  /** Whether its `interaction.created` came. */
  readonly created: boolean;
  /** Its running total. */
  readonly usage?: Usage;
  /** Its part of `unknownCount`. */
  readonly unknown: number;
}

/** What the reducer has to remember between events. */
export interface FoldState {
  readonly hops: readonly Hop[];
  /** The API said `requires_continuation`: the next `interaction.created` opens a hop. */
  readonly continuing: boolean;
  /** Indices that were started again in this hop: where they are now. */
  readonly moved: Readonly<Record<number, number>>;
  /** Wire indices of the hop's leading `user_input` steps, which go to `input`. */
  readonly leading: readonly number[];
  /** Whether `input` came from the wire rather than from us. */
  readonly inputFromWire: boolean;
  readonly seen?: SeenEventIds;
  /** A replay of what is already here, folded aside until it has caught up. */
  readonly replay?: InteractionState;
  /** In a replay: the number of the hop that it begins with. */
  readonly replayOf?: number;
}

/**
 * Where the connection of a thread stands. `reconnecting`: it dropped, and is taken up again by itself; what had arrived
 * stays on screen.
 */
export type Connection = 'idle' | 'connecting' | 'open' | 'reconnecting' | 'closed';

/** A way that the conversation took and left: what came after a fork, until another branch took its place. */
export interface ThreadBranch {
  /** The key of its first interaction. */
  readonly key: string;
  /** The key of the interaction that it goes on from. Missing: it begins the thread. */
  readonly parent?: string;
  /** Oldest first. */
  readonly interactions: readonly InteractionState[];
}

/** A conversation: interactions one after another, and the connection that feeds the last one. */
export interface ThreadState {
  /** Those on the branch that is shown, oldest first. */
  readonly interactions: readonly InteractionState[];
  /** That of the last interaction. */
  readonly connection: Connection;
  /** What was decided about function calls, by the key of the call's entry. */
  readonly decisions: CallDecisions;
  /** The branches that were left by `edit` and `regenerate`. */
  readonly branches: readonly ThreadBranch[];
  /** The error of the last request or stream, until the next one begins. */
  readonly error?: InteractionStreamErrorData;
}

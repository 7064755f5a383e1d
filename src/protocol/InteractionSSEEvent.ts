import type { InteractionErrorDetail, InteractionStatus, Interaction } from './Interaction.ts';
import type { KnownDelta } from './StepDelta.ts';
import type { KnownStep } from './Step.ts';
import type { Usage } from './Usage.ts';

/** What every event may carry. */
interface EventBase {
  /** Where to resume after (`last_event_id`). Agents send it; models have not been seen to. */
  event_id?: string;
}

/** The interaction as events carry it. `id` is `""` when it is not stored; models leave `steps` out, some agents do not. */
export interface InteractionSSEEventInteraction {
  id: string;
  status: InteractionStatus;
  model?: string;
  agent?: string;
  created?: string;
  updated?: string;
  object?: string;
  service_tier?: Interaction['service_tier'];
  steps?: KnownStep[];
  usage?: Usage;
  /** With `status: 'requires_continuation'`: what the next hop is asked with. */
  continuation_token?: string;
  /** Of agents that work in an environment. */
  environment_id?: string;
  /** Why the interaction failed, when `status` says so. */
  errors?: InteractionErrorDetail[];
}

/** The first event, as a rule. Comes again when a stream is replayed, or continued in another hop. May be missing. */
export interface InteractionCreatedEvent extends EventBase {
  event_type: 'interaction.created';
  interaction: InteractionSSEEventInteraction;
}

/** The status changed. May come between steps. */
export interface InteractionStatusUpdateEvent extends EventBase {
  event_type: 'interaction.status_update';
  /** `""` when the interaction is not stored. */
  interaction_id: string;
  status: InteractionStatus;
  usage?: Usage;
  /** A checkpoint inside the hop, not its end. */
  continuation_token?: string;
}

/** A step begins, bare (`{ type }`) or with its first content. */
export interface StepStartEvent extends EventBase {
  event_type: 'step.start';
  /** 0-based within the hop. Some proxies leave it out. */
  index: number;
  /** At runtime also a step of unknown type; absent when the wire sent nothing that is a step. */
  step: KnownStep;
}

/** More of a step. At runtime `delta` may also be of unknown type, or absent. */
export interface StepDeltaEvent extends EventBase {
  event_type: 'step.delta';
  index: number;
  delta: KnownDelta;
  metadata?: {
    /** Cumulative, for the interaction. */
    total_usage?: Usage;
  };
}

/** A step is whole. May come twice, or never. */
export interface StepStopEvent extends EventBase {
  event_type: 'step.stop';
  index: number;
  /** The interaction's running total. Repeats; never sum it. */
  usage?: Usage;
  /** Of this model call only. */
  step_usage?: Usage;
}

/** The model is done for now. Not necessarily `completed`: see `interaction.status`. */
export interface InteractionCompletedEvent extends EventBase {
  event_type: 'interaction.completed';
  interaction: InteractionSSEEventInteraction;
}

/** Something went wrong. An event without an `error`, or with an empty one, is noise. */
export interface ErrorEvent extends EventBase {
  event_type: 'error';
  error?: InteractionErrorDetail;
  /** Rarely sent along: where the interaction stood. */
  interaction?: InteractionSSEEventInteraction;
}

/** The events this version knows: those of `@google/genai`. */
export type KnownEvent =
  | InteractionCreatedEvent
  | InteractionStatusUpdateEvent
  | StepStartEvent
  | StepDeltaEvent
  | StepStopEvent
  | InteractionCompletedEvent
  | ErrorEvent;

/** The `event_type` of a {@link KnownEvent}. */
export type KnownEventType = KnownEvent['event_type'];

/**
 * An event of a type that this version does not know. Kept as it came. Two of them are made here: `done`, for the stream's
 * `[DONE]`, and `unknown`, for a value that is no event at all and lies under `value`.
 */
export interface UnknownEvent extends EventBase {
  event_type: string;
  [key: string]: unknown;
}

/** Any event, known or not. Narrow it with `isKnownEvent(event)` or `isEvent(event, 'step.delta')`. */
export type InteractionSSEEvent = KnownEvent | UnknownEvent;

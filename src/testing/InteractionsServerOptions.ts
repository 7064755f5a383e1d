import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import type { Interaction } from '../protocol/Interaction.ts';
import type { OpenString } from '../protocol/OpenString.ts';
import type { Step } from '../protocol/Step.ts';
import type { Fault, FaultRequest } from './Fault.ts';
import type { RecordingName } from './recordings.ts';

/**
 * An answer: the name of a recording; steps, which are streamed as a model would; or steps that take several hops, each
 * an interaction of its own, all but the last of which end `requires_continuation`.
 */
export type ScriptedAnswer =
  OpenString<RecordingName> | readonly Step[] | { readonly hops: readonly (readonly Step[])[] };

/** What came before a request. */
export interface RespondHistory {
  /** The interactions up the chain of `previous_interaction_id`, oldest first, each with its `input` as steps. */
  readonly interactions: readonly Interaction[];
}

/** How a fake Interactions server answers. */
export interface InteractionsServerOptions {
  /** What can be played, by name: the text of a stream. Default: the `recordings` of this package. */
  recordings?: { readonly [name: string]: string };
  /**
   * Chooses the answer to a request that does not name a recording. `undefined` leaves it to the default: function
   * results are put into words, a prompt is repeated.
   */
  respond?: (params: CreateInteractionParams, history: RespondHistory) => ScriptedAnswer | undefined;
  /** Milliseconds between two events. Default 0: as fast as they are read. A request's `labels.pace` goes before it. */
  pace?: number;
  /** The most bytes sent at once. Default: each event whole. A request's `labels.chunk_size` goes before it. */
  chunkSize?: number;
  /**
   * Gives every event an `event_id`, by which a stream can be resumed. Default: events have those of their recording,
   * which is none for models, as from the API. A request's `labels.event_ids` (`'true'`, `'false'`) goes before it.
   */
  eventIds?: boolean;
  /** Milliseconds for which a background run is `queued`. Default 0: it is not. A request's `labels.queued_for` goes before it. */
  queuedFor?: number;
  /**
   * `false` or `'json'`: whoever asks for an event stream is answered with the interaction as JSON, so that it must be
   * polled. `'error'`: a `GET` for one is refused with a 400. Default: `true`. A request's `labels.streaming` goes before it.
   */
  streaming?: boolean | 'json' | 'error';
  /** What goes wrong with a request. Asked once for each. A create's `labels.fault` (`'cut_at=1200;crlf'`) comes on top. */
  faults?: (request: FaultRequest) => Fault | readonly Fault[] | undefined;
}

import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import type { InteractionSource } from './InteractionSource.ts';

/** What a request can be stopped with. */
export interface CreateInteractionOptions {
  /** Fires when the reader stops, or the component goes away. The request must then end. */
  signal: AbortSignal;
}

/** How a stored interaction is asked for. */
export interface GetInteractionOptions {
  /** Ask for its events rather than for the interaction as a whole. */
  stream: boolean;
  /** Continue after this `event_id`. Without it the whole history is replayed. */
  lastEventId?: string;
  /** Ask for what was sent, too: its `user_input` steps come first. */
  includeInput?: boolean;
  /** Fires when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/**
 * The four requests of the Interactions API. Only `create` is required; without `get` nothing can be resumed.
 *
 * Implementations reject with an `InteractionStreamError`; whatever else they reject with is converted into one.
 */
export interface InteractionTransport {
  /** Starts an interaction. */
  create(params: CreateInteractionParams, options: CreateInteractionOptions): Promise<InteractionSource>;
  /** Fetches a stored interaction, or takes up its stream again. */
  get?(id: string, options: GetInteractionOptions): Promise<InteractionSource>;
  /** Tells the server to stop a running interaction. Closing the connection alone does not. */
  cancel?(id: string): Promise<void>;
  /** Removes a stored interaction. */
  delete?(id: string): Promise<void>;
}

import { isTurnOver, type Interaction } from '../protocol/Interaction.ts';
import { initialInteractionState } from '../store/state/createInteractionState.ts';
import { closeInteraction, reduceEvents } from '../store/reducer/interactionReducer.ts';
import { usageError } from '../stream/usageError.ts';
import { InteractionStreamError } from '../stream/InteractionStreamError.ts';
import type { InteractionTransport } from '../stream/InteractionTransport.ts';
import { readSource } from '../stream/readSource.ts';
import { toStreamError } from '../stream/toStreamError.ts';
import { storedInteraction } from './storedInteraction.ts';

/**
 * Asks for a stored interaction as a whole, with what was asked, whatever its dialect, and even where the answer is a
 * stream.
 *
 * An interaction that failed is an answer like any other: its `status` says so. Rejects with an `InteractionStreamError`
 * where there is none to be had.
 */
export async function fetchInteraction(
  transport: InteractionTransport,
  id: string,
  signal: AbortSignal,
): Promise<Interaction> {
  if (!transport.get) {
    throw usageError('This transport cannot ask for stored interactions: it has no get(). Give it one.');
  }
  let state = initialInteractionState;
  try {
    const source = await transport.get(id, { stream: false, includeInput: true, signal });
    await readSource(source, { signal, onEvents: (events) => (state = reduceEvents(state, events)) });
  } catch (error) {
    throw toStreamError(error);
  }
  if (state.error && !isTurnOver(state.status)) throw new InteractionStreamError(state.error);
  if (state.status === 'idle') throw noInteraction(id);
  return storedInteraction(closeInteraction(state, 'ended'));
}

function noInteraction(id: string): InteractionStreamError {
  return new InteractionStreamError({
    type: 'malformed',
    message: `The answer for ${id} held no interaction. Check that your proxy passes on what the API answers.`,
    retryable: false,
  });
}

import type { Interaction } from '../protocol/Interaction.ts';
import { reduceEvents } from '../store/reducer/interactionReducer.ts';
import type { InteractionState } from '../store/state/InteractionState.ts';
import { createInteractionState } from '../store/state/createInteractionState.ts';
import { selectInteraction } from '../store/state/selectInteraction.ts';
import { createInteractionParser } from '../stream/createInteractionParser.ts';

/** What a stream has added up to after these frames: the answer that the API gives without streaming, and its error. */
export function foldFrames(frames: readonly string[]): { interaction: Interaction; error: InteractionState['error'] } {
  const parser = createInteractionParser();
  const events = [...parser.push(new TextEncoder().encode(frames.join(''))), ...parser.end()];
  const state = reduceEvents(createInteractionState('0'), events);
  const { error } = state;
  const interaction = selectInteraction(state);
  return { interaction: error ? { ...interaction, status: 'failed', errors: [toDetail(error)] } : interaction, error };
}

function toDetail({ code, message }: { code?: string; message: string }) {
  return { ...(code !== undefined && { code }), message };
}

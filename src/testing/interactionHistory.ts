import type { Interaction } from '../protocol/Interaction.ts';
import type { Step } from '../protocol/Step.ts';
import { foldFrames } from './foldFrames.ts';
import { inputSteps } from './interactionInput.ts';
import type { ServerInteraction } from './startInteraction.ts';

type Stored = ReadonlyMap<string, ServerInteraction>;

/** The interactions that led to this one, and itself: oldest first, each with its `input` as steps. */
export function interactionHistory(stored: Stored, id: string | undefined): Interaction[] {
  const found = id === undefined ? undefined : stored.get(id);
  if (!found) return [];
  const { params, playback } = found;
  const interaction = { ...foldFrames(playback.framesOut()).interaction, input: inputSteps(params.input) };
  return [...interactionHistory(stored, params.previous_interaction_id), interaction];
}

/** The steps of an interaction, after those of the hops that it goes on from. */
export function turnSteps(stored: Stored, id: string): Step[] {
  const found = stored.get(id);
  if (!found) return [];
  const { steps = [] } = foldFrames(found.playback.framesOut()).interaction;
  const { continuation_token: token, previous_interaction_id: previous } = found.params;
  return token === undefined || previous === undefined ? steps : [...turnSteps(stored, previous), ...steps];
}

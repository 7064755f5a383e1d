import type { Interaction } from '../../protocol/Interaction.ts';
import { definedOf } from '../../protocol/Wire.ts';
import type { InteractionState } from './InteractionState.ts';

/**
 * What the API would have answered without streaming, as far as the stream has come.
 *
 * Once the stream has finished, `steps` deep-equals those of the same interaction when it is fetched, but for what the
 * API itself does differently: leading `user_input` steps, empty `signature`s, `search_type`.
 */
export function selectInteraction(state: InteractionState): Interaction {
  const { id, metadata, status, usage, steps } = state;
  return definedOf<Interaction>({
    id,
    ...metadata,
    status: status === 'idle' ? 'in_progress' : status,
    usage,
    steps: steps.map(({ step }) => step),
  });
}

import type { CreateInteractionParams } from '../../protocol/CreateInteractionParams.ts';

/**
 * What the next hop of an answer is asked with: the interaction that gave the token, and no input. Where nothing is stored,
 * the input again.
 */
export function continuationParams(
  params: CreateInteractionParams,
  token: string,
  id: string | undefined,
): CreateInteractionParams {
  if (id === undefined || params.store === false) return { ...params, continuation_token: token };
  const { input: _, ...rest } = params;
  return { ...rest, previous_interaction_id: id, continuation_token: token };
}

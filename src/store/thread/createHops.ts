import type { CreateInteractionParams } from '../../protocol/CreateInteractionParams.ts';
import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';
import { continuationParams } from './continuationParams.ts';
import type { InteractionState } from '../state/InteractionState.ts';

/** What the next hop of an answer is asked with. */
export interface NextHop {
  params: CreateInteractionParams;
  /** Whether it was asked for before, and has not come. */
  isRepeated: boolean;
}

/** The hops of an answer that has more to come than one request may give. */
export interface Hops {
  /** The next hop, or why there is none; `undefined` where the server gave nothing to go on with. */
  next(interaction: InteractionState): NextHop | { failure: InteractionStreamErrorData } | undefined;
}

/** @param params What the first hop was asked with. */
export function createHops(params: CreateInteractionParams): Hops {
  let asked = 0;
  let lastToken: string | undefined;

  return {
    next({ id, metadata: { continuation_token: token }, fold: { hops } }) {
      if (!token) return undefined;
      const isRepeated = hops.length === asked;
      if (!isRepeated && token === lastToken) return { failure: SAME_TOKEN };
      asked = hops.length;
      lastToken = token;
      return { params: continuationParams(params, token, id), isRepeated };
    },
  };
}

const SAME_TOKEN: InteractionStreamErrorData = {
  type: 'api',
  message:
    'The server asked twice to be continued from the same place, so that the answer would never end. What had arrived is ' +
    'kept. Try again for the rest.',
  retryable: false,
};

import type { CreateInteractionParams, InteractionInput } from '../../protocol/CreateInteractionParams.ts';
import type { Step } from '../../protocol/Step.ts';
import type { InteractionSource } from '../../stream/InteractionSource.ts';
import type { InteractionTransport } from '../../stream/InteractionTransport.ts';
import { toStreamError } from '../../stream/toStreamError.ts';
import { declareFunctions } from '../functions/declareFunctions.ts';
import type { InteractionState } from '../state/InteractionState.ts';
import type { InteractionStreamOptions } from './InteractionStreamOptions.ts';
import { continueFrom, withHistory } from './threadHistory.ts';

/** A request that can be sent again. */
export interface ThreadRequest {
  readonly input: InteractionInput;
  readonly params: CreateInteractionParams | undefined;
}

/** The request with the results of a request's calls. It keeps its params, but for where in a conversation it stood. */
export function followUpOf(request: ThreadRequest | undefined, input: readonly Step[]): ThreadRequest {
  const { previous_interaction_id: _p, continuation_token: _c, ...params } = request?.params ?? {};
  return { input, params: request?.params && params };
}

/** All that a request carries: the host's params, the functions, and what makes it go on from the interactions before it. */
export function prepareRequest(
  { input, params }: ThreadRequest,
  before: readonly InteractionState[],
  { params: base, functions = {} }: InteractionStreamOptions,
): CreateInteractionParams {
  const own = { stream: true, ...base, ...params };
  const declared = declareFunctions(functions);
  return continueFrom(
    before,
    input,
    declared.length > 0 ? { ...own, tools: [...(own.tools ?? []), ...declared] } : own,
  );
}

/**
 * `create` of a transport, which sends the history itself once the server turns out not to have the previous interaction
 * any more: stored interactions expire.
 */
export function createRemembering(
  transport: InteractionTransport,
  before: readonly InteractionState[],
  { input }: ThreadRequest,
): InteractionTransport['create'] {
  return async (params, options): Promise<InteractionSource> => {
    try {
      return await transport.create(params, options);
    } catch (thrown) {
      const previous = params.previous_interaction_id;
      const isOurs = previous !== undefined && before.some(({ id }) => id === previous);
      if (!isOurs || !isForgotten(thrown)) throw thrown;
      return transport.create(withHistory(before, input, params), options);
    }
  };
}

function isForgotten(thrown: unknown): boolean {
  const { type, status, code, message } = toStreamError(thrown);
  if (type !== 'http' || code === 'model_not_found') return false;
  return status === 404 || status === 410 || (status === 400 && /previous.?interaction/i.test(message));
}

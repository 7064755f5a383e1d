import type { InteractionStreamErrorData } from '../../stream/InteractionStreamError.ts';

/** The error for a model that has asked for functions too often in one turn. */
export function tooManyRounds(maxRounds: number): InteractionStreamErrorData {
  return {
    type: 'usage',
    code: 'max_rounds',
    message:
      `The model has asked for functions again after ${maxRounds} rounds of results. Raise maxRounds if it needs more, ` +
      'or answer its calls with respondToFunctionCall().',
    retryable: false,
  };
}

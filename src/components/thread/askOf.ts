import type { FunctionCallProps } from '../../react/StepComponents.ts';
import type { InteractionFunctions } from '../../store/functions/InteractionFunction.ts';
import { recordOf, textOf } from '../parts/fields.ts';

/**
 * What a call of a live thread is going to wait for, from its first event on. An agent runs functions by itself, and where
 * only the arguments tell whether to ask, that is not known yet.
 */
export function askOf(
  call: unknown,
  functions: InteractionFunctions = {},
  byAgent: boolean | undefined,
): FunctionCallProps['asks'] {
  const name = textOf(recordOf(call).name);
  const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (own?.needsApproval === true) return 'approval';
  return own?.run || (!own && byAgent) ? undefined : 'result';
}

import type { StepComponents } from '../../react/StepComponents.ts';
import type { InteractionFunctions } from '../../store/functions/InteractionFunction.ts';
import type { RowItem } from './arrangeRows.ts';
import { chooseCard, functionCard } from './chooseComponent.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { toolOf } from '../steps/joinCalls.ts';

/**
 * Whether a row is what the model did on its way to the answer, and may fold away: a thought, a call, a result. What a
 * function draws by a component of its own may not, since it is made to be seen; nor what nobody knows.
 */
export function isActivity(
  { entry, result }: Pick<RowItem, 'entry' | 'result'>,
  components: StepComponents,
  functions: InteractionFunctions | undefined,
): boolean {
  if (typeOf(entry.step) === 'thought') return true;
  const tool = toolOf(entry.step);
  if (tool === undefined) return false;
  if (tool === 'function') return functionCard(entry.step, components, functions) === undefined;
  return chooseCard(tool, entry.step, result !== undefined, components, functions) !== undefined;
}

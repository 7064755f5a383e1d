import type { ComponentType } from 'react';
import type { CallProps, StepComponents, StepProps } from '../../react/StepComponents.ts';
import type { InteractionFunctions } from '../../store/functions/InteractionFunction.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { FunctionCallCard } from '../steps/FunctionCallCard.tsx';
import { ModelOutput } from '../steps/ModelOutput.tsx';
import { SearchResultCard } from '../steps/SearchResultCard.tsx';
import { ThoughtSummary } from '../steps/ThoughtSummary.tsx';
import { ToolCard } from '../steps/ToolCard.tsx';
import { isKnownTool } from '../steps/toolKinds.ts';
import { UnknownStep } from '../steps/UnknownStep.tsx';
import { UserInput } from '../steps/UserInput.tsx';

const DEFAULTS: StepComponents = {
  user_input: UserInput,
  model_output: ModelOutput,
  thought: ThoughtSummary,
  function_call: FunctionCallCard,
  google_search_call: SearchResultCard,
};

/** Keys of the map that are no step types. */
const RESERVED: ReadonlySet<string> = new Set(['functions', 'notice', 'tool', 'unknown']);

/** What draws a step that is drawn by itself. */
export function chooseStep(type: string, components: StepComponents): ComponentType<StepProps> {
  return own(components, type) ?? own(DEFAULTS, type) ?? components.unknown ?? UnknownStep;
}

/**
 * The card for the calls of a tool. Nothing for a lone call or result of a tool that nobody knows: it is a step like any
 * other unknown one, until the pair of them shows that it is a tool.
 *
 * @param tool A step's type without `_call` or `_result`.
 * @param step The call, or the result where there is no call.
 * @param functions Those of the thread, which may bring components of their own.
 */
export function chooseCard(
  tool: string,
  step: unknown,
  isPair: boolean,
  components: StepComponents,
  functions: InteractionFunctions = {},
): ComponentType<CallProps> | undefined {
  const drawn = tool === 'function' ? functionCard(step, components, functions) : undefined;
  if (drawn) return drawn;
  const type = `${tool}_call`;
  const named = own<CallProps>(components, type) ?? own<CallProps>(DEFAULTS, type);
  if (named) return named;
  return isKnownTool(tool) || isPair ? (components.tool ?? ToolCard) : undefined;
}

/** The card that a function has for itself, by its name. */
export function functionCard(
  step: unknown,
  components: StepComponents,
  functions: InteractionFunctions = {},
): ComponentType<CallProps> | undefined {
  const name = textOf(recordOf(step).name);
  const drawn = entryOf(components.functions ?? {}, name) ?? entryOf(functions, name)?.component;
  return drawn as ComponentType<CallProps> | undefined;
}

/** The map's type says which steps a component is for; to look one up by the step's own type is to trust it. */
function own<Props = StepProps>(map: object, key: string): ComponentType<Props> | undefined {
  return RESERVED.has(key) ? undefined : entryOf(map as { [key: string]: ComponentType<Props> }, key);
}

function entryOf<Entry>(map: { readonly [key: string]: Entry }, key: string): Entry | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

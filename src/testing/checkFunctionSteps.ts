import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import type { Step } from '../protocol/Step.ts';
import { isStep } from '../protocol/guards.ts';
import { inputSteps } from './interactionInput.ts';

/** The API takes this in the place of any thought signature, for histories that another model has written. */
const ANY_SIGNATURE = 'skip_thought_signature_validator';

/**
 * What is wrong with the function calls and results of a request, in the API's sense: a result answers a call, and a call
 * that is sent back comes with the thought signatures that it came with.
 *
 * @param open The calls that may be answered besides those in the input; `undefined` if there is nothing to go by.
 * @param signed The signatures that calls were sent with, by their ids: one list for each call that had the id.
 */
export function checkFunctionSteps(
  { input }: CreateInteractionParams,
  open: ReadonlySet<string> | undefined,
  signed: ReadonlyMap<string, readonly (readonly string[])[]>,
): string | undefined {
  const calls = new Set(open);
  const signatures = new Set<string>();
  const steps = inputSteps(input);
  const isKnown = open !== undefined || steps.some((step) => isStep(step, 'function_call'));
  for (const step of steps) {
    if ('signature' in step && typeof step.signature === 'string') signatures.add(step.signature);
    if (isStep(step, 'function_call')) {
      calls.add(step.id);
      const originals = signed.get(step.id) ?? [[]];
      const isSigned = originals.some((original) => original.every((signature) => signatures.has(signature)));
      if (!isSigned && !signatures.has(ANY_SIGNATURE)) {
        return `The function call "${step.name}" is missing its thought signature: send back the thought before it, or its own signature, as they came.`;
      }
    }
    if (isStep(step, 'function_result') && isKnown && !calls.has(step.call_id)) {
      return `The function result answers no call: there is no open call with the id "${step.call_id}".`;
    }
  }
  return undefined;
}

/** The calls among steps that have no result there. */
export function openCalls(steps: readonly Step[]): Set<string> {
  const calls = steps.flatMap((step) => (isStep(step, 'function_call') ? [step.id] : []));
  const answered = new Set(steps.map((step) => (isStep(step, 'function_result') ? step.call_id : undefined)));
  return new Set(calls.filter((id) => !answered.has(id)));
}

/** Each call's signatures: its own, and that of the thought before it. */
export function callSignatures(steps: readonly Step[]): [callId: string, signatures: string[]][] {
  let thought: string | undefined;
  return steps.flatMap((step): [string, string[]][] => {
    if (isStep(step, 'thought')) thought = step.signature;
    if (!isStep(step, 'function_call')) return [];
    const { signature } = step as { signature?: string };
    return [[step.id, [thought, signature].filter((each): each is string => Boolean(each))]];
  });
}

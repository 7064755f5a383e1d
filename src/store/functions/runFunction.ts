import type { FunctionCallStep, FunctionResultStep } from '../../protocol/Step.ts';
import { isWire } from '../../protocol/Wire.ts';
import { saidBy } from '../../stream/saidBy.ts';
import { untilAborted } from '../../stream/untilAborted.ts';
import { functionResult } from './functionResult.ts';
import type { InteractionFunction } from './InteractionFunction.ts';
import type { StepEntry } from '../state/InteractionState.ts';
import { isStandardSchema, type StandardIssue } from './StandardSchema.ts';

/**
 * Runs a function for a call. What it throws is a result too: the model is told, and may do better.
 *
 * @param isApproved The reader has approved the call, so that it is not asked for again.
 * @returns `undefined` where the reader has to approve the call first. Rejects only when the signal fires, at once.
 */
export async function runFunction(
  definition: InteractionFunction,
  { key, step, argumentsText }: StepEntry<FunctionCallStep>,
  signal: AbortSignal,
  isApproved: boolean,
): Promise<FunctionResultStep | undefined> {
  const run = async () => {
    const context = { signal, key, step, argumentsText: argumentsText ?? JSON.stringify(step.arguments ?? {}) };
    const { needsApproval } = definition;
    const args = await checkArguments(definition, step.arguments ?? {});
    if (!isApproved && !signal.aborted) {
      if (typeof needsApproval === 'function' ? await needsApproval(args, context) : needsApproval) return undefined;
    }
    return signal.aborted ? undefined : functionResult(step, await definition.run?.(args, context));
  };
  const failed = (thrown: unknown) => functionResult(step, messageOf(thrown), true);
  return untilAborted(
    run()
      .catch(failed)
      .catch(() => failed('')),
    signal,
  );
}

async function checkArguments({ parameters }: InteractionFunction, args: unknown): Promise<unknown> {
  if (!isStandardSchema(parameters)) return args;
  const checked = await parameters['~standard'].validate(args);
  if (!checked.issues) return checked.value;
  throw new TypeError(`The arguments do not fit: ${checked.issues.map(describeIssue).join('; ')}.`);
}

function describeIssue({ message, path = [] }: StandardIssue): string {
  const where = path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return where === '' ? message : `${where}: ${message}`;
}

function messageOf(thrown: unknown): string {
  const message = isWire(thrown) ? saidBy(thrown) : String(thrown);
  return message === '' ? 'The function failed.' : message;
}

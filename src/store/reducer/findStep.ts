import { isKnownStep } from '../../protocol/guards.ts';
import type { Wire } from '../../protocol/Wire.ts';
import { impliedStepType } from './foldDelta.ts';
import type { InteractionDraft } from './InteractionDraft.ts';
import type { StepEntry } from '../state/InteractionState.ts';
import { lastIndexWhere } from './lastIndexWhere.ts';

/** Where an event's step is: an entry of `steps`, one of `input`, our own input that the wire only repeats, or nowhere. */
export type Target = { list: 'steps' | 'input'; position: number } | 'ignored' | undefined;

/** The step that has an index of the wire. */
export function targetAt(draft: InteractionDraft, wireIndex: number): Target {
  const { fold } = draft.state;
  const index = draft.hop.offset + wireIndex;
  const moved = fold.moved[index];
  const leading = moved === undefined ? fold.leading.lastIndexOf(wireIndex) : -1;
  if (leading >= 0)
    return fold.inputFromWire && fold.hops.length === 1 ? { list: 'input', position: leading } : 'ignored';
  const position = draft.positionOf(moved ?? index);
  return position < 0 ? undefined : { list: 'steps', position };
}

/**
 * The step that a delta is for: the one at its index, or, where it has none, the one that was opened last and fits; so, too,
 * where the step at its index has no place for it. Arguments have been seen under the index of the thought before the call:
 * with one open call there is no doubt.
 */
export function targetOfDelta(draft: InteractionDraft, delta: Wire, wireIndex: number | undefined): Target {
  const isFitting = (type: string) => fits(delta, type);
  if (wireIndex === undefined) return lastOpen(draft, isFitting);
  const target = targetAt(draft, wireIndex);
  if (typeof target !== 'object') return target;
  const type = draft.state[target.list][target.position]?.step.type ?? '';
  if (hasPlace(delta, type)) return target;
  const open = lastOpen(draft, isFitting);
  return delta.type === 'arguments_delta' && open ? (onlyOpenCall(draft) ?? target) : open;
}

/** The step of this hop that was opened last, is still open and fits. */
export function lastOpen(draft: InteractionDraft, matches: (type: string) => boolean): Target {
  const { steps, input } = draft.state;
  const isMatch = (entry: StepEntry) => entry.status === 'streaming' && matches(entry.step.type);
  const position = lastIndexWhere(steps, isMatch);
  if (position >= draft.hop.start) return { list: 'steps', position };
  const leading = lastIndexWhere(input, isMatch);
  return leading < 0 ? undefined : { list: 'input', position: leading };
}

/** Whether a delta that names no step may belong to a step of this type. */
function fits(delta: Wire, stepType: string): boolean {
  if (delta.type === 'arguments_delta') return isCall(stepType);
  if (delta.type === 'content' && stepType === 'thought') return true;
  const implied = impliedStepType(delta);
  return stepType === implied || !isKnownStep({ type: implied }) || !isKnownStep({ type: stepType });
}

/** Whether what the delta brings can be seen in a step of this type. What is unknown is kept and shown in any. */
function hasPlace(delta: Wire, stepType: string): boolean {
  const implied = impliedStepType(delta);
  if (stepType === implied || delta.type === 'thought_signature') return true;
  if (!isKnownStep({ type: stepType }) || !isKnownStep({ type: implied })) return true;
  if (delta.type === 'arguments_delta') return isCall(stepType);
  return implied !== 'thought' && WRITTEN.has(stepType);
}

/** Steps that are made of content. */
const WRITTEN: ReadonlySet<string> = new Set(['user_input', 'model_output', 'thought']);

function onlyOpenCall(draft: InteractionDraft): Target {
  const isOpenCall = ({ status, step }: StepEntry) => status === 'streaming' && isCall(step.type);
  const { steps } = draft.state;
  const position = steps.findIndex(isOpenCall);
  return position < 0 || position !== lastIndexWhere(steps, isOpenCall) ? undefined : { list: 'steps', position };
}

function isCall(type: unknown): boolean {
  return typeof type === 'string' && type.endsWith('_call');
}

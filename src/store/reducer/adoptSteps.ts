import type { Step } from '../../protocol/Step.ts';
import { definedOf, isWire } from '../../protocol/Wire.ts';
import { textOf } from './compareEntries.ts';
import { covers } from './covers.ts';
import type { InteractionDraft } from './InteractionDraft.ts';
import type { StepEntry } from '../state/InteractionState.ts';
import { isEqual } from './isEqual.ts';
import { parsePartialJson } from './parsePartialJson.ts';

/**
 * Takes over the `steps` that `interaction.completed` may carry, if they are at least as rich as what was folded: as many
 * or more, each of the same type, saying no less, and the same as far as the text goes. Some servers send poorer ones; then the fold stays.
 */
export function adoptSteps(draft: InteractionDraft, sent: readonly unknown[]): void {
  const { start } = draft.hop;
  const folded = draft.state.steps.slice(start);
  const steps = sent.filter(isStepLike);
  const leading = folded[0]?.step.type === 'user_input' ? 0 : steps.findIndex(({ type }) => type !== 'user_input');
  const own = leading < 0 ? [] : steps.slice(leading);
  if (!folded.every((entry, at) => isAsRich(own[at], entry))) return;
  own.forEach((step, at) => adoptStep(draft, start + at, step));
}

function adoptStep(draft: InteractionDraft, position: number, step: Step): void {
  const folded = draft.state.steps[position];
  if (!folded) return addStep(draft, step);
  if (isEqual(folded.step, step)) return;
  const entry = draft.entry(position);
  entry.step = step as typeof entry.step;
  delete entry.argumentsText;
  delete entry.argumentsError;
}

function addStep(draft: InteractionDraft, step: Step): void {
  const entry = draft.newEntry(draft.nextIndex, { ...step });
  draft.insert(definedOf<StepEntry>({ ...entry, status: 'done', stoppedAt: draft.now }));
}

function isStepLike(value: unknown): value is Step {
  return isWire(value) && typeof value.type === 'string';
}

function isAsRich(sent: Step | undefined, { step, argumentsText, argumentsError }: StepEntry): boolean {
  if (sent?.type !== step.type || !covers(sent, step) || !textOf(sent).startsWith(textOf(step))) return false;
  if (argumentsError === undefined || argumentsText === undefined) return true;
  return covers((sent as { arguments?: unknown }).arguments, parsePartialJson(argumentsText).value);
}

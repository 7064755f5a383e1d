import { asksForJson } from '../../protocol/asksForJson.ts';
import type { Interaction } from '../../protocol/Interaction.ts';
import { normalizeInteraction } from '../../protocol/normalizeInteraction.ts';
import { normalizeStep } from '../../protocol/normalizeStep.ts';
import type { Step } from '../../protocol/Step.ts';
import type { StepEntry } from '../../store/state/InteractionState.ts';
import { listOf, recordOf, textOf } from '../parts/fields.ts';
import { interactionErrors } from './interactionErrors.ts';
import { PLAIN_PART, type ThreadPart } from './ThreadPart.ts';

/** The one part of an interaction that was stored, or fetched without streaming, in any dialect. */
export function partOfInteraction(stored: Interaction): ThreadPart {
  const interaction = normalizeInteraction(stored) ?? stored;
  return {
    ...PLAIN_PART,
    key: 'interaction',
    status: textOf(interaction.status) || 'idle',
    outcome: 'finished',
    entries: toEntries(listOf(interaction.steps)),
    errors: interactionErrors(interaction),
    usage: interaction.usage,
    answersJson: asksForJson(recordOf(interaction)),
  };
}

/** The one part of bare steps, of which nothing else is known. */
export function partOfSteps(steps: readonly (Step | StepEntry)[]): ThreadPart {
  const entries = toEntries(listOf(steps));
  const running = entries.some((entry) => entry.status === 'streaming');
  return { ...PLAIN_PART, key: 'steps', status: 'idle', outcome: running ? 'running' : 'finished', entries };
}

/** Remembers a step's entry, so that a list which shares steps with the one before shares their rows too. */
const entryOfStep = new WeakMap<object, StepEntry>();

function toEntries(steps: readonly unknown[]): StepEntry[] {
  return steps.map((step, index) => {
    if (isEntry(step)) return step;
    const known = typeof step === 'object' && step !== null ? entryOfStep.get(step) : undefined;
    if (known?.index === index) return known;
    const entry: StepEntry = {
      key: `steps.${index}`,
      index,
      status: 'done',
      step: (normalizeStep(step) ?? step) as Step,
    };
    if (typeof step === 'object' && step !== null) entryOfStep.set(step, entry);
    return entry;
  });
}

function isEntry(step: unknown): step is StepEntry {
  return typeof step === 'object' && step !== null && 'step' in step && 'key' in step && !('type' in step);
}

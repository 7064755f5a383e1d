import type { Interaction } from '../protocol/Interaction.ts';
import { normalizeInteraction } from '../protocol/normalizeInteraction.ts';
import { normalizeStep } from '../protocol/normalizeStep.ts';
import type { Step } from '../protocol/Step.ts';
import type { InteractionState, StepEntry } from '../store/InteractionState.ts';
import { listOf, recordOf, textOf } from './fields.ts';

/** What a thread's drawing needs to know of one interaction, live or stored. */
export interface ThreadPart {
  key: string;
  status: InteractionState['status'];
  outcome: InteractionState['outcome'];
  /** What was sent, then what came. */
  entries: readonly StepEntry[];
  error?: InteractionState['error'];
  /** The API's own words on why it failed. */
  errors: readonly string[];
  /** Whether more interactions follow in the thread. */
  isLast: boolean;
}

/** The parts of a live thread. */
export function partsOfThread(interactions: readonly InteractionState[]): ThreadPart[] {
  return interactions.map((interaction, at) => ({
    key: interaction.key,
    status: interaction.status,
    outcome: interaction.outcome,
    entries: interaction.input.length > 0 ? [...interaction.input, ...interaction.steps] : interaction.steps,
    error: interaction.error,
    errors: errorsOf(interaction.metadata),
    isLast: at === interactions.length - 1,
  }));
}

/** The one part of an interaction that was stored, or fetched without streaming, in any dialect. */
export function partOfInteraction(stored: Interaction): ThreadPart {
  const interaction = normalizeInteraction(stored) ?? stored;
  return {
    key: 'interaction',
    status: textOf(interaction.status) || 'idle',
    outcome: 'finished',
    entries: toEntries(listOf(interaction.steps)),
    errors: errorsOf(interaction),
    isLast: true,
  };
}

/** The one part of bare steps, of which nothing else is known. */
export function partOfSteps(steps: readonly (Step | StepEntry)[]): ThreadPart {
  const entries = toEntries(listOf(steps));
  const running = entries.some((entry) => entry.status === 'streaming');
  return { key: 'steps', status: 'idle', outcome: running ? 'running' : 'finished', entries, errors: [], isLast: true };
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

function errorsOf(fields: { errors?: unknown }): string[] {
  const messages = listOf(fields.errors).map((error) => {
    const { message, code } = recordOf(error);
    return textOf(message) || textOf(code);
  });
  return [...new Set(messages)].filter((message) => message !== '');
}

import type { Interaction } from './Interaction.ts';
import { isContentType, normalizeContent } from './normalizeContent.ts';
import { normalizeError } from './normalizeError.ts';
import { normalizeStatus } from './normalizeStatus.ts';
import { normalizeStep } from './normalizeStep.ts';
import { normalizeUsage } from './normalizeUsage.ts';
import { isWire, normalizeList, typeOf, withField, withFields, type Wire } from './Wire.ts';

const OUTPUTS = ['outputs', 'output'];

/**
 * A whole interaction in the current words: a JSON answer, or one that was stored, in any dialect. An answer without a
 * status is taken as `completed` when it has steps, as `in_progress` when it has none. The very same object when it
 * already is in the current words.
 *
 * @returns `undefined` when the value is no interaction but, say, an event or the body of an error.
 */
export function normalizeInteraction(value: unknown): Interaction | undefined {
  if (!isWire(value) || !isInteraction(value)) return undefined;
  const interaction = normalizeInteractionFields(value);
  const status = interaction.status ?? (Array.isArray(interaction.steps) ? 'completed' : 'in_progress');
  return withField(interaction, 'status', status) as unknown as Interaction;
}

/** The fields of an interaction in the current words, whichever of them there are: events carry but a part. */
export function normalizeInteractionFields(value: Wire): Wire {
  const interaction = withFields(value, {
    status: normalizeStatus(value.status),
    usage: normalizeUsage(value.usage),
    steps: normalizeList(value.steps, normalizeStep),
  });
  return withErrors(withOutputs(interaction));
}

function isInteraction(value: Wire): boolean {
  if (typeof value.event_type === 'string') return false;
  if (value.object === 'interaction') return true;
  if (typeof value.type === 'string') return false;
  if (['steps', ...OUTPUTS].some((name) => Array.isArray(value[name]))) return true;
  return (
    typeof value.status === 'string' && [value.id, value.model, value.agent].some((name) => typeof name === 'string')
  );
}

/** Music models and former revisions answer with a flat list of contents instead of steps. */
function withOutputs(interaction: Wire): Wire {
  if (Array.isArray(interaction.steps) && interaction.steps.length > 0) return interaction;
  for (const field of OUTPUTS) {
    const steps = stepsFromOutputs(interaction[field]);
    if (steps.length > 0) return { ...withField(interaction, field, undefined), steps };
  }
  return interaction;
}

/** Adjacent contents share one `model_output`; thoughts, calls and results become steps of their own, in order. */
function stepsFromOutputs(outputs: unknown): readonly Wire[] {
  const steps: Wire[] = [];
  if (!Array.isArray(outputs)) return steps;
  let content: Wire[] | undefined;
  for (const output of outputs) {
    const item = normalizeContent(output);
    if (item === undefined) continue;
    const type = typeOf(item);
    if (type === '' || isContentType(type)) {
      if (content === undefined) steps.push({ type: 'model_output', content: (content = []) });
      content.push(item);
    } else {
      content = undefined;
      steps.push(normalizeStep(item) ?? item);
    }
  }
  return steps;
}

/** One `error` is a list of one. An empty one says nothing. */
function withErrors(interaction: Wire): Wire {
  const errors = normalizeList(interaction.errors, normalizeError);
  const error = errors === undefined ? normalizeError(interaction.error) : undefined;
  if (error === undefined || Object.keys(error).length === 0) return withField(interaction, 'errors', errors);
  return { ...withField(interaction, 'error', undefined), errors: [error] };
}

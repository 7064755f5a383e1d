import { isContent } from '../../protocol/guards.ts';
import type { Step } from '../../protocol/Step.ts';
import type { StepEntry } from '../../store/state/InteractionState.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { toItems } from '../steps/toItems.ts';

/**
 * What an answer says, as the markdown that the model wrote: the texts of all `model_output` steps, a blank line between
 * them. Neither citations nor media nor what else was done is in it.
 *
 * @param entries Steps, or entries of a thread: those of a turn, say.
 */
export function textOfAnswer(entries: readonly (Step | StepEntry)[]): string {
  return textIn(entries, 'model_output');
}

/** What was asked: the texts of all `user_input` steps, as those of an answer. */
export function textOfInput(entries: readonly (Step | StepEntry)[]): string {
  return textIn(entries, 'user_input');
}

function textIn(entries: readonly (Step | StepEntry)[], wanted: string): string {
  return entries
    .map((entry) => recordOf('step' in entry ? entry.step : entry))
    .filter(({ type }) => type === wanted)
    .flatMap(({ content }) => toItems(content))
    .map((item) => (isContent(item, 'text') ? textOf(item.text).trim() : ''))
    .filter((text) => text !== '')
    .join('\n\n');
}

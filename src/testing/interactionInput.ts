import type { InteractionInput } from '../protocol/CreateInteractionParams.ts';
import type { Step } from '../protocol/Step.ts';
import { toInputSteps } from '../store/thread/toInputSteps.ts';

/** An input as the steps it stands for; none without an input. */
export function inputSteps(input: InteractionInput | undefined): Step[] {
  return input === undefined ? [] : toInputSteps(input);
}

/** The steps that are to be answered now: what follows the last step of the model, where a history is sent along. */
export function newInputSteps(input: InteractionInput | undefined): Step[] {
  const steps = inputSteps(input);
  const ofModel = steps.map(({ type }) => type !== 'user_input' && type !== 'function_result');
  return steps.slice(ofModel.lastIndexOf(true) + 1);
}

/** What the user has just said: the text of the last `user_input`, without its attachments. */
export function inputText(input: InteractionInput | undefined): string {
  const inputs = inputSteps(input).filter((step) => step.type === 'user_input');
  return contentText((inputs.at(-1) as { content?: unknown } | undefined)?.content);
}

/** The text of content: of a string, it is the string itself. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? [text] : [])).join('\n');
}

import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import type { FunctionResultStep, ModelOutputStep, Step } from '../protocol/Step.ts';
import { contentText, inputText, newInputSteps } from './interactionInput.ts';

/** What a server without a model can say: it puts the function results that it is sent into words, or repeats the prompt. */
export function respondByDefault({ input }: CreateInteractionParams): Step[] {
  const results = newInputSteps(input).filter((step) => step.type === 'function_result') as FunctionResultStep[];
  if (results.length > 0) return [say(results.map(describeResult).join('\n\n'))];
  const prompt = inputText(input);
  return [say(prompt ? `You said: ${prompt}` : 'You sent no text.')];
}

function say(text: string): ModelOutputStep {
  return { type: 'model_output', content: [{ type: 'text', text }] };
}

function describeResult({ name, call_id, is_error, result }: FunctionResultStep): string {
  const who = `\`${name || call_id}\``;
  const text = describe(result);
  if (is_error) return `${who} failed: ${text}`;
  return text.includes('\n') ? `${who} returned:\n\n${text}` : `${who} returned ${text}`;
}

function describe(result: unknown): string {
  if (typeof result === 'string' || Array.isArray(result)) return contentText(result) || JSON.stringify(result);
  if (typeof result !== 'object' || result === null) return JSON.stringify(result) ?? 'nothing';
  const fields = Object.entries(result).map(([name, value]) => `- **${name}**: ${describeValue(value)}`);
  return fields.length === 0 ? '{}' : `${fields.join('\n')}\n`;
}

function describeValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

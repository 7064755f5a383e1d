import { isWire, withNames } from './Wire.ts';

/** Token counts under their former names, and under those of `generateContent`. */
const CURRENT: ReadonlyMap<string, string> = new Map([
  ['prompt_tokens', 'total_input_tokens'],
  ['prompt_token_count', 'total_input_tokens'],
  ['completion_tokens', 'total_output_tokens'],
  ['candidates_token_count', 'total_output_tokens'],
  ['thoughts_token_count', 'total_thought_tokens'],
  ['cached_input_tokens', 'total_cached_tokens'],
  ['cached_content_token_count', 'total_cached_tokens'],
  ['tool_use_prompt_token_count', 'total_tool_use_tokens'],
  ['total_token_count', 'total_tokens'],
]);

/** Usage in the current words; `undefined` when the value is no usage. Counts that it does not know stay as they came. */
export function normalizeUsage(value: unknown): unknown {
  return isWire(value) ? withNames(value, CURRENT) : undefined;
}

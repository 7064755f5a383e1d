import type { ModalityTokens, Usage } from '../../protocol/Usage.ts';
import type { Wire } from '../../protocol/Wire.ts';
import { filled, recordsOf, textOf } from './fields.ts';

/** `usageMetadata` in the words of an interaction. The counts mean the same; both leave thoughts out of the output. */
export function toUsage(metadata: Wire): Usage {
  const count = (name: string) => {
    const value = metadata[name];
    return typeof value === 'number' ? value : undefined;
  };
  return filled({
    total_tokens: count('totalTokenCount'),
    total_input_tokens: count('promptTokenCount'),
    total_output_tokens: count('candidatesTokenCount'),
    total_thought_tokens: count('thoughtsTokenCount'),
    total_cached_tokens: count('cachedContentTokenCount'),
    total_tool_use_tokens: count('toolUsePromptTokenCount'),
    initial_input_tokens: count('initialPromptTokenCount'),
    input_tokens_by_modality: byModality(metadata.promptTokensDetails),
    output_tokens_by_modality: byModality(metadata.candidatesTokensDetails),
    cached_tokens_by_modality: byModality(metadata.cacheTokensDetails),
    tool_use_tokens_by_modality: byModality(metadata.toolUsePromptTokensDetails),
  });
}

function byModality(details: unknown): ModalityTokens[] | undefined {
  if (!Array.isArray(details)) return undefined;
  return recordsOf(details).map(({ modality, tokenCount }) => ({
    ...filled({ modality: textOf(modality).toLowerCase() }),
    ...(typeof tokenCount === 'number' && { tokens: tokenCount }),
  }));
}

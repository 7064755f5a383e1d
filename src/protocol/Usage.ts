import type { OpenString } from './OpenString.ts';

/** Tokens of one modality. */
export interface ModalityTokens {
  modality?: OpenString<'text' | 'image' | 'audio' | 'video' | 'document'>;
  tokens?: number;
}

/** How often a grounding tool ran. */
export interface GroundingToolCount {
  type?: OpenString<'google_search' | 'google_maps' | 'retrieval'>;
  count?: number;
  /** Queries sent, of those times. Not in the SDK's types. */
  search_query_count?: number;
}

/** Tokens of one call of the model; the details are lists by modality. */
export interface ModelInvocationTokenCount {
  prompt_tokens_details?: unknown[];
  candidates_tokens_details?: unknown[];
}

/**
 * Token counts. All are optional, and no arithmetic between them holds on the real wire: cached tokens can exceed input
 * tokens, and transcription models report no output at all.
 */
export interface Usage {
  total_tokens?: number;
  /** Includes cached tokens as a rule. */
  total_input_tokens?: number;
  /** Excludes thought tokens. */
  total_output_tokens?: number;
  total_thought_tokens?: number;
  total_cached_tokens?: number;
  total_tool_use_tokens?: number;
  /** Input of the first continuation hop, when a response was continued automatically. */
  initial_input_tokens?: number;
  input_tokens_by_modality?: ModalityTokens[];
  output_tokens_by_modality?: ModalityTokens[];
  cached_tokens_by_modality?: ModalityTokens[];
  tool_use_tokens_by_modality?: ModalityTokens[];
  grounding_tool_count?: GroundingToolCount[];
  /** Seen on the wire, not in the SDK's types. */
  raw_prompt_token?: number;
  /** Where transcription models put the count that `total_output_tokens` lacks. Not in the SDK's types. */
  model_invocation_token_counts?: ModelInvocationTokenCount[];
}

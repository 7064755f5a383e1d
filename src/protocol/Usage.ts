import type { OpenString } from './OpenString.ts';

/** Tokens of one modality. */
export interface ModalityTokens {
  /** What they stand for. */
  modality?: OpenString<'text' | 'image' | 'audio' | 'video' | 'document'>;
  /** How many. */
  tokens?: number;
}

/** How often a grounding tool ran. */
export interface GroundingToolCount {
  /** Which tool. */
  type?: OpenString<'google_search' | 'google_maps' | 'retrieval'>;
  /** How often it ran. */
  count?: number;
  /** Queries sent, of those times. Not in the SDK's types. */
  search_query_count?: number;
}

/** Tokens of one call of the model; the details are lists by modality. */
export interface ModelInvocationTokenCount {
  /** Of what the model was given. */
  prompt_tokens_details?: unknown[];
  /** Of what it said. */
  candidates_tokens_details?: unknown[];
}

/**
 * Token counts. All are optional, and no arithmetic between them holds on the real wire: cached tokens can exceed input
 * tokens, and transcription models report no output at all.
 */
export interface Usage {
  /** Of everything, as the API adds it up. */
  total_tokens?: number;
  /** Includes cached tokens as a rule. */
  total_input_tokens?: number;
  /** Excludes thought tokens. */
  total_output_tokens?: number;
  /** Of thoughts. */
  total_thought_tokens?: number;
  /** Of input that was cached. */
  total_cached_tokens?: number;
  /** Of what server-side tools brought into the prompt. */
  total_tool_use_tokens?: number;
  /** Input of the first continuation hop, when a response was continued automatically. */
  initial_input_tokens?: number;
  /** The input, by modality. */
  input_tokens_by_modality?: ModalityTokens[];
  /** The output, by modality. */
  output_tokens_by_modality?: ModalityTokens[];
  /** Cached input, by modality. */
  cached_tokens_by_modality?: ModalityTokens[];
  /** What tools brought, by modality. */
  tool_use_tokens_by_modality?: ModalityTokens[];
  /** How often each grounding tool ran. */
  grounding_tool_count?: GroundingToolCount[];
  /** Seen on the wire, not in the SDK's types. */
  raw_prompt_token?: number;
  /** Where transcription models put the count that `total_output_tokens` lacks. Not in the SDK's types. */
  model_invocation_token_counts?: ModelInvocationTokenCount[];
}

import type { KnownAnnotation } from './Annotation.ts';
import type { AudioContent, DocumentContent, ImageContent, KnownContent, VideoContent } from './Content.ts';
import type {
  CodeExecutionCallStep,
  FunctionResultStep,
  GoogleMapsCallStep,
  GoogleMapsResult,
  GoogleSearchCallStep,
  GoogleSearchResult,
  MCPServerToolCallStep,
  MCPServerToolResultStep,
  RetrievalCallStep,
  URLContextCallStep,
  URLContextResult,
} from './Step.ts';
import type { OpenString } from './OpenString.ts';

/** More text of a `model_output`. Continues the last text item, or opens one after a medium. */
export interface TextDelta {
  type: 'text';
  text: string;
  /** Former revisions send annotations along with the text instead of a `text_annotation_delta`. */
  annotations?: KnownAnnotation[];
}

/** An image of a `model_output`. Whole as a rule; without `mime_type` it continues the image before it. */
export interface ImageDelta extends Omit<ImageContent, 'type'> {
  type: 'image';
}

/** A piece of audio, base64 padded by itself. `mime_type` and rate may come with the first piece only. */
export interface AudioDelta extends Omit<AudioContent, 'type'> {
  type: 'audio';
  /** Hz. Deprecated in favour of `sample_rate`. */
  rate?: number;
}

/** A video of a `model_output`. */
export interface VideoDelta {
  type: 'video';
  data?: string;
  uri?: string;
  mime_type?: VideoContent['mime_type'];
  resolution?: VideoContent['resolution'];
}

/** A document of a `model_output`. */
export interface DocumentDelta extends Omit<DocumentContent, 'type'> {
  type: 'document';
}

/** Annotations of the last text item. Usually one late delta with all of them. */
export interface TextAnnotationDelta {
  type: 'text_annotation_delta';
  annotations?: KnownAnnotation[];
}

/** A new entry of a thought's summary. Empty ones occur between others. */
export interface ThoughtSummaryDelta {
  type: 'thought_summary';
  content?: KnownContent;
  /** Former revisions may send the thought's signature along. */
  signature?: string;
}

/** A thought's signature, once, as a rule right before `step.stop`. Replaces; an empty one says nothing. */
export interface ThoughtSignatureDelta {
  type: 'thought_signature';
  signature?: string;
}

/** A piece of a function call's arguments: JSON text to be joined in order. Often the whole in one. */
export interface ArgumentsDelta {
  type: 'arguments_delta';
  arguments?: string;
}

/** The rest of a `function_result`. `result` may be missing. */
export interface FunctionResultDelta {
  type: 'function_result';
  name?: string;
  is_error?: boolean;
  result: FunctionResultStep['result'];
}

/** The code that the server runs. */
export interface CodeExecutionCallDelta {
  type: 'code_execution_call';
  arguments: CodeExecutionCallStep['arguments'];
  signature?: string;
}

/** What the code printed. */
export interface CodeExecutionResultDelta {
  type: 'code_execution_result';
  result: string;
  is_error?: boolean;
  signature?: string;
}

/** The URLs that the model reads. */
export interface URLContextCallDelta {
  type: 'url_context_call';
  arguments: URLContextCallStep['arguments'];
  signature?: string;
}

/** How reading them went. */
export interface URLContextResultDelta {
  type: 'url_context_result';
  result: URLContextResult[];
  is_error?: boolean;
  signature?: string;
}

/** The queries of a Google search. */
export interface GoogleSearchCallDelta {
  type: 'google_search_call';
  arguments: GoogleSearchCallStep['arguments'];
  signature?: string;
}

/** What the search gave. `result` may be missing: only `is_error` then. */
export interface GoogleSearchResultDelta {
  type: 'google_search_result';
  result: GoogleSearchResult[];
  is_error?: boolean;
  signature?: string;
}

/** The queries to Google Maps. */
export interface GoogleMapsCallDelta {
  type: 'google_maps_call';
  arguments?: GoogleMapsCallStep['arguments'];
  signature?: string;
}

/** The places that Maps gave. */
export interface GoogleMapsResultDelta {
  type: 'google_maps_result';
  result?: GoogleMapsResult[];
  signature?: string;
}

/** A file search runs. */
export interface FileSearchCallDelta {
  type: 'file_search_call';
  signature?: string;
}

/** What the file search gave; the API has never been seen to fill `result`. */
export interface FileSearchResultDelta {
  type: 'file_search_result';
  result: {}[];
  signature?: string;
}

/** The rest of an MCP tool call. */
export interface MCPServerToolCallDelta {
  type: 'mcp_server_tool_call';
  name: string;
  server_name: string;
  arguments: MCPServerToolCallStep['arguments'];
}

/** What the MCP tool gave. */
export interface MCPServerToolResultDelta {
  type: 'mcp_server_tool_result';
  name?: string;
  server_name?: string;
  result: MCPServerToolResultStep['result'];
}

/** The queries of a retrieval. */
export interface RetrievalCallDelta {
  type: 'retrieval_call';
  arguments: RetrievalCallStep['arguments'];
  retrieval_type?: RetrievalCallStep['retrieval_type'];
  signature?: string;
}

/** The retrieval is over. */
export interface RetrievalResultDelta {
  type: 'retrieval_result';
  is_error?: boolean;
  signature?: string;
}

/** A processing step's signature. */
export interface ProcessingCallDelta {
  type: 'processing_call';
  signature?: string;
}

/** A processing result's signature. */
export interface ProcessingResultDelta {
  type: 'processing_result';
  signature?: string;
}

/** The delta types this version knows: those of `@google/genai`. None carries an `id` or `call_id`. */
export type KnownDelta =
  | TextDelta
  | ImageDelta
  | AudioDelta
  | VideoDelta
  | DocumentDelta
  | TextAnnotationDelta
  | ThoughtSummaryDelta
  | ThoughtSignatureDelta
  | ArgumentsDelta
  | FunctionResultDelta
  | CodeExecutionCallDelta
  | CodeExecutionResultDelta
  | URLContextCallDelta
  | URLContextResultDelta
  | GoogleSearchCallDelta
  | GoogleSearchResultDelta
  | GoogleMapsCallDelta
  | GoogleMapsResultDelta
  | FileSearchCallDelta
  | FileSearchResultDelta
  | MCPServerToolCallDelta
  | MCPServerToolResultDelta
  | RetrievalCallDelta
  | RetrievalResultDelta
  | ProcessingCallDelta
  | ProcessingResultDelta;

/**
 * A delta of a type that this version does not know. Its fields are laid over the step, so nothing of it is lost.
 *
 * `content` is a type that only proxies send: `content` then is a text or an image that belongs to the answer of a
 * `model_output` or to the summary of a `thought`, which the step decides. `function_call` brings a call's arguments as
 * an object, not as text. `''` is a delta whose type could not be told; it may be empty.
 */
export interface UnknownDelta {
  type: OpenString<'content' | 'function_call'>;
  [key: string]: unknown;
}

/** Any delta, known or not. */
export type Delta = KnownDelta | UnknownDelta;

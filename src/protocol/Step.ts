import type { KnownContent, ThoughtSummaryContent } from './Content.ts';
import type { ReviewSnippet } from './Annotation.ts';
import type { OpenString } from './OpenString.ts';

/** An RPC status: why a step failed. */
export interface Status {
  /** A google.rpc code as a number: 7 is a safety refusal, 11 an output limit. */
  code?: number;
  message?: string;
  details?: { [key: string]: unknown }[];
}

/** A server-side call that carries an opaque signature, which must be sent back untouched and is never shown. */
interface Signed {
  /** Opaque base64. `""` is a placeholder that says nothing. */
  signature?: string;
}

/** What the user said. Streams of agents and fetched interactions begin with it; it then comes whole. */
export interface UserInputStep {
  type: 'user_input';
  content?: KnownContent[];
}

/** The model's answer, or a part of it. Starts bare and is filled by content deltas; several may follow one another. */
export interface ModelOutputStep {
  type: 'model_output';
  /** In order. Text after a medium opens a new text item. */
  content?: KnownContent[];
  /** Why this output failed or was cut. */
  error?: Status;
}

/** The model's thinking. Often only a signature; the summary comes where `thinking_summaries` asks for it. */
export interface ThoughtStep extends Signed {
  type: 'thought';
  /** One entry a summary delta; text entries begin with a bold markdown title. */
  summary?: ThoughtSummaryContent[];
}

/**
 * The model asks for a function to be run, by the host or, with some agents, on the server. Arguments arrive as JSON text,
 * often in one piece; until then they are `{}` or missing.
 */
export interface FunctionCallStep extends Signed {
  type: 'function_call';
  /** May be empty or repeated. */
  id: string;
  name: string;
  arguments: { [key: string]: unknown };
}

/**
 * What a function returned: sent by the host, or by an agent that ran it on the server. `result` may never come; it is a
 * string, content items, `{ content: [...] }` or any JSON.
 */
export interface FunctionResultStep extends Signed {
  type: 'function_result';
  /** The `id` of the call; may match none. */
  call_id: string;
  name?: string;
  is_error?: boolean;
  result: KnownContent[] | {} | string;
}

/** The model runs code on the server. Starts with an id only; `language` may be missing, and is `PYTHON` on some wires. */
export interface CodeExecutionCallStep extends Signed {
  type: 'code_execution_call';
  id: string;
  arguments: { code?: string; language?: OpenString<'python' | 'bash'> };
}

/** What the code printed or drew. `is_error` says that the code failed, not that the interaction did. */
export interface CodeExecutionResultStep extends Signed {
  type: 'code_execution_result';
  call_id: string;
  is_error?: boolean;
  result: KnownContent[] | string;
}

/** The model reads web pages. Starts with an id only; the URLs come in a delta. */
export interface URLContextCallStep extends Signed {
  type: 'url_context_call';
  id: string;
  arguments: { urls?: string[] };
}

/** How reading one URL went. */
export interface URLContextResult {
  url?: string;
  status?: OpenString<'success' | 'error' | 'paywall' | 'unsafe'>;
}

/** How reading the pages went, a row a URL. */
export interface URLContextResultStep extends Signed {
  type: 'url_context_result';
  call_id: string;
  is_error?: boolean;
  result: URLContextResult[];
}

/** The model searches with Google. May come before or after the answer that it grounds. */
export interface GoogleSearchCallStep extends Signed {
  type: 'google_search_call';
  id: string;
  arguments: { queries?: string[] };
  /** Only in responses that were not streamed. */
  search_type?: OpenString<'web_search' | 'image_search' | 'enterprise_web_search'>;
}

/** One row of a search result. Rows with only `search_suggestions` are usual. */
export interface GoogleSearchResult {
  /** HTML and CSS by Google, to be shown as given, isolated. */
  search_suggestions?: string;
  url?: string;
  title?: string;
  rendered_content?: string;
}

/** What the search gave. `result` may be absent, `null` or empty: only that the search took place is known then. */
export interface GoogleSearchResultStep extends Signed {
  type: 'google_search_result';
  call_id: string;
  is_error?: boolean;
  result: GoogleSearchResult[];
  /** What was found, as text. Only in the answers of one early dialect, which have it in place of `result`. */
  content?: KnownContent[];
}

/** The model asks Google Maps. Starts with an id only; the queries come in a delta. */
export interface GoogleMapsCallStep extends Signed {
  type: 'google_maps_call';
  id: string;
  arguments?: { queries?: string[] };
}

/** A place on Google Maps. */
export interface GoogleMapsPlace {
  name?: string;
  place_id?: string;
  url?: string;
  review_snippets?: ReviewSnippet[];
}

/** One row of a Maps result. */
export interface GoogleMapsResult {
  places?: GoogleMapsPlace[];
  widget_context_token?: string;
}

/** The places that Maps gave, in rows. Rows may lack `places`. */
export interface GoogleMapsResultStep extends Signed {
  type: 'google_maps_result';
  call_id: string;
  result: GoogleMapsResult[];
}

/** The model searches uploaded files. Says nothing but that it does. */
export interface FileSearchCallStep extends Signed {
  type: 'file_search_call';
  id: string;
}

/** The file search is over. What it found shows up as file citations. */
export interface FileSearchResultStep extends Signed {
  type: 'file_search_result';
  call_id: string;
}

/** The model calls a tool of an MCP server. Specified, but never seen live: see `tool_call` of {@link UnknownStep}. */
export interface MCPServerToolCallStep extends Signed {
  type: 'mcp_server_tool_call';
  id: string;
  name: string;
  server_name: string;
  arguments: { [key: string]: unknown };
}

/** What the MCP tool gave. */
export interface MCPServerToolResultStep extends Signed {
  type: 'mcp_server_tool_result';
  call_id: string;
  name?: string;
  server_name?: string;
  result: KnownContent[] | {} | string;
}

/** The model retrieves from a corpus. Vertex AI only; the queries may come in a delta. */
export interface RetrievalCallStep extends Signed {
  type: 'retrieval_call';
  id: string;
  arguments: { queries?: string[] };
  retrieval_type?: OpenString<'vertex_ai_search' | 'rag_store' | 'exa_ai_search' | 'parallel_ai_search'>;
}

/** The retrieval is over. Says whether it failed, not what it found. */
export interface RetrievalResultStep extends Signed {
  type: 'retrieval_result';
  call_id: string;
  is_error?: boolean;
}

/** The server processes a medium. Says nothing but that it does. */
export interface ProcessingCallStep extends Signed {
  type: 'processing_call';
  id: string;
}

/** The processing is over. Says nothing but that it is. */
export interface ProcessingResultStep extends Signed {
  type: 'processing_result';
  call_id: string;
}

/**
 * The step types this version knows: those of `@google/genai`. What the SDK says is required may still be missing: a
 * stream starts most steps bare and fills them by deltas, and may end before it has.
 */
export type KnownStep =
  | UserInputStep
  | ModelOutputStep
  | ThoughtStep
  | FunctionCallStep
  | FunctionResultStep
  | CodeExecutionCallStep
  | CodeExecutionResultStep
  | URLContextCallStep
  | URLContextResultStep
  | GoogleSearchCallStep
  | GoogleSearchResultStep
  | GoogleMapsCallStep
  | GoogleMapsResultStep
  | FileSearchCallStep
  | FileSearchResultStep
  | MCPServerToolCallStep
  | MCPServerToolResultStep
  | RetrievalCallStep
  | RetrievalResultStep
  | ProcessingCallStep
  | ProcessingResultStep;

/** The `type` of a {@link KnownStep}. */
export type KnownStepType = KnownStep['type'];

/**
 * A step of a type that this version does not know. Kept as it came. Seen on the wire but not in the SDK: `tool_call` (how
 * the API announces an MCP call: `id` and `signature`, nothing else), `tool_search_call` and `tool_search_result`.
 */
export interface UnknownStep {
  type: string;
  [key: string]: unknown;
}

/** Any step, known or not. Narrow it with `isStep(step, 'thought')` or `isKnownStep(step)`. */
export type Step = KnownStep | UnknownStep;

import type { Content } from './Content.ts';
import type { Step } from './Step.ts';

/** What an interaction can be asked with: text, content items, or steps (a stateless history, function results). */
export type InteractionInput = string | Content | readonly Content[] | readonly Step[];

/** A tool declaration. `{ type: 'function', name, description, parameters }` declares a function; other types are the server's. */
export interface Tool {
  /** `function`, or the name of one of the server's: `google_search`, `code_execution`, `mcp_server`, … */
  type: string;
  [key: string]: unknown;
}

/**
 * The body of `POST /interactions`. Either `model` or `agent` is required by the API. The list is open: a field that is
 * not named here is sent as it is.
 */
export interface CreateInteractionParams {
  /** Its name without `models/`: `gemini-3-flash-preview`. */
  model?: string;
  /** In place of a model: `deep-research-preview-04-2026`. */
  agent?: string;
  /** Required by the API, but for a hop that is asked for by its `continuation_token`. */
  input?: InteractionInput;
  /** Ask for server-sent events. */
  stream?: boolean;
  /** `false`: the server keeps nothing; the interaction has no id and cannot be continued or resumed. */
  store?: boolean;
  /** Run on after the connection closes. Agents only. */
  background?: boolean;
  /** Of a stored interaction: the conversation goes on from there. */
  previous_interaction_id?: string;
  /** From an interaction that ended `requires_continuation`, for its next hop. The store sends it by itself. */
  continuation_token?: string;
  /** What the model is told before the conversation. */
  system_instruction?: string;
  /** What the model may call. Functions that the store runs are added to these. */
  tools?: readonly Tool[];
  /** `temperature`, `thinking_level`, `thinking_summaries`, … */
  generation_config?: { [key: string]: unknown };
  /** How an agent works, by its `type`. */
  agent_config?: { type: string; [key: string]: unknown };
  /** Asks for JSON, with a schema, or for an image or audio. A format, or a list of them. */
  response_format?: unknown;
  [key: string]: unknown;
}

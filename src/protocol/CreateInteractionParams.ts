import type { Content } from './Content.ts';
import type { Step } from './Step.ts';

/** What an interaction can be asked with: text, content items, or steps (a stateless history, function results). */
export type InteractionInput = string | Content | readonly Content[] | readonly Step[];

/** A tool declaration. `{ type: 'function', name, description, parameters }` declares a function; other types are the server's. */
export interface Tool {
  type: string;
  [key: string]: unknown;
}

/**
 * The body of `POST /interactions`. Either `model` or `agent` is required by the API. The list is open: a field that is
 * not named here is sent as it is.
 */
export interface CreateInteractionParams {
  model?: string;
  agent?: string;
  input?: InteractionInput;
  /** Ask for server-sent events. */
  stream?: boolean;
  /** `false`: the server keeps nothing; the interaction has no id and cannot be continued or resumed. */
  store?: boolean;
  /** Run on after the connection closes. Agents only. */
  background?: boolean;
  previous_interaction_id?: string;
  continuation_token?: string;
  system_instruction?: string;
  tools?: readonly Tool[];
  generation_config?: { [key: string]: unknown };
  agent_config?: { type: string; [key: string]: unknown };
  response_format?: unknown;
  [key: string]: unknown;
}

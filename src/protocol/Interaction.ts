import type { OpenString } from './OpenString.ts';
import type { Content } from './Content.ts';
import type { Step } from './Step.ts';
import type { Usage } from './Usage.ts';

/**
 * Where an interaction stands, in the API's words. Open: an unknown status is kept and does not end anything.
 *
 * Over: `completed`, `failed`, `cancelled`, `incomplete`, `budget_exceeded`. The host must act: `requires_action`.
 * Still going: `queued`, `in_progress`, `requires_continuation`.
 */
export type InteractionStatus = OpenString<
  | 'in_progress'
  | 'requires_action'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'incomplete'
  | 'budget_exceeded'
  | 'queued'
  | 'requires_continuation'
>;

const OVER: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'incomplete', 'budget_exceeded']);

/** Whether nothing more will come for an interaction of this status. False for unknown statuses. */
export function isTerminalStatus(status: string | undefined): boolean {
  return status !== undefined && OVER.has(status);
}

/** Whether the model's turn is over: terminal, or waiting for the host to answer a function call. */
export function isTurnOver(status: string | undefined): boolean {
  return status === 'requires_action' || isTerminalStatus(status);
}

/** An error in the API's words. Every field may be missing; `code` is a string such as `gateway_timeout`. */
export interface InteractionErrorDetail {
  /** `gateway_timeout`, `rate_limit_exceeded`, … */
  code?: string;
  /** In English, for developers. */
  message?: string;
}

/** What the API answers without streaming, and what a stream adds up to. */
export interface Interaction {
  /** Missing, or empty, when the interaction is not stored (`store: false`). */
  id?: string;
  /** Where it stands. */
  status: InteractionStatus;
  /** Missing when the turn produced no step at all. */
  steps?: Step[];
  /** The model that answered. */
  model?: string;
  /** The agent that answered, where one did. */
  agent?: string;
  /** ISO 8601. */
  created?: string;
  /** ISO 8601. */
  updated?: string;
  /** Always `interaction`. */
  object?: string;
  /** How it was served. */
  service_tier?: OpenString<'flex' | 'standard' | 'priority' | 'deferred'>;
  /** Tokens, once they are counted. */
  usage?: Usage;
  /** Why the interaction failed, when `status` says so. */
  errors?: InteractionErrorDetail[];
  /** The one that it goes on from. */
  previous_interaction_id?: string;
  /** The execution environment, where the request asked for one. */
  environment_id?: string;
  /** With `status: 'requires_continuation'`: what the next hop is asked with. */
  continuation_token?: string;
  /** What was sent. Only where the API was asked for it. */
  input?: string | Content | Content[] | Step[];
}

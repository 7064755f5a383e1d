import type { CreateInteractionParams } from '../protocol/CreateInteractionParams.ts';
import { apiErrorResponse } from './apiErrorResponse.ts';
import { newId } from './renewIds.ts';

type Hop = readonly string[];

/** The hops that are still to be asked for. */
export interface HopTokens {
  /** A token for the hops that follow the interaction with this id, which is in their frames; `''` if it is not stored. */
  issue(hops: readonly Hop[], id: string): string;
  /**
   * The hops that a request asks for by its `continuation_token`, as those of the interaction `id`; or what is wrong with
   * the request. A token is good until `spend`: whoever has lost the connection to a hop may ask for it again.
   */
  redeem(token: string, params: CreateInteractionParams, id: string): readonly Hop[] | Response;
  /** The hop of this token was sent whole: the token is used up. */
  spend(token: string): void;
}

export function createHopTokens(): HopTokens {
  const issued = new Map<string, { hops: readonly Hop[]; id: string }>();
  return {
    issue(hops, id) {
      const token = newId('ct_');
      issued.set(token, { hops, id });
      return token;
    },
    redeem(token, { previous_interaction_id: previous, input }, id) {
      const found = issued.get(token);
      if (!found) return invalid('The continuation_token is not known, or was used before.');
      if (found.id !== (previous ?? '')) {
        return invalid('previous_interaction_id is not the interaction that gave the continuation_token.');
      }
      if (found.id !== '' && input !== undefined) {
        return invalid('A stored interaction is continued without input.');
      }
      return found.hops.map((hop) => hop.map((frame) => withId(frame, found.id, id)));
    },
    spend: (token) => void issued.delete(token),
  };
}

function withId(frame: string, from: string, to: string): string {
  return from === '' ? frame : frame.replaceAll(JSON.stringify(from), JSON.stringify(to));
}

function invalid(message: string): Response {
  return apiErrorResponse('invalid_request', message);
}

import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';
import { normalizeEvent } from '../protocol/normalizeEvent.ts';
import { readErrorDetail } from './readErrorDetail.ts';

/** The `error` event for an error that came as a JSON document of its own. `undefined` where the value is no error. */
export function errorEventFrom(document: unknown): InteractionSSEEvent | undefined {
  const detail = readErrorDetail(document);
  if (!detail) return undefined;
  const { retryAfter: _, ...error } = detail;
  return normalizeEvent({ event_type: 'error', error });
}

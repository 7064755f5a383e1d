import { normalizeError } from './normalizeError.ts';
import { normalizeInteractionFields } from './normalizeInteraction.ts';
import { definedOf, isWire, withField, type Wire } from './Wire.ts';

/**
 * An `error` event in the current words. `code` and `message` may also stand on the event itself; without either, and
 * without an `error`, it stays empty, which is noise by the API's own habit.
 */
export function normalizeErrorEvent(event: Wire): Wire {
  const { interaction } = event;
  const attached = isWire(interaction)
    ? withField(event, 'interaction', normalizeInteractionFields(interaction))
    : event;
  const error = normalizeError(attached.error);
  const { code, message, ...rest } = attached;
  const isSaid = error !== undefined && Object.keys(error).length > 0;
  if (isSaid || (!isText(code) && !isText(message))) return withField(attached, 'error', error);
  return { ...rest, error: normalizeError(definedOf({ code, message })) };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

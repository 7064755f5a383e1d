import type { InteractionSSEEvent } from './InteractionSSEEvent.ts';
import { normalizeError } from './normalizeError.ts';
import { normalizeErrorEvent } from './normalizeErrorEvent.ts';
import {
  normalizeStatusEvent,
  normalizeStatusUpdate,
  normalizeWithInteraction,
  statusOfEventType,
} from './normalizeLifecycle.ts';
import { normalizeStepDelta, normalizeStepStart, normalizeStepStop } from './normalizeStepEvent.ts';
import { isWire, type Wire } from './Wire.ts';

/**
 * An event of any dialect in the current words: what a stream of today's API would have sent.
 *
 * Stateless and total: it never throws, whatever the value. An event that already is in the current words is returned as
 * the very same object, after a few property reads; one that is not is never changed, only copied.
 *
 * What kind of event it is says `event_type`; else `type`, where that looks like an event's; else the SSE event name. A
 * value that is no event comes back as an event of type `unknown` with that value under `value`; `[DONE]` as `done`; a
 * bare `{ error }`, or a list of such, as `error`.
 *
 * What is true of the result, so that readers need not ask again:
 * - `index` is a number or absent. `step`, `delta` and `interaction` are objects or absent, so a `step.start` may come
 *   without a `step`. Steps, deltas, content items and annotations have a `type` that is a string, `''` when unknowable.
 * - `steps`, `summary`, `annotations` and `errors`, and the `content` of a `user_input` or `model_output`, are arrays of
 *   objects or absent. An error's `code` and `message` are strings or absent.
 * - Nothing else is checked: any other field may be missing or of any type.
 *
 * @param value - The event: parsed JSON, or an object that another client (`@google/genai`) has already parsed.
 * @param eventName - The SSE `event:` field, for payloads that do not say what they are.
 */
export function normalizeEvent(value: unknown, eventName?: string): InteractionSSEEvent {
  return normalize(value, eventName) as unknown as InteractionSSEEvent;
}

function normalize(value: unknown, eventName: string | undefined): Wire {
  if (!isWire(value)) return eventFromValue(value, eventName);
  const { event_type: type } = value;
  return typeof type === 'string' && type !== '' ? normalizeTyped(value, type) : normalizeUntyped(value, eventName);
}

const NORMALIZERS: ReadonlyMap<string, (event: Wire) => Wire> = new Map([
  ['interaction.created', normalizeWithInteraction],
  ['interaction.status_update', normalizeStatusUpdate],
  ['step.start', normalizeStepStart],
  ['step.delta', normalizeStepDelta],
  ['step.stop', normalizeStepStop],
  ['interaction.completed', normalizeWithInteraction],
  ['error', normalizeErrorEvent],
]);

/** What events were called in a former revision. */
const CURRENT: ReadonlyMap<string, string> = new Map([
  ['interaction.start', 'interaction.created'],
  ['content.start', 'step.start'],
  ['content.delta', 'step.delta'],
  ['content.stop', 'step.stop'],
  ['interaction.complete', 'interaction.completed'],
]);

function normalizeTyped(event: Wire, type: string): Wire {
  const normalizer = NORMALIZERS.get(type);
  if (normalizer) return normalizer(event);
  const current = CURRENT.get(type);
  if (current !== undefined) return normalizeTyped({ ...event, event_type: current }, current);
  const status = statusOfEventType(type);
  return status === undefined ? event : normalizeStatusEvent(event, status);
}

function normalizeUntyped(value: Wire, eventName: string | undefined): Wire {
  const { event_type: _, type, ...rest } = value;
  const word = typeof type === 'string' && type !== '' ? type : undefined;
  if (word !== undefined && isEventType(word)) return normalizeTyped({ ...rest, event_type: word }, word);
  const name = nameOf(eventName);
  const isError = word === undefined && (name === undefined || !isEventType(name)) && hasError(value);
  const found = isError ? 'error' : (name ?? word ?? 'unknown');
  return normalizeTyped({ ...value, event_type: found }, found);
}

function hasError(value: unknown): value is Wire {
  return isWire(value) && Object.keys(normalizeError(value.error) ?? {}).length > 0;
}

function eventFromValue(value: unknown, eventName: string | undefined): Wire {
  if (value === '[DONE]' || eventName === 'done') return { event_type: 'done' };
  const wrapped = Array.isArray(value) ? value.find(hasError) : undefined;
  if (wrapped) return { event_type: 'error', error: normalizeError(wrapped.error) };
  if (eventName === 'error' && typeof value === 'string') return { event_type: 'error', error: normalizeError(value) };
  const name = nameOf(eventName);
  return { event_type: name === undefined || isEventType(name) ? 'unknown' : name, value };
}

/** `message` is what an event without a name is called. */
function nameOf(eventName: string | undefined): string | undefined {
  return eventName === '' || eventName === 'message' ? undefined : eventName;
}

function isEventType(type: string): boolean {
  return (
    type === 'error' ||
    type === 'done' ||
    type.startsWith('step.') ||
    type.startsWith('interaction.') ||
    type.startsWith('content.')
  );
}

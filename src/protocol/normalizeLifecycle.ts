import { isTurnOver } from './Interaction.ts';
import { normalizeInteractionFields } from './normalizeInteraction.ts';
import { normalizeStatus } from './normalizeStatus.ts';
import { normalizeUsage } from './normalizeUsage.ts';
import { definedOf, isWire, withField, withFields, type Wire } from './Wire.ts';

/** What tells that an event has the fields of an interaction laid out on itself. */
const INTERACTION_FIELDS = ['id', 'usage', 'steps', 'outputs', 'output', 'error', 'errors'];

/** Those of an interaction that goes on. */
const GOING: ReadonlySet<unknown> = new Set(['in_progress', 'queued', 'requires_continuation']);

/** The status that an event such as `interaction.failed` is named after, in the current words. */
export function statusOfEventType(type: string): string | undefined {
  const status = type.startsWith('interaction.') ? normalizeStatus(type.slice('interaction.'.length)) : undefined;
  return typeof status === 'string' && (GOING.has(status) || isTurnOver(status)) ? status : undefined;
}

/**
 * `interaction.created` and `interaction.completed` in the current words. Former revisions lay the interaction's fields
 * out on the event itself. Where there is nothing of an interaction, `interaction` is absent.
 */
export function normalizeWithInteraction(event: Wire): Wire {
  const nested = isWire(event.interaction) || !isFlat(event) ? event : nest(event);
  if (!isWire(nested.interaction)) return withField(nested, 'interaction', undefined);
  const interaction = normalizeInteractionFields(nested.interaction);
  const { error, ...rest } = nested;
  if (!isThere(error) || interaction.errors !== undefined) return withField(nested, 'interaction', interaction);
  return { ...rest, interaction: normalizeInteractionFields({ ...interaction, error }) };
}

/** `interaction.status_update` in the current words. Id, status and usage may also stand in a nested `interaction`. */
export function normalizeStatusUpdate(event: Wire): Wire {
  const { id, status, usage } = isWire(event.interaction) ? event.interaction : event;
  return withFields(event, {
    interaction_id: event.interaction_id ?? id,
    status: normalizeStatus(event.status ?? status),
    usage: normalizeUsage(event.usage) ?? normalizeUsage(usage),
  });
}

/**
 * An event that is named after a status, as `interaction.requires_action`: `interaction.completed` when the turn is over
 * and the event says more of the interaction than its id, else `interaction.status_update`. The name is the status.
 */
export function normalizeStatusEvent(event: Wire, status: string): Wire {
  const over = isTurnOver(status) || status === 'requires_continuation';
  if (!over || (!isWire(event.interaction) && !INTERACTION_FIELDS.some((name) => isThere(event[name])))) {
    return normalizeStatusUpdate({ ...event, event_type: 'interaction.status_update', status });
  }
  const nested = isWire(event.interaction) ? event : nest(event);
  const interaction = { ...(nested.interaction as Wire), status };
  return normalizeWithInteraction({ ...nested, event_type: 'interaction.completed', interaction });
}

function isFlat(event: Wire): boolean {
  return ['interaction_id', 'status', ...INTERACTION_FIELDS].some((name) => isThere(event[name]));
}

/** Moves all that is not the event's own into its `interaction`. */
function nest(event: Wire): Wire {
  const { event_type, event_id, interaction: _, interaction_id, ...fields } = event;
  const interaction = withField(fields, 'id', fields.id ?? interaction_id);
  return definedOf({ event_type, event_id, interaction });
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

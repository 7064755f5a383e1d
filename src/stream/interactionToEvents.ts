import type { Interaction } from '../protocol/Interaction.ts';
import { isTurnOver } from '../protocol/Interaction.ts';
import type { InteractionSSEEvent } from '../protocol/InteractionSSEEvent.ts';

/**
 * The events that a stream of this interaction would have had: each step whole in its `step.start`. So a stored or an
 * unstreamed interaction goes the same way as a streamed one. Steps are shared, not copied.
 *
 * The last event is `interaction.completed`, or `interaction.status_update` while the interaction is still going
 * (`queued`, `in_progress`, or a status that this version does not know); then its last step has no `step.stop`: more of it
 * may come.
 */
export function interactionToEvents(interaction: Interaction): InteractionSSEEvent[] {
  const { steps = [], usage, status, errors, continuation_token, ...rest } = interaction;
  const id = interaction.id ?? '';
  const events: InteractionSSEEvent[] = [
    { event_type: 'interaction.created', interaction: { ...rest, id, status: 'in_progress' } },
  ];
  const isOver = !status || isTurnOver(status) || status === 'requires_continuation';
  steps.forEach((step, index) => {
    events.push({ event_type: 'step.start', index, step });
    if (isOver || index < steps.length - 1) events.push({ event_type: 'step.stop', index });
  });
  events.push(
    isOver
      ? { event_type: 'interaction.completed', interaction: { ...interaction, id } }
      : { event_type: 'interaction.status_update', interaction_id: id, status, ...(usage && { usage }) },
  );
  return events;
}

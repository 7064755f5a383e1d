import { eventTypeOf, mapFrame, readFrame, sseFrame } from './sseFrames.ts';

/**
 * Lets an interaction begin `queued`, as background runs do: it is created so, and a status update says so again.
 * `start` is the position of the frame with which it leaves the queue: an update to `in_progress`.
 */
export function addQueue(frames: readonly string[], id: string): { frames: string[]; start: number } {
  const isCreated = eventTypeOf(frames[0] ?? '') === 'interaction.created';
  const head = isCreated ? frames.slice(0, 1).map(asQueued) : [];
  const rest = frames.slice(head.length);
  const startsItself = readFrame(rest[0] ?? '')?.['status'] === 'in_progress';
  const start = [...head, statusFrame(id, 'queued')];
  return {
    frames: [...start, ...(startsItself ? [] : [statusFrame(id, 'in_progress')]), ...rest],
    start: start.length,
  };
}

function asQueued(frame: string): string {
  return mapFrame(frame, (value) => ({
    ...value,
    interaction: { ...(value['interaction'] as object), status: 'queued' },
  }));
}

function statusFrame(interaction_id: string, status: string): string {
  const event = { interaction_id, status, event_type: 'interaction.status_update' };
  return sseFrame(event.event_type, JSON.stringify(event));
}

import { mapFrame } from './sseFrames.ts';

/**
 * Gives an `event_id` to every event that has none: opaque to clients, made of its place in the stream.
 *
 * @param prefix What sets the ids of this interaction apart from those of all others.
 * @param from The place of the first of these frames.
 */
export function addEventIds(frames: readonly string[], prefix: string, from = 0): string[] {
  return frames.map((frame, position) =>
    mapFrame(frame, (value) => ('event_id' in value ? value : { ...value, event_id: `${prefix}${from + position}` })),
  );
}

/** A frame without its `event_id`. */
export function withoutEventId(frame: string): string {
  return mapFrame(frame, (value) => {
    const { event_id, ...rest } = value;
    return event_id === undefined ? value : rest;
  });
}

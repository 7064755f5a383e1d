import type { Step } from '../protocol/Step.ts';
import { mapFrame, readFrame, sseFrame } from './sseFrames.ts';

/**
 * Rewrites the frames of a stream so that the input's steps come first, as `include_input=true` asks for: they follow
 * the first frame (`interaction.created`), and every later index counts on. Where events have ids, theirs go on from the
 * first frame's.
 */
export function withInput(input: readonly Step[]): (frame: string, position: number) => string[] {
  if (input.length === 0) return (frame) => [frame];
  return (frame, position) => {
    const shifted = shiftIndex(frame, input.length);
    return position === 0 ? [shifted, ...inputFrames(input, readFrame(frame)?.['event_id'])] : [shifted];
  };
}

/** Adds to the index of a frame, if it has one. */
export function shiftIndex(frame: string, by: number): string {
  return mapFrame(frame, (value) => {
    const { index } = value;
    return typeof index === 'number' && by !== 0 ? { ...value, index: index + by } : value;
  });
}

function inputFrames(input: readonly Step[], firstId: unknown): string[] {
  const events = input.flatMap((step, index) => [
    { index, step, event_type: 'step.start' },
    { index, event_type: 'step.stop' },
  ]);
  return events.map((event, position) => {
    const id = typeof firstId === 'string' && { event_id: `${firstId}.${position}` };
    return sseFrame(event.event_type, JSON.stringify({ ...event, ...id }));
  });
}

import type { Fault } from './Fault.ts';
import { readFrame } from './sseFrames.ts';

/** How many frames a client has that has seen this event: all up to it, or none if there is no such event. */
export function resumePoint(frames: readonly string[], lastEventId: string, faults: readonly Fault[]): number {
  if (faults.some(({ type }) => type === 'ignore_last_event_id')) return 0;
  const seen = 1 + frames.findIndex((frame) => readFrame(frame)?.['event_id'] === lastEventId);
  const repeated = faults.reduce((sum, fault) => (fault.type === 'repeat' ? sum + fault.events : sum), 0);
  return Math.max(0, seen - repeated);
}

import { withoutEventId } from './addEventIds.ts';
import { breakOff } from './breakOff.ts';
import type { TimedFrame } from './createPlayback.ts';
import type { Fault } from './Fault.ts';
import { sseFrame } from './sseFrames.ts';
import { waitUntil } from './waitUntil.ts';

type Frames = AsyncIterable<TimedFrame>;

/** The frames of a connection as a fault leaves them; the same ones, if it does not concern frames. */
export function disturbFrames(frames: Frames, fault: Fault, signal: AbortSignal): Frames {
  switch (fault.type) {
    case 'cut_after':
      return interrupt(frames, fault.events, { end: () => breakOff(fault.how) });
    case 'stall_after':
      return interrupt(frames, fault.events, { end: () => waitUntil(Number.POSITIVE_INFINITY, signal) });
    case 'garbage_after':
      return interrupt(frames, fault.events, { text: sseFrame('mystery', '<not json at all {"') });
    case 'error_after': {
      const event = { ...apiError(fault.code ?? 'api_error'), event_type: 'error' };
      return interrupt(frames, fault.events, { text: sseFrame('error', JSON.stringify(event)), end: breakOff });
    }
    case 'bare_error_after': {
      const error = apiError(fault.code ?? 'prohibited_content');
      return interrupt(frames, fault.events, { text: `${JSON.stringify(error)}\n`, end: breakOff });
    }
    case 'bare_error_array_after': {
      const error = apiError(fault.code ?? 'deadline_exceeded');
      return interrupt(frames, fault.events, { text: `${JSON.stringify([error])}\n`, end: breakOff });
    }
    case 'without_event_ids':
      return mapText(frames, withoutEventId);
    case 'comments':
      return mapText(frames, (text) => `: keep-alive\n\n${text}`);
    case 'crlf':
      return mapText(frames, (text) => text.replaceAll(/\r\n|\n|\r/g, '\r\n'));
    default:
      return frames;
  }
}

/** After so many frames: sends `text`, and comes to an end, if one is given. That may throw, or never resolve. */
interface Interruption {
  text?: string;
  end?: () => void | Promise<void>;
}

async function* interrupt(
  frames: Frames,
  after: number,
  { text, end }: Interruption,
): AsyncGenerator<TimedFrame, void> {
  let sent = 0;
  if (after === 0) {
    if (text !== undefined) yield { text, position: 0 };
    if (end) return end();
  }
  for await (const frame of frames) {
    yield frame;
    if (++sent !== after) continue;
    if (text !== undefined) yield { text, position: frame.position };
    if (end) return end();
  }
}

async function* mapText(frames: Frames, change: (text: string) => string): AsyncGenerator<TimedFrame, void> {
  for await (const { text, position } of frames) yield { text: change(text), position };
}

function apiError(code: string) {
  return { error: { message: `The connection was to fail: ${code}.`, code } };
}

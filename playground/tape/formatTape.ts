import type { TapeView } from './Tape.ts';

const encoder = new TextEncoder();

/**
 * A tape as an `.sse` file, byte for byte what came. What belongs to no stream stands in comments, which every reader of
 * event streams passes over: when each event came, what was sent, how it ended, and what was decided about its calls.
 */
export function formatTape({ startedAt, requests, frames, decisions }: TapeView): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [comment('tape', { version: 1, startedAt })];
  let next = 0;
  requests.forEach(({ end, ...request }, number) => {
    parts.push(comment('request', request));
    for (let frame = frames[next]; frame?.request === number; frame = frames[++next]) {
      parts.push(encoder.encode(`: at ${frame.time}\n`), frame.bytes);
      if (!/[\n\r]/.test(String.fromCharCode(frame.bytes.at(-1) ?? 0))) parts.push(encoder.encode('\n'));
    }
    if (end !== undefined) parts.push(comment('end', end));
  });
  if (decisions.length > 0) parts.push(comment('decisions', decisions));
  return new Blob(parts, { type: 'text/event-stream' });
}

function comment(name: string, value: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(`: ${name} ${JSON.stringify(value)}\n\n`);
}

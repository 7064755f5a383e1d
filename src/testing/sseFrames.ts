import { splitRecording } from '../stream/splitRecording.ts';

/** One frame: its lines and the blank line that ends it. */
export function sseFrame(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}

/** The frame that ends every stream of the API. */
export const DONE_FRAME = sseFrame('done', '[DONE]');

/** Cuts a stream after each blank line, whatever its line ends. Joined again, the frames are the text. */
export function splitFrames(text: string): string[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return Array.from(splitRecording(new TextEncoder().encode(text)), (bytes) => decoder.decode(bytes));
}

/** The JSON object of a frame, or `undefined` if its data is something else. */
export function readFrame(frame: string): { [key: string]: unknown } | undefined {
  const data = frame
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length))
    .join('\n');
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** What kind of event a frame says it is. */
export function eventTypeOf(frame: string): unknown {
  const value = readFrame(frame);
  return value?.['event_type'] ?? value?.['type'];
}

/** A frame with its data changed. One whose data is no JSON object, or is not changed, stays as it is to the byte. */
export function mapFrame(
  frame: string,
  change: (value: { [key: string]: unknown }) => { [key: string]: unknown },
): string {
  const value = readFrame(frame);
  const changed = value && change(value);
  return changed === undefined || changed === value ? frame : withData(frame, changed);
}

function withData(frame: string, value: object): string {
  const lines = frame.split(/(?<=\r\n|\n|\r(?!\n))/);
  const first = lines.findIndex((line) => line.startsWith('data:'));
  const data = lines[first]?.replace(/^[^\r\n]*/, () => `data: ${JSON.stringify(value)}`);
  return lines.map((line, at) => (line.startsWith('data:') ? (at === first ? data : '') : line)).join('');
}

import type { InteractionStreamError } from './InteractionStreamError.ts';
import { streamError } from './streamError.ts';

/** The error for a value that no stream can be read from, with what it was taken for and what to hand over instead. */
export function unusableSource(source: unknown, takes = TAKES): InteractionStreamError {
  return streamError('malformed', `${describe(source)} Hand over ${takes}.`);
}

const TAKES =
  'a fetch Response, a stream of its bytes, an async iterable of events (such as the stream of @google/genai), or an ' +
  'interaction';

function describe(source: unknown): string {
  if (source === undefined || source === null) return 'There is nothing to read: no source was given.';
  if (typeof source !== 'object') return `Nothing can be read from a ${typeof source}.`;
  if ('then' in source) return 'Nothing can be read from a promise: await it first.';
  if ('bodyUsed' in source && source.bodyUsed)
    return 'The body of this response was read already: read a clone() of it instead.';
  if ('body' in source && source.body === null) return 'This response has no body, or hides it (mode: "no-cors").';
  const stream = 'body' in source ? source.body : source;
  if (typeof stream === 'object' && stream !== null && 'locked' in stream && stream.locked) {
    return 'This stream is being read by somebody else: tee() it, or hand over the only reader.';
  }
  return `Nothing can be read from this ${Array.isArray(source) ? 'array' : 'object'}.`;
}

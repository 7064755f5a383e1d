import { breakOff } from './breakOff.ts';
import type { CutHow, Fault } from './Fault.ts';
import { waitUntil } from './waitUntil.ts';

type Chunks = AsyncIterable<Uint8Array>;

/** The chunks of a connection as a fault leaves them; the same ones, if it does not concern bytes. */
export function disturbBytes(chunks: Chunks, fault: Fault, signal: AbortSignal): Chunks {
  switch (fault.type) {
    case 'cut_at':
      return cutAt(chunks, fault.bytes, fault.how);
    case 'split_utf8':
      return splitCharacters(chunks);
    case 'drip':
      return drip(chunks, Math.max(1, fault.bytes), fault.ms, signal);
    default:
      return chunks;
  }
}

async function* cutAt(chunks: Chunks, bytes: number, how: CutHow | undefined): AsyncGenerator<Uint8Array, void> {
  let left = bytes;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return breakOff(how);
  }
}

async function* splitCharacters(chunks: Chunks): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = 1; at < chunk.length; at++) {
      if (!continuesCharacter(chunk[at] ?? 0)) continue;
      yield chunk.subarray(start, at);
      start = at;
    }
    yield chunk.subarray(start);
  }
}

/** In UTF-8 the bytes of a character after its first one are `10xxxxxx`. */
function continuesCharacter(byte: number): boolean {
  return byte >> 6 === 0b10;
}

async function* drip(chunks: Chunks, bytes: number, ms: number, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  let isFirst = true;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += bytes) {
      if (!isFirst) await waitUntil(performance.now() + ms, signal);
      isFirst = false;
      yield chunk.subarray(start, start + bytes);
    }
  }
}

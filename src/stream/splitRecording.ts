const LF = 10;
const CR = 13;

/** A recording as the chunks that it is sent in: of `chunkSize` bytes, or of one event each, its blank line included. */
export function* splitRecording(bytes: Uint8Array, chunkSize?: number): Generator<Uint8Array<ArrayBuffer>> {
  const size = chunkSize === undefined ? undefined : Math.max(1, Math.floor(chunkSize));
  for (let start = 0; start < bytes.length;) {
    const end = size === undefined ? endOfEvent(bytes, start) : start + size;
    yield bytes.slice(start, end);
    start = end;
  }
}

/** Where the event that begins at `start` ends: after a blank line, whichever line ends the recording has. */
function endOfEvent(bytes: Uint8Array, start: number): number {
  let lineLength = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== LF && byte !== CR) {
      lineLength++;
      continue;
    }
    if (byte === CR && bytes[at + 1] === LF) at++;
    if (lineLength === 0) return at + 1;
    lineLength = 0;
  }
  return bytes.length;
}

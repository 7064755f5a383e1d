import { joinBytes } from '../../src/stream/joinBytes.ts';

const LF = 10;
const CR = 13;

/** Cuts bytes after each blank line, wherever chunks begin and end. */
export interface FrameSplitter {
  /** The frames that these bytes complete. */
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer>[];
  /** What is left: a frame without its blank line, or nothing. */
  end(): Uint8Array<ArrayBuffer>;
}

/** Makes a splitter for one connection. Lines may end in LF, CR LF or CR. */
export function createFrameSplitter(): FrameSplitter {
  let held: Uint8Array[] = [];
  let lineLength = 0;
  let isAfterReturn = false;

  return {
    push(bytes) {
      const frames: Uint8Array<ArrayBuffer>[] = [];
      let start = 0;
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at];
        const isSecondHalf = byte === LF && isAfterReturn;
        isAfterReturn = byte === CR;
        if (isSecondHalf) continue;
        if (byte !== LF && byte !== CR) {
          lineLength += 1;
          continue;
        }
        const isBlank = lineLength === 0;
        lineLength = 0;
        if (!isBlank) continue;
        const end = byte === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
        frames.push(joinBytes([...held, bytes.subarray(start, end)]));
        held = [];
        start = end;
      }
      if (start < bytes.length) held.push(bytes.slice(start));
      return frames;
    },
    end() {
      const rest = joinBytes(held);
      held = [];
      return rest;
    },
  };
}

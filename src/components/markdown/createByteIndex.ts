import { append } from '../parts/append.ts';
import { byteOffsets } from './byteOffsets.ts';
import { lastBelow } from './lastBelow.ts';

export interface ByteIndex {
  /**
   * UTF-8 byte offsets of a text as offsets in UTF-16 units, line ends of any kind counted as one unit. What `byteOffsets`
   * says of odd offsets holds here. Cheap for a text that goes on where the last one ended.
   */
  toUnits: (text: string, bytes: readonly number[]) => number[];
}

/** How far apart the known places are, in UTF-16 units. */
const STEP = 2048;

/** Turns byte offsets into UTF-16 offsets, and remembers places of the text on the way, so as not to count anew. */
export function createByteIndex(): ByteIndex {
  const encoder = new TextEncoder();
  let known = '';
  /** At `index * STEP` units, or one more where that would part a surrogate pair: the unit and the byte. */
  let places = [{ unit: 0, byte: 0 }];

  function read(text: string): void {
    if (!text.startsWith(known)) places = [{ unit: 0, byte: 0 }];
    known = text;
    for (;;) {
      const last = places.at(-1) ?? { unit: 0, byte: 0 };
      const step = text.slice(last.unit, last.unit + STEP);
      const piece = /[\uD800-\uDBFF]$/.test(step) ? step.slice(0, -1) : step;
      if (last.unit + STEP > text.length) return;
      places.push({ unit: last.unit + piece.length, byte: last.byte + encoder.encode(piece).length });
    }
  }

  return {
    toUnits(text, bytes) {
      read(text);
      const units = bytes.map(() => 0);
      const pieces = new Map<number, number[]>();
      bytes.forEach((byte, at) => {
        const isAhead = typeof byte === 'number' && byte >= 0;
        append(pieces, Math.max(0, isAhead ? lastBelow(places, byte + 1, (place) => place.byte) : 0), at);
      });
      for (const [piece, group] of pieces) {
        const { unit, byte } = places[piece] ?? { unit: 0, byte: 0 };
        const offsets = byteOffsets(
          text.slice(unit, unit + STEP + 1),
          group.map((at) => (bytes[at] ?? 0) - byte),
        );
        group.forEach((at, index) => (units[at] = unit + (offsets[index] ?? 0)));
      }
      return text.includes('\r\n') ? withoutReturns(text, units) : units;
    },
  };
}

/** Offsets as they are in the text with each `\r\n` made one unit. */
function withoutReturns(text: string, units: readonly number[]): number[] {
  const returns = Array.from(text.matchAll(/\r\n/g), ({ index }) => index);
  return units.map((unit) => unit - lastBelow(returns, unit, (at) => at) - 1);
}

import { byteOffsets } from './byteOffsets.ts';

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

  function toUnit(text: string, byte: number): number {
    let low = 0;
    for (let high = places.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if ((places[middle]?.byte ?? 0) <= byte) low = middle;
      else high = middle;
    }
    const place = places[low] ?? { unit: 0, byte: 0 };
    const [units = 0] = byteOffsets(text.slice(place.unit, place.unit + STEP + 1), [byte - place.byte]);
    return place.unit + units;
  }

  return {
    toUnits(text, bytes) {
      read(text);
      const units = bytes.map((byte) => toUnit(text, byte));
      return text.includes('\r\n') ? withoutReturns(text, units) : units;
    },
  };
}

/** Offsets as they are in the text with each `\r\n` made one unit. */
function withoutReturns(text: string, units: readonly number[]): number[] {
  const returns = Array.from(text.matchAll(/\r\n/g), ({ index }) => index);
  return units.map((unit) => unit - returns.filter((at) => at < unit).length);
}

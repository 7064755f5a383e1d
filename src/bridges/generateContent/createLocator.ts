import type { Wire } from '../../protocol/Wire.ts';
import { joinBytes } from '../../stream/joinBytes.ts';
import type { TextRun } from './createTextReader.ts';

/** Where a citation goes: the step that holds the text, and UTF-8 bytes of that text. */
export interface Place {
  readonly index: number;
  readonly start_index: number;
  readonly end_index?: number;
}

/**
 * Finds where the segments of grounding metadata lie.
 *
 * Their offsets are UTF-8 bytes, the end exclusive. The API's reference has them count from the start of the part
 * `partIndex`; in streams, where parts come in pieces, that is the whole answer's text. Both are tried, and what the
 * segment says that it reads (`text`) decides; where neither reads so, the text itself is looked for.
 *
 * @returns `undefined` for a segment of what is not drawn.
 */
export function createLocator(runs: readonly TextRun[]): (segment: Wire) => Place | undefined {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts = runs.map(({ text }) => encoder.encode(text));
  const starts: number[] = [];
  texts.reduce((start, { byteLength }) => (starts.push(start), start + byteLength), 0);
  const bytes = joinBytes(texts);

  return ({ startIndex, endIndex, partIndex, text }) => {
    const from = numberOf(startIndex) ?? 0;
    const to = numberOf(endIndex);
    const at = runs.findIndex(({ part }) => part === (numberOf(partIndex) ?? 0));
    const part = starts[at] ?? 0;
    const bases = numberOf(partIndex) ? [part, 0] : [0, part];
    const reads = (base: number) => decoder.decode(bytes.subarray(base + from, base + (to ?? bytes.length))) === text;
    const says = typeof text === 'string' ? text : '';
    const base = says === '' ? undefined : bases.find(reads);
    const found = base === undefined && says !== '' ? find(says) : undefined;
    const start = base ?? bases[0] ?? 0;
    return placeOf(found ?? { start: start + from, end: to === undefined ? undefined : start + to });
  };

  function find(text: string): { start: number; end: number } | undefined {
    const whole = runs.map((run) => run.text).join('');
    const at = whole.indexOf(text);
    if (at < 0) return undefined;
    const start = encoder.encode(whole.slice(0, at)).byteLength;
    return { start, end: start + encoder.encode(text).byteLength };
  }

  /** In the text that holds the end: that is where a citation is shown. */
  function placeOf({ start, end }: { start: number; end?: number }): Place | undefined {
    let at = runs.length - 1;
    while (at > 0 && (starts[at] ?? 0) >= (end ?? start + 1)) at -= 1;
    const { index } = runs[at] ?? {};
    if (index === undefined) return undefined;
    const offset = starts[at] ?? 0;
    return { index, start_index: Math.max(0, start - offset), ...(end !== undefined && { end_index: end - offset }) };
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

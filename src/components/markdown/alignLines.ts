import { lastBelow } from './lastBelow.ts';

/** Where in a source that is which lies so many UTF-16 units behind the beginning of something. Never falls. */
export type Place = (at: number) => number;

/**
 * Says where in `outer` each place of `inner` is. Both have the same lines; those of `inner` are without what a list or a
 * quotation has in front of them, so they are told by their ends.
 */
export function alignLines(inner: string, outer: string): Place {
  if (outer.startsWith(inner)) return (at) => at;
  const lines = linesOf(inner);
  const outerLines = linesOf(outer);
  return (at) => {
    const index = Math.max(
      0,
      lastBelow(lines, at + 1, ({ start }) => start),
    );
    const line = lines[index];
    const there = outerLines[index];
    if (!line || !there) return outer.length;
    return Math.max(there.start, there.end - (line.end - at));
  };
}

/** Where each line begins, and ends but for white space. */
function linesOf(text: string): { start: number; end: number }[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const place = { start, end: start + line.trimEnd().length };
    start += line.length + 1;
    return place;
  });
}

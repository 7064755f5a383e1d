/** How much white space is passed over, in UTF-16 units: many marks behind very much of it are not to cost more. */
const SPACE = 64;

/** Behind the last character in front of a place that shows: marks that stand behind the same one stand together. */
export function visibleEnd(text: string, place: number): number {
  const start = Math.max(0, place - SPACE);
  return start + text.slice(start, place).trimEnd().length;
}

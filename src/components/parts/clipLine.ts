/** How much of a line is drawn, in UTF-16 units. */
const UNITS = 240;

/** A title or a name as one line, cut off where it is longer than any screen is wide. */
export function clipLine(text: string): string {
  const line = text
    .slice(0, UNITS)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > UNITS ? `${line}…` : line;
}

/** What is shown of a long text while it is folded, in UTF-16 units and lines. */
const UNITS = 600;
const LINES = 12;

/** The beginning of a long text; a short one as it is. */
export function foldText(text: string): string {
  const head = text.slice(0, UNITS);
  const lines = head.split('\n');
  if (lines.length <= LINES && text.length <= UNITS * 1.2) return text;
  const kept = lines
    .slice(0, LINES)
    .join('\n')
    .replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}…`;
}

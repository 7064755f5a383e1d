/** A text without the spaces and tabs at its end. Linear, unlike `/[ \t]+$/`. */
export function trimSpaces(text: string): string {
  return text.slice(0, endOf(text, ' \t'));
}

/** A text without the line ends at its end. */
export function trimLineEnds(text: string): string {
  return text.slice(0, endOf(text, '\n'));
}

function endOf(text: string, chars: string): number {
  let end = text.length;
  while (end > 0 && chars.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

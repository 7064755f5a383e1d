/** How long a piece of code is, in UTF-16 units: it ends with the first line that ends past this. */
const PIECE = 2000;
/** Where a piece ends in the middle of a line. */
const LONGEST = 8000;

/**
 * Code as pieces of a few dozen lines. What is in front of its end decides where a piece ends, so all but the last stay as
 * they are when the code grows. At least one, which may be empty.
 */
export function splitCode(code: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let end = endOfPiece(code, 0); end < code.length; end = endOfPiece(code, start)) {
    pieces.push(code.slice(start, end));
    start = end;
  }
  return [...pieces, code.slice(start)];
}

function endOfPiece(code: string, start: number): number {
  const line = code.slice(start, start + LONGEST).indexOf('\n', PIECE - 1);
  if (line !== -1) return start + line + 1;
  const end = start + LONGEST;
  return /[\uD800-\uDBFF]/.test(code.charAt(end - 1)) ? end - 1 : end;
}

/** A formula, with the marks around it. */
export interface Formula {
  raw: string;
  /** Without the marks: TeX. */
  text: string;
  /** Whether it stands on a line of its own: between `$$` and `$$`, or `\[` and `\]`. */
  display: boolean;
}

/** How long a formula may be, in UTF-16 units. */
const LENGTH = 4000;
const CLOSING: Readonly<Record<string, string>> = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' };
/** A run of dollar signs, as far as it matters, or a bracket with its backslash. */
const OPENING = /\${1,3}|\\[([]/y;
/** A blank line, also in a quotation, or the first line of a fenced block. */
const ENDS_TEXT = /\n(?:[ \t>]*\n| {0,3}~~~)/y;

/**
 * The formula that begins here; `open` if the text ends before that is decided. The place must not be inside of a run of
 * dollar signs, nor behind a backslash that escapes.
 *
 * The rule for `$` is pandoc's: no white space behind the opening one, none in front of the closing one and no digit behind
 * it, so that "$5 and $6" is none. No formula has a blank line, a backtick (code wins) or the opening of another formula in
 * it; so a search in vain ends where the next begins, and all of them together are linear.
 */
export function readMath(text: string, start: number): Formula | 'open' | undefined {
  OPENING.lastIndex = start;
  const opening = OPENING.exec(text)?.[0] ?? '';
  const closing = CLOSING[opening];
  const from = start + opening.length;
  if (closing === undefined || (opening === '$' && /\s/.test(text.charAt(from)))) return undefined;
  const limit = Math.min(text.length, from + LENGTH);
  const marks = /\\[^]?|\$+|`|\n/g;
  marks.lastIndex = from;
  for (let match = marks.exec(text); match && match.index < limit; match = marks.exec(text)) {
    const [mark] = match;
    if (mark === closing) return toFormula(text, start, opening, match.index);
    if (mark === '`' || mark.startsWith('$$') || mark === '\\(' || mark === '\\[') return undefined;
    ENDS_TEXT.lastIndex = match.index;
    if (mark === '\n' && ENDS_TEXT.test(text)) return undefined;
  }
  return limit === text.length ? 'open' : undefined;
}

function toFormula(text: string, start: number, opening: string, at: number): Formula | undefined {
  const body = text.slice(start + opening.length, at);
  const end = at + opening.length;
  const isAmount = opening === '$' && (/\s$/.test(body) || /\d/.test(text.charAt(end)));
  if (isAmount || body.trim() === '') return undefined;
  return { raw: text.slice(start, end), text: body.trim(), display: opening === '$$' || opening === '\\[' };
}

/** Finds what may begin a formula: runs of dollar signs, and backslashes with what they escape. */
export function formulaMarks(): RegExp {
  return /\\[^]|\$+/g;
}

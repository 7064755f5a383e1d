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
  const opening = markAt(text, start);
  const closing = CLOSING[opening];
  const from = start + opening.length;
  if (closing === undefined || (opening === '$' && /\s/.test(text.charAt(from)))) return undefined;
  const limit = Math.min(text.length, from + LENGTH);
  for (let at = from; at < limit;) {
    const mark = markAt(text, at);
    if (mark === closing) {
      const body = text.slice(from, at);
      const end = at + closing.length;
      const isAmount = opening === '$' && (/\s$/.test(body) || /\d/.test(text.charAt(end)));
      if (isAmount || body.trim() === '') return undefined;
      return { raw: text.slice(start, end), text: body.trim(), display: opening === '$$' || opening === '\\[' };
    }
    if (mark === '`' || mark.startsWith('$$') || CLOSING[mark]?.startsWith('\\')) return undefined;
    ENDS_TEXT.lastIndex = at;
    if (mark === '\n' && ENDS_TEXT.test(text)) return undefined;
    at += mark.length;
  }
  return limit === text.length ? 'open' : undefined;
}

/** A run of dollar signs, a backslash with what it escapes, or a character. */
function markAt(text: string, at: number): string {
  const char = text.charAt(at);
  if (char === '\\') return text.slice(at, at + 2);
  if (char !== '$') return char;
  let end = at + 1;
  while (text[end] === '$') end += 1;
  return text.slice(at, end);
}

/** The next place that may begin a formula: a run of dollar signs, `\(` or `\[`; -1 if there is none. */
export function nextMark(text: string, from: number): number {
  const marks = /\\[^]|\$/g;
  marks.lastIndex = from;
  let mark = marks.exec(text);
  while (mark && mark[0] !== '$' && !(mark[0] in CLOSING)) mark = marks.exec(text);
  return mark ? mark.index : -1;
}

/** Past the mark that stands here. */
export function pastMark(text: string, at: number): number {
  return at + markAt(text, at).length;
}

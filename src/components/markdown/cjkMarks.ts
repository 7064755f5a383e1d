/** Chinese, Japanese and Korean characters, their punctuation too. */
const CJK =
  '[\\u1100-\\u11ff\\u2e80-\\u2fff\\u3001-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff01-\\uffee\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3ffff}]';
const PUNCTUATION = `(?!${CJK})[\\p{P}\\p{S}]`;
const MARKS = '(?:\\*+|~+)';

const isSpace = (text: string) => text === '' || /^\s/.test(text);
const isPunctuation = tester(`^${PUNCTUATION}`);
const isCjk = tester(`^${CJK}`);
const BEFORE_MARKS = new RegExp(`${CJK}(?=${MARKS}(${PUNCTUATION})?)`, 'gu');
const AFTER_MARKS = new RegExp(`${CJK}(?<=(${PUNCTUATION})?${MARKS}${CJK})`, 'gu');
/** What ends in half a character does so in an emoji as a rule, which is a symbol, or in a rare Chinese one. */
const OPENS_BESIDE = tester(`^[*~]+${CJK}|${CJK}$|[\\udc00-\\udfff]$`);

/**
 * Whether marks of emphasis between two characters may open it, and close it; `''` for none. CommonMark tells by white space
 * and punctuation, but Chinese, Japanese and Korean are written without spaces: `**“引号”**的` and `**加粗。**后` would
 * stay asterisks. So their characters count as letters, even their punctuation, and next to them no space is asked for
 * (https://github.com/tats-u/markdown-cjk-friendly).
 */
export function flanks(before: string, after: string): { left: boolean; right: boolean } {
  const left = !isPunctuation(after) || isSpace(before) || isPunctuation(before) || isCjk(before);
  const right = !isPunctuation(before) || isSpace(after) || isPunctuation(after) || isCjk(after);
  return { left: !isSpace(after) && left, right: !isSpace(before) && right };
}

/**
 * What the lexer searches for the ends of emphasis, with characters beside the marks that tell it what `flanks` says: a
 * letter, or punctuation where the marks have other punctuation on their other side.
 */
export function maskCjk(masked: string): string {
  const standIn = (char: string, other?: string) => (other === undefined ? 'a' : '.').repeat(char.length);
  return masked.replace(BEFORE_MARKS, standIn).replace(AFTER_MARKS, standIn);
}

/** What the lexer takes to stand before marks that `src` begins with: nothing, where the one or the other is such a character. */
export function beforeMarks(src: string, before = ''): string {
  return OPENS_BESIDE(src) || OPENS_BESIDE(before) ? '' : before;
}

function tester(source: string): (text: string) => boolean {
  const pattern = new RegExp(source, 'u');
  return (text) => pattern.test(text);
}

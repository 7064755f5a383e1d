/** Chinese, Japanese and Korean characters, their punctuation too. */
const CJK = '[\\p{scx=Han}\\p{scx=Hangul}\\p{scx=Hiragana}\\p{scx=Katakana}\\uff01-\\uffee]';
const MARKS = '(?:\\*+|~+)';
const WORD = '[\\p{L}\\p{N}]';

const WORD_TILDES = new RegExp(`(?<=${WORD})~(?=${WORD})`, 'gu');
const BEGINS_WORD = new RegExp(`^${WORD}`, 'u');
const BEGINS = new RegExp(`^${CJK}`, 'u');
const BESIDE_MARKS = new RegExp(`${CJK}(?:(?=${MARKS}(.?))|(?<=(.?)${MARKS}${CJK}))`, 'gsu');
/** Half a character is that of an emoji as a rule, which is a symbol, or of a rare Chinese one. */
const BEGINS_BESIDE = new RegExp(`^[*~]*${CJK}|^[\\udc00-\\udfff]`, 'u');

/**
 * Whether marks of emphasis between two characters may open it, and close it; `''` for none. CommonMark tells by white space
 * and punctuation, but Chinese, Japanese and Korean are written without spaces: `**“引号”**的` and `**加粗。**后` would
 * stay asterisks. So their characters count as letters, even their punctuation, and next to them no space is asked for
 * (https://github.com/tats-u/markdown-cjk-friendly).
 */
export function flanks(before: string, after: string): { left: boolean; right: boolean } {
  const was = kindOf(before);
  const is = kindOf(after);
  return {
    left: is !== ' ' && (is !== '.' || was !== 'a'),
    right: was !== ' ' && (was !== '.' || is !== 'a'),
  };
}

/** Whether one tilde between these characters is no mark, as it is to GitHub: `3~5天，20~25度` strikes nothing out. */
export function isRange(before: string, after: string): boolean {
  return BEGINS_WORD.test(before) && BEGINS_WORD.test(after);
}

/**
 * What the lexer searches for the ends of emphasis, without the tildes that make none, and with characters beside the marks
 * that tell it what `flanks` says: a letter, or punctuation where the marks have other punctuation on their other side.
 */
export function maskMarks(masked: string): string {
  return masked
    .replace(WORD_TILDES, 'a')
    .replace(BESIDE_MARKS, (char: string, after?: string, before = '') =>
      (kindOf(after ?? before) === '.' ? '.' : 'a').repeat(char.length),
    );
}

/** What the lexer takes to stand before marks that `src` begins with: nothing, where the one or the other is such a character. */
export function beforeMarks(src: string, before = ''): string {
  return BEGINS_BESIDE.test(src) || BEGINS_BESIDE.test(before) ? '' : before;
}

/** One character for all of the kind that a text begins with. */
function kindOf(char: string): ' ' | '字' | '.' | 'a' {
  if (!/^\S/.test(char)) return ' ';
  if (BEGINS.test(char)) return '字';
  return /^[\p{P}\p{S}]/u.test(char) ? '.' : 'a';
}

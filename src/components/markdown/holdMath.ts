import type { Token } from 'marked';
import { openDisplay } from './displayedMath.ts';
import { readMath } from './readMath.ts';

/** Words, which a formula has none of outside of braces: three letters behind a space, or two beyond Latin and Greek. */
const PROSE = /^[^{]*(?:\s\p{L}{3}|(?:(?![\0-\u03ff])\p{L}){2})/u;

/** How many dollar signs are looked at in one go. */
const RUN = 400;

/**
 * Past the formula, or the mark that begins none, which stands here in a text that still grows; -1 if that is not decided
 * and the text must be held back from here on. What a single dollar sign begins reads as a formula until it has words.
 */
export function pastMath(text: string, at: number): number {
  const past = at + (/^(?:\$+|\\[^])/.exec(text.slice(at, at + RUN))?.[0].length ?? 1);
  const found = readMath(text, at);
  if (found === undefined) return past;
  if (found === 'open') {
    const isProse =
      text.startsWith('$', at) && past === at + 1 && PROSE.test(text.slice(past).replace(/\{[^{}]*\}/g, ''));
    return isProse ? past : -1;
  }
  const end = at + found.raw.length;
  return end === text.length && found.raw.endsWith('$') ? -1 : end;
}

/** Whether a top-level token that begins here in the source has a displayed formula whose end has not come. */
export function isOpenMath(token: Token, source: string, start: number): boolean {
  return isParagraph(token) && openDisplay(source.slice(start), token.raw.length) !== -1;
}

/** The tokens of a text that still grows up to a displayed formula whose end has not come. */
export function withoutOpenMath(tokens: readonly Token[]): readonly Token[] {
  const source = tokens.map(({ raw }) => raw).join('');
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    const isLast = index === tokens.length - 1;
    const mayHold = isParagraph(token) || (isLast && (token.type === 'list' || token.type === 'blockquote'));
    const at = mayHold ? openDisplay(source.slice(start), token.raw.length) : -1;
    if (at !== -1) return [...tokens.slice(0, index), { ...token, raw: token.raw.slice(0, at) }];
    start += token.raw.length;
  }
  return tokens;
}

/** Whether a token is text that goes on for several lines: headings are that when they are underlined. */
function isParagraph({ type, raw }: Token): boolean {
  return type === 'paragraph' || (type === 'heading' && !/^ {0,3}#/.test(raw));
}

import type { Token } from 'marked';
import { BoundedLexer } from './BoundedLexer.ts';
import { MathLexer } from './MathLexer.ts';

/**
 * Markdown as its top-level block tokens; their `raw`s joined are the source. What is inside of paragraphs, headings and
 * cells is not lexed yet. Lines end in `\n`. `hasMath` says whether dollar signs and the like may make formulas. Never throws.
 */
export function lexBlocks(source: string, hasMath: boolean): Token[] {
  try {
    return createLexer(hasMath).blockTokens(source, []);
  } catch {
    return [{ type: 'text', raw: source, text: source }];
  }
}

/** A lexer for one text. */
export function createLexer(hasMath: boolean): BoundedLexer {
  return hasMath ? new MathLexer() : new BoundedLexer();
}

/** Whether a token draws anything. */
export function shows(token: Token | undefined): token is Token {
  return token !== undefined && token.type !== 'space' && token.type !== 'def';
}

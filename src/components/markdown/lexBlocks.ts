import type { Token } from 'marked';
import { BoundedLexer } from './BoundedLexer.ts';

/**
 * Markdown as its top-level block tokens; their `raw`s joined are the source. What is inside of paragraphs, headings and
 * cells is not lexed yet. Lines end in `\n`. Never throws.
 */
export function lexBlocks(source: string): Token[] {
  try {
    return new BoundedLexer().blockTokens(source, []);
  } catch {
    return [{ type: 'text', raw: source, text: source }];
  }
}

/** Whether a token draws anything. */
export function shows(token: Token | undefined): token is Token {
  return token !== undefined && token.type !== 'space' && token.type !== 'def';
}

import type { Links, Token } from 'marked';
import { onceFor } from '../parts/onceFor.ts';
import { createLexer, shows } from './lexBlocks.ts';
import type { MarkdownPart } from './MarkdownBlock.ts';

/** The tokens of a part, inline ones too: lexed once. What the lexer cannot cope with is one text token. Never throws. */
export const lexPart = onceFor(({ source, links, hasMath }: MarkdownPart): readonly Token[] =>
  lexMarkdown(source, links, hasMath),
);

/** Markdown as tokens, given the link definitions that stand elsewhere. Never throws. */
export function lexMarkdown(source: string, links: Links, hasMath = false): Token[] {
  try {
    const lexer = createLexer(hasMath);
    lexer.tokens.links = Object.assign(Object.create(null) as Links, links);
    return lexer.lex(source).filter(shows);
  } catch {
    return [{ type: 'text', raw: source, text: source }];
  }
}

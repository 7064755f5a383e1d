import type { Links, Token } from 'marked';
import { createLexer, shows } from './lexBlocks.ts';
import type { MarkdownPart } from './MarkdownBlock.ts';

const lexed = new WeakMap<MarkdownPart, readonly Token[]>();

/** The tokens of a part, inline ones too: lexed once. What the lexer cannot cope with is one text token. Never throws. */
export function lexPart(part: MarkdownPart): readonly Token[] {
  let tokens = lexed.get(part);
  if (!tokens) lexed.set(part, (tokens = lexMarkdown(part.source, part.links, part.hasMath)));
  return tokens;
}

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

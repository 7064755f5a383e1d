import type { Links, Token } from 'marked';
import { BoundedLexer } from './BoundedLexer.ts';

/** A text as its top-level blocks. */
export interface MarkdownBlocks {
  /** The source of each block that shows something, in order. */
  blocks: readonly string[];
  /** The link definitions of the whole text, wherever they stand. */
  links: Links;
  /** Whether the last block is markdown that may still grow: nothing, not even a blank line, has come after it. */
  open: boolean;
}

/** Cuts a text into top-level blocks that can be lexed one by one, by `lexBlock`, to the same tokens. Never throws. */
export function splitBlocks(text: string): MarkdownBlocks {
  const lexer = new BoundedLexer();
  let tokens: Token[];
  try {
    tokens = lexer.blockTokens(trimSpaces(text).replace(/\r\n?/g, '\n'), []);
  } catch {
    return { blocks: text.trim() === '' ? [] : [text], links: lexer.tokens.links, open: false };
  }
  return {
    blocks: tokens.filter(shows).map((token) => token.raw),
    links: lexer.tokens.links,
    open: isOpen(tokens[tokens.length - 1]),
  };
}

/** The tokens of one block. Text that the lexer cannot cope with is one plain text token. Never throws. */
export function lexBlock(block: string, links: Links): Token[] {
  try {
    const lexer = new BoundedLexer();
    lexer.tokens.links = Object.assign(Object.create(null) as Links, links);
    return lexer.lex(block).filter(shows);
  } catch {
    return [{ type: 'text', raw: block, text: block }];
  }
}

function shows(token: Token | undefined): boolean {
  return token !== undefined && token.type !== 'space' && token.type !== 'def';
}

/** Spaces at the end say nothing, and the lexer would take them for a line break. */
function trimSpaces(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1;
  return text.slice(0, end);
}

/** HTML and indented code are shown as they are. */
function isOpen(last: Token | undefined): boolean {
  return shows(last) && last?.type !== 'html' && !(last?.type === 'code' && last.codeBlockStyle === 'indented');
}

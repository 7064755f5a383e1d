import { type Hooks, Lexer, type MarkedOptions, type Token, type TokensList } from 'marked';
import { BoundedTokenizer } from './BoundedTokenizer.ts';
import { maskMarks } from './cjkMarks.ts';

/** How deep blocks and inline marks may nest. What is deeper is shown as its text; no stack overflows. */
const DEPTH = 32;
/** How long a word before an `@` may be, in UTF-16 units. The lexer's search for mail addresses is quadratic in it. */
const WORD = 1000;

/**
 * marked's lexer for GitHub-flavoured markdown, bounded for hostile text, and deaf to what the host app has set up with
 * `marked.use()`.
 */
export class BoundedLexer extends Lexer {
  #depth = 0;

  constructor(options?: MarkedOptions) {
    super({ gfm: true, tokenizer: new BoundedTokenizer(), hooks: { emStrongMask: maskMarks } as Hooks, ...options });
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] = [], lastParagraphClipped?: boolean): Token[] {
    return this.#nested(src, tokens, () => super.blockTokens(src, tokens, lastParagraphClipped));
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (hasEndlessWord(src)) return asText(src, tokens);
    return this.#nested(src, tokens, () => super.inlineTokens(src, tokens));
  }

  #nested(src: string, tokens: Token[], lex: () => Token[]): Token[] {
    if (this.#depth >= DEPTH) return asText(src, tokens);
    this.#depth += 1;
    try {
      return lex();
    } finally {
      this.#depth -= 1;
    }
  }
}

function asText(src: string, tokens: Token[]): Token[] {
  tokens.push({ type: 'text', raw: src, text: src });
  return tokens;
}

function hasEndlessWord(src: string): boolean {
  for (let at = src.indexOf('@', WORD); at !== -1; at = src.indexOf('@', at + 1)) {
    if (!/\s/.test(src.slice(at - WORD, at))) return true;
  }
  return false;
}

import type { Hooks, Token, Tokens } from 'marked';
import { BoundedLexer } from './BoundedLexer.ts';
import { maskMarks } from './cjkMarks.ts';
import { acrossMath } from './displayedMath.ts';
import { MathTokenizer } from './MathTokenizer.ts';
import { maskMath } from './maskMath.ts';
import { type Formula, readMath } from './readMath.ts';

/** A formula among inline tokens. */
export interface MathToken extends Formula {
  type: 'math';
}

/** The lexer of a dialect with formulas: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. They are inline tokens, all of them. */
export class MathLexer extends BoundedLexer {
  readonly #inlined: { source: string };

  constructor() {
    const tokenizer = new MathTokenizer();
    const inlined = { source: '' };
    super({
      tokenizer,
      extensions: { renderers: {}, childTokens: {}, inline: [readToken] },
      hooks: { emStrongMask: (masked: string) => maskMarks(maskMath(masked, inlined.source)) } as Hooks,
    });
    this.#inlined = inlined;
    const { rules } = tokenizer;
    const { paragraph, text } = rules.block;
    // Rules rather than methods: the lexer joins the pieces of a paragraph only if its own method reads them.
    tokenizer.rules = {
      ...rules,
      block: { ...rules.block, paragraph: acrossMath(paragraph), text: acrossMath(text) },
    };
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    this.#inlined.source = src;
    return super.inlineTokens(src, tokens);
  }
}

function readToken(src: string): Tokens.Generic | undefined {
  const formula = readMath(src, 0);
  return typeof formula === 'object' ? { type: 'math', ...formula } : undefined;
}

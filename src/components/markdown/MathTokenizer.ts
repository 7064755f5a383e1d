import type { Tokens } from 'marked';
import { BoundedTokenizer, WORD } from './BoundedTokenizer.ts';
import { crossesEnd } from './displayedMath.ts';

/** The tokenizer of a dialect with formulas. */
export class MathTokenizer extends BoundedTokenizer {
  /** A line of equals signs within a formula makes no heading of it. */
  override lheading(src: string): Tokens.Heading | undefined {
    const heading = super.lheading(src);
    return heading && crossesEnd(src, heading.raw.lastIndexOf('\n')) ? undefined : heading;
  }

  /** Text ends before a dollar sign, which may begin a formula. One that begins none is text, with those that follow it. */
  override inlineText(src: string): Tokens.Text | undefined {
    const head = src.slice(0, WORD);
    const end = head.indexOf('$', /^\$*/.exec(head)?.[0].length);
    return super.inlineText(end === -1 ? src : src.slice(0, end));
  }
}

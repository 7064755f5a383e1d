import { Tokenizer, type Tokens } from 'marked';
import { splitRow } from './cellPlaces.ts';
import { beforeMarks } from './cjkMarks.ts';
import { trimLineEnds } from './trimEnds.ts';

/**
 * How much text may be searched in vain for the ends of marks, in UTF-16 units. Thousands of marks that open and never
 * close would each be searched for through the rest of the text; past this, marks are text. Ordinary text stays far
 * below it.
 */
const SEARCHED = 500_000;
/** How much less a link's end costs to search for than that of emphasis. */
const LINK = 1 / 8;
/** What may open emphasis: of the rest it is plain at once that it does not. */
const OPENS = /^([*_~])\1*[^\s*_~]/;
/** How long a bare URL may be, in UTF-16 units. */
const URL_LENGTH = 4096;
const URL_START = /^(?:https?:|ftp:|www\.|mailto:|xmpp:)/i;
/**
 * How much text is looked at in one go, in UTF-16 units. From every mark on, marked looks through the rest of the word for
 * the `@` of a mail address: thousands of marks in one endless word would cost the square of its length.
 */
export const WORD = 400;

const BLANK_LINE = /\n[ \t]*\n/;
/** What makes a heading of the lines above it. */
const UNDERLINE = /\n {0,3}(?:=+|-+) *(?:\n|$)/;
/** How many lines a link definition may have. */
const DEFINITION = 8;
/** A line that ends a paragraph, or may: blank, or the beginning of another block. */
const ENDS_PARAGRAPH = /^(?:[ \t]*$| {0,3}(?:#{1,6}(?:\s|$)|\d{1,9}[.)]|[>*+_=~`:-]|<(?!https?:))|.*\|)/;

/** marked's tokenizer with a bound on fruitless work, and without what this dialect does not have. */
export class BoundedTokenizer extends Tokenizer {
  #searched = 0;

  constructor() {
    super({});
  }

  /**
   * Footnotes are not in this dialect: `[^1]: text` stays text, where marked would take it for a link's definition. And a
   * definition stays within its paragraph: marked would look for the end of a title through all blocks behind it.
   */
  override def(src: string): Tokens.Def | undefined {
    return /^ {0,3}\[(?!\^)/.test(src) ? super.def(paragraphAt(src)) : undefined;
  }

  /**
   * What would be HTML if no paragraph were above it is no table either, so that a table is one wherever it stands. Rows
   * have the cells that they are written with: marked would fill up each of them to the width of the head, and thousands
   * of short rows under thousands of columns are the product of both.
   */
  override table(src: string): Tokens.Table | undefined {
    if (this.rules.block.html.test(src)) return undefined;
    const [raw = '', , , lines] = this.rules.block.table.exec(src) ?? [];
    const table = super.table(lines ? raw.slice(0, raw.length - lines.length) : raw);
    if (!table || !lines) return table;
    const rows = trimLineEnds(lines)
      .split('\n')
      .map((line) =>
        splitRow(line, table.header.length).map((text, column) => ({
          text,
          tokens: this.lexer.inline(text),
          header: false,
          align: table.align[column] ?? null,
        })),
      );
    return { ...table, raw: trimLineEnds(raw), rows: lines.trim() === '' ? [] : rows };
  }

  /** Nor is it a heading. And a heading is a paragraph with a line under it: what ends a paragraph ends it too. */
  override lheading(src: string): Tokens.Heading | undefined {
    if (!UNDERLINE.test(paragraphOf(src))) return undefined;
    const heading = super.lheading(src);
    if (!heading?.raw.includes('\n')) return heading;
    const text = heading.raw.slice(0, heading.raw.lastIndexOf('\n'));
    const paragraph = this.rules.block.paragraph.exec(text)?.[0] ?? '';
    return paragraph.length < text.length || this.rules.block.html.test(src) ? undefined : heading;
  }

  /** `1945.` and nothing else is an answer, not the 1945th item of a list, which would be empty. */
  override list(src: string): Tokens.List | undefined {
    return /^ *\d{3,}[.)][ \t]*(?!.)/.test(src) ? undefined : super.list(src);
  }

  /** What marked stumbles over inside of quotations is text, where it would give up the whole. */
  override blockquote(src: string): Tokens.Blockquote | undefined {
    const { state, inlineQueue } = this.lexer;
    const { top, lastToken } = state;
    const { length } = inlineQueue;
    try {
      return super.blockquote(src);
    } catch {
      state.top = top;
      state.lastToken = lastToken;
      inlineQueue.length = length;
      return undefined;
    }
  }

  override emStrong(src: string, maskedSrc: string, prevChar?: string): Tokens.Em | Tokens.Strong | undefined {
    const before = src.startsWith('*') ? beforeMarks(src, prevChar) : prevChar;
    return this.#bounded(src, '*_', 1, () => super.emStrong(src, maskedSrc, before));
  }

  override del(src: string, maskedSrc: string, prevChar?: string): Tokens.Del | undefined {
    if (maskedSrc.at(-src.length) !== '~') return undefined;
    return this.#bounded(src, '~', 1, () => super.del(src, maskedSrc, beforeMarks(src, prevChar)));
  }

  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    return this.#bounded(src, '[!', LINK, () => super.link(src));
  }

  override url(src: string): Tokens.Link | undefined {
    if (URL_START.test(src)) return super.url(src.slice(0, URL_LENGTH));
    const word = src.slice(0, WORD);
    return word.includes('@') ? super.url(word) : undefined;
  }

  /**
   * Long text comes in pieces, which the lexer joins. A piece ends before a space, so that no URL is cut. Character
   * references stay as written: marked decodes some of them here, and the rest is then no longer told apart.
   */
  override inlineText(src: string): Tokens.Text | undefined {
    const head = src.slice(0, WORD);
    const token = super.inlineText(head);
    if (!token) return undefined;
    const isCut = token.raw.length === head.length && head.length < src.length;
    const raw = isCut ? (/^[^]*\S(?=\s)/.exec(head)?.[0] ?? head) : token.raw;
    return { ...token, raw, text: raw };
  }

  #bounded<T>(src: string, marks: string, cost: number, search: () => T | undefined): T | undefined {
    if (!marks.includes(src.charAt(0)) || this.#searched > SEARCHED) return undefined;
    const found = search();
    if (found === undefined && (cost < 1 || OPENS.test(src))) this.#searched += src.length * cost;
    return found;
  }
}

/** Up to the first blank line. */
function paragraphOf(src: string): string {
  const end = src.search(BLANK_LINE);
  return end === -1 ? src : src.slice(0, end + 1);
}

function paragraphAt(src: string): string {
  let end = src.indexOf('\n');
  for (let count = 1; count < DEFINITION && end !== -1; count += 1) {
    const next = src.indexOf('\n', end + 1);
    if (ENDS_PARAGRAPH.test(src.slice(end + 1, next === -1 ? undefined : next))) break;
    end = next;
  }
  return end === -1 ? src : src.slice(0, end);
}

import type { Token, Tokens } from 'marked';
import { closeOpenMarks } from './closeOpenMarks.ts';
import { countFinal } from './countFinal.ts';
import { createDefinitions } from './createDefinitions.ts';
import { groupBlocks } from './groupBlocks.ts';
import {
  growCode,
  growList,
  growTable,
  type GrowingBlock,
  type GrowingCode,
  type MakePart,
  openCode,
} from './growBlock.ts';
import { withoutOpenMath } from './holdMath.ts';
import { lexBlocks, shows } from './lexBlocks.ts';
import type { MarkdownBlock, MarkdownDocument } from './MarkdownBlock.ts';
import { readCode, readOpenCode } from './readCode.ts';
import { readFence } from './readFence.ts';
import { relinkBlock, reuseBlock } from './reuseBlock.ts';
import { finalItems } from './splitList.ts';
import { finalRows, headOf } from './splitTable.ts';
import { toBlocks } from './toBlocks.ts';
import { trimSpaces } from './trimEnds.ts';

/**
 * A block that is longer than this and still grows, in UTF-16 units, is read again once it has grown by one of so many
 * parts: to read all of it for each piece that comes would cost the square of its length.
 */
const LONG = 16_000;
const STEPS = 50;

/**
 * Reads a text that grows, at a cost in proportion to what is new. Blocks that nothing behind them can change any more are
 * settled: read once, and never again. So are the items of a long list, the rows of a table and the lines of code, a few
 * dozen at a time.
 *
 * A cache, not a state: what it answers depends on what it is asked only. A text that does not go on from the one before is
 * read from its beginning.
 */
export class MarkdownEngine {
  #text = '';
  #isWhole = false;
  #isCut = false;
  #shown: readonly MarkdownBlock[] = [];
  #answer: MarkdownDocument | undefined;

  /** How much of the text is settled, in UTF-16 units: as it came, and with line ends counted as one. */
  #consumed = 0;
  #position = 0;
  #settled: MarkdownBlock[] = [];
  #growing: GrowingBlock | undefined;
  #definitions = createDefinitions();
  /** The tokens of what is not settled, where settling has left them. */
  #pending: readonly Token[] | undefined;

  /** `hasMath` says whether formulas are told from text. */
  readonly #hasMath: boolean;
  constructor(hasMath = false) {
    this.#hasMath = hasMath;
  }

  /**
   * The blocks of a text. `isWhole` says that no more of it will come; until then, marks that are open at its end are
   * closed or held back, and so is the last fiftieth of a block that is very long. `isCut` says that no more will come although it is not whole: then no word is held back. Groups, blocks and parts that say the same as in the last answer are the same objects. Never
   * throws.
   */
  update(text: string, isWhole: boolean, isCut = false): MarkdownDocument {
    const isSame = text === this.#text && isWhole === this.#isWhole && isCut === this.#isCut;
    if (this.#answer && isSame) return this.#answer;
    const goesOn = text.startsWith(this.#text);
    if (this.#answer && goesOn && !isWhole && !isCut && this.#isLittle(text.length)) return this.#answer;
    if (!goesOn) this.#reset();
    this.#text = text;
    this.#isWhole = isWhole;
    this.#isCut = isCut;
    while (this.#settle()) continue;
    const open = this.#open();
    this.#shown = [...this.#settled, ...open].map((block, at) => reuseBlock(this.#shown[at], block));
    this.#settled = this.#shown.slice(0, this.#settled.length);
    this.#answer = groupBlocks(this.#shown, this.#answer);
    return this.#answer;
  }

  /** Whether too little of a long block has come to read it again. */
  #isLittle(length: number): boolean {
    const open = this.#text.length - this.#consumed;
    return open > LONG && length - this.#text.length < open / STEPS;
  }

  #reset(): void {
    this.#consumed = 0;
    this.#position = 0;
    this.#settled = [];
    this.#growing = undefined;
    this.#definitions = createDefinitions();
  }

  /** The text that is not settled. At its very end may be half a line end, or half a character. */
  #rest(): string {
    const raw = this.#text.slice(
      this.#consumed,
      !this.#isWhole && /[\r\uD800-\uDBFF]$/.test(this.#text.slice(-1)) ? -1 : undefined,
    );
    return raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : copy(raw);
  }

  /** The head of a table that grows: what is not settled of it is read as rows under that. */
  #head(): string {
    return this.#growing?.type === 'table' ? this.#growing.head : '';
  }

  #consume(length: number): void {
    this.#position += length;
    if (!this.#text.includes('\r', this.#consumed)) this.#consumed += length;
    else
      for (let left = length; left > 0; left -= 1)
        this.#consumed += this.#text.startsWith('\r\n', this.#consumed) ? 2 : 1;
  }

  /** Settles what can be. Whether the next block may be read now. */
  #settle(): boolean {
    return this.#growing?.type === 'code' ? this.#settleCode(this.#growing) : this.#settleBlocks();
  }

  #settleCode(growing: GrowingCode): boolean {
    const { code, end } = readCode(this.#rest(), growing.fence);
    const grown = growCode(code, this.#position, growing, end !== -1);
    if (end !== -1) {
      this.#consume(end);
      this.#growing = undefined;
      this.#settled.push(grown);
      return true;
    }
    const parts = grown.parts.slice(0, -1);
    this.#consume((grown.parts.at(-1)?.start ?? 0) - this.#position);
    this.#growing = { ...growing, block: { ...grown, parts } };
    return false;
  }

  #settleBlocks(): boolean {
    const head = this.#head();
    const start = this.#position - head.length;
    const source = head + trimSpaces(this.#rest());
    const tokens = lexBlocks(source, this.#hasMath);
    const final = tokens.slice(0, countFinal(tokens, source, this.#hasMath));
    const length = final.reduce((sum, { raw }) => sum + raw.length, 0);
    this.#definitions.add(final);
    if (final.some(shows)) {
      for (const block of toBlocks(final, start, this.#growing, this.#part)) {
        this.#wait(block);
        this.#settled.push(block);
        this.#growing = undefined;
      }
    }
    const within = this.#settleWithin(tokens[final.length], source.slice(length), start + length);
    this.#consume(Math.max(0, length + within - head.length));
    this.#pending = within === 0 ? tokens.slice(final.length) : undefined;
    return this.#growing?.type === 'code';
  }

  /** Settles what is final of a block that still grows. How much of `source`, which begins with it, that is. */
  #settleWithin(token: Token | undefined, source: string, start: number): number {
    if (token?.type === 'list') {
      const items = finalItems(token as Tokens.List, source);
      if (!items) return 0;
      this.#definitions.add([items]);
      const block = growList(items, start, this.#growing, this.#part);
      this.#wait(block);
      this.#growing = { type: 'list', block };
      return items.raw.length;
    }
    if (token?.type === 'table') {
      const head = headOf(token.raw);
      const length = finalRows(head, token.raw.slice(head.length));
      if (length === 0) return 0;
      const raw = token.raw.slice(0, head.length + length);
      const block = growTable(raw, start, this.#growing, this.#part);
      this.#wait(block);
      this.#growing = { type: 'table', head, block };
      return raw.length;
    }
    const fence = token?.type === 'code' ? readFence(token.raw) : undefined;
    if (!fence || !token?.raw.slice(0, fence.length).endsWith('\n')) return 0;
    this.#growing = openCode(fence);
    return fence.length;
  }

  /** What is not settled, as blocks; the first may be one that grows. */
  #open(): MarkdownBlock[] {
    const tokens = this.#growing?.type === 'code' ? [] : this.#openTokens();
    this.#definitions.addOpen(this.#isWhole ? tokens : []);
    this.#relink();
    if (this.#growing?.type === 'code') {
      const code = readOpenCode(trimSpaces(this.#rest()), this.#growing.fence, this.#isWhole);
      return [growCode(code, this.#position, this.#growing)];
    }
    return toBlocks(tokens, this.#position - this.#head().length, this.#growing, this.#part);
  }

  #openTokens(): readonly Token[] {
    const tokens = this.#pending ?? lexBlocks(this.#head() + trimSpaces(this.#rest()), this.#hasMath);
    if (this.#isWhole) return tokens;
    const closed = repaired(this.#hasMath ? withoutOpenMath(tokens) : tokens, this.#hasMath);
    return this.#isCut && wordsOf(closed) !== wordsOf(tokens) ? tokens : closed;
  }

  /** Remembers what the next block refers to; the parts that it has already had been remembered when they were settled. */
  #wait(block: MarkdownBlock): void {
    if (block.type === 'code') return;
    for (const { source } of block.parts.slice(this.#growing?.block.parts.length)) {
      this.#definitions.wait(source, this.#settled.length);
    }
  }

  /** Gives parts the definitions that have come since they were made. */
  #relink(): void {
    const { changed, linksFor } = this.#definitions;
    for (const at of changed()) {
      const block = this.#settled[at];
      if (block) this.#settled[at] = relinkBlock(block, linksFor);
      else if (this.#growing?.type === 'list') this.#growing.block = relinkBlock(this.#growing.block, linksFor);
      else if (this.#growing?.type === 'table') this.#growing.block = relinkBlock(this.#growing.block, linksFor);
    }
  }

  readonly #part: MakePart = (source, start, lead = 0) => ({
    source,
    start,
    lead,
    links: this.#definitions.linksFor(source),
    hasMath: this.#hasMath,
  });
}

/** A string of its own. A mere slice would keep all of the text that it was cut from, and there is one for each delta. */
function copy(slice: string): string {
  return ` ${slice}`.slice(1);
}

/** The tokens of a text that still grows, its open marks closed. What is held back leaves the block in front of it open. */
function repaired(tokens: readonly Token[], hasMath: boolean): readonly Token[] {
  const last = tokens.at(-1);
  if (!isOpen(last)) return tokens;
  const others = tokens.slice(0, -1);
  const closed = closeOpenMarks(last.raw, hasMath);
  return closed.trim() === '' ? repaired(others, hasMath) : [...others, ...lexBlocks(closed, hasMath)];
}

/** Letters and digits, without what stands around them. */
function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(({ raw }) => raw.replace(/[^\p{L}\p{N}]+/gu, '')).join('');
}

/** Whether a token may still grow. HTML and indented code are shown as they are. */
function isOpen(last: Token | undefined): last is Token {
  return shows(last) && last.type !== 'html' && !(last.type === 'code' && last.codeBlockStyle === 'indented');
}

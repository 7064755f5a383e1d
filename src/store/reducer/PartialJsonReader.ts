import { defaultLimits } from '../../stream/InteractionLimits.ts';

/** The containers that are still open, the outermost first. Of an object, how many fields it has, and the first of their names. */
export type GrowingContainers = ReadonlyMap<unknown, ObjectHead | undefined>;

export interface ObjectHead {
  readonly names: readonly string[];
  readonly size: number;
}

/** What unfinished JSON text has said so far. */
export interface PartialJson {
  /** The value as far as it has come; `undefined` while nothing is certain. */
  readonly value: unknown;
  /** Whether the text is one whole JSON value. */
  readonly complete: boolean;
  /** Where the text stops being JSON (UTF-16 offset), and why. `value` holds what came before. */
  readonly error?: string;
}

/** The same of a text that grows. Lists and objects of `value` that are not in `growing` change no more. */
export interface GrowingJson extends PartialJson {
  readonly growing: GrowingContainers;
  /** How many values have begun. */
  readonly count: number;
}

type Container = unknown[] | { [key: string]: unknown };

interface OpenContainer {
  readonly value: Container;
  readonly names: string[];
  size: number;
}

/** What must come next. `first` is the place after an opening bracket; `item` and `key` are those after a comma. */
type Place = 'value' | 'first' | 'item' | 'key' | 'colon' | 'after' | 'end' | 'string' | 'number' | 'literal';

/** How many names of an open object are at hand. */
const NAMES = 1000;
/** A growing text longer than this, in UTF-16 units, is read again when it has grown by one of so many parts. */
const LONG = 50_000;
const STEPS = 250;

const ESCAPES: { readonly [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
/** Space, line feed, carriage return and tab. */
const SPACE: ReadonlySet<number> = new Set([32, 10, 13, 9]);
const PLAIN = /[^"\\\u0000-\u001f]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/;
const NUMBER_LETTERS = /[-+.eE\d]+/y;
const LITERALS: { readonly [letter: string]: readonly [word: string, value: unknown] } = {
  t: ['true', true],
  f: ['false', false],
  n: ['null', null],
};

/**
 * Reads JSON text that grows, and may break off anywhere: each piece of it once, without recursion. Never throws.
 *
 * A string that is still open counts with what it has; a number or a literal at the very end counts once it cannot
 * change any more. Integers that a double cannot hold become strings of their digits, so that ids survive. A key
 * `__proto__` is an ordinary property.
 */
export class PartialJsonReader {
  /** All that was read. */
  #whole = '';
  /** What is being read: the new piece, after the beginning of an escape that the one before it ended in. */
  #text = '';
  #at = 0;
  /** Where in the whole `#text` begins. */
  #offset = 0;
  #place: Place = 'value';
  #open: OpenContainer[] = [];
  #root: unknown;
  #key: string | undefined;
  /** The string, number or literal that is still open. */
  #word = '';
  /** The open string is a key. */
  #isKey = false;
  /** What there is of the open string has been put in its place. */
  #isPut = false;
  #count = 0;
  #error: string | undefined;
  #last: GrowingJson = this.#result();

  /** `depth` is how deep values may nest before the rest is given up (`limits.jsonDepth`). */
  constructor(private readonly depth: number = defaultLimits.jsonDepth) {}

  /**
   * What the text says. Where it goes on from the text before, only what is new is read. To look at a long text that has
   * been put together costs an engine all of its length, so one that `isGrowing` is looked at once there is enough news.
   */
  update(text: string, isGrowing = false): GrowingJson {
    const before = this.#whole.length;
    if (isGrowing && before > LONG && text.length >= before && text.length - before < before / STEPS) return this.#last;
    const goesOn = before > 0 && text.slice(0, before) === this.#whole;
    const hadFailed = this.#error !== undefined;
    if (!goesOn) this.#reset();
    if (this.#error === undefined) this.#read(detached(text.slice(this.#whole.length)));
    this.#whole = text;
    if (goesOn && !hadFailed && this.#error !== undefined) {
      this.#reset();
      this.#read(text);
      this.#whole = text;
    }
    return (this.#last = this.#result());
  }

  #reset(): void {
    this.#whole = this.#text = this.#word = '';
    this.#at = this.#offset = this.#count = 0;
    this.#place = 'value';
    this.#open = [];
    this.#root = this.#key = this.#error = undefined;
    this.#isPut = false;
  }

  #result(): GrowingJson {
    const growing = new Map<unknown, ObjectHead | undefined>();
    for (const { value, names, size } of this.#open) {
      growing.set(value, Array.isArray(value) ? undefined : { names, size });
    }
    const count = this.#count;
    const number = this.#place === 'number' && this.#open.length === 0 ? wholeNumber(this.#word) : undefined;
    if (number !== undefined) return { value: number, complete: true, growing, count };
    return { value: this.#root, complete: this.#place === 'end' && !this.#error, error: this.#error, growing, count };
  }

  #read(piece: string): void {
    this.#offset += this.#at;
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    try {
      while (this.#at < this.#text.length && this.#step());
      if (this.#place === 'string' && !this.#isKey) this.#putString();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.#error = error.message;
    }
  }

  /** Reads a bit. False where the rest cannot be read before there is more of it. */
  #step(): boolean {
    if (this.#place === 'string') return this.#string();
    if (this.#place === 'number') return this.#number();
    if (this.#place === 'literal') return this.#literal();
    if (SPACE.has(this.#text.charCodeAt(this.#at))) {
      this.#at += 1;
      return true;
    }
    const letter = this.#text[this.#at] as string;
    const container = this.#open.at(-1)?.value;
    const isList = Array.isArray(container);
    const closes = container !== undefined && letter === (isList ? ']' : '}');
    switch (this.#place) {
      case 'end':
        return this.#fail('something follows the value');
      case 'after':
        if (closes) return this.#close();
        if (letter !== ',') return this.#fail('a comma or an end is missing');
        this.#at += 1;
        this.#place = isList ? 'item' : 'key';
        return true;
      case 'first':
        if (closes) return this.#close();
        this.#place = isList ? 'value' : 'key';
        return true;
      case 'key':
        if (closes) return this.#fail('a value is missing after the comma');
        if (letter !== '"') return this.#fail('a key must be a string in double quotes');
        return this.#begin('string', true);
      case 'colon':
        if (letter !== ':') return this.#fail('a colon is missing after the key');
        this.#at += 1;
        this.#place = 'value';
        return true;
      case 'item':
        if (closes) return this.#fail('a value is missing after the comma');
    }
    return this.#value(letter);
  }

  #value(letter: string): boolean {
    if (letter === '{' || letter === '[') {
      if (this.#open.length >= this.depth) this.#fail(`it nests deeper than ${this.depth} levels (limits.jsonDepth)`);
      this.#at += 1;
      const value: Container = letter === '{' ? {} : [];
      this.#put(value);
      this.#open.push({ value, names: [], size: 0 });
      this.#place = 'first';
      return true;
    }
    if (letter === '"') return this.#begin('string');
    if (letter === '-' || (letter >= '0' && letter <= '9')) return this.#begin('number');
    if (Object.hasOwn(LITERALS, letter)) return this.#begin('literal');
    return this.#fail('no JSON value starts like this');
  }

  #begin(place: 'string' | 'number' | 'literal', isKey = false): true {
    this.#place = place;
    this.#word = '';
    this.#isKey = isKey;
    this.#isPut = false;
    if (place === 'string') this.#at += 1;
    return true;
  }

  #close(): true {
    this.#at += 1;
    this.#open.pop();
    return this.#end();
  }

  /** A value has ended. */
  #end(): true {
    this.#place = this.#open.length === 0 ? 'end' : 'after';
    this.#isPut = false;
    return true;
  }

  #string(): boolean {
    const plain = this.#match(PLAIN);
    this.#word += plain;
    if (plain !== '') return true;
    const letter = this.#text[this.#at];
    if (letter === '\\') return this.#escape();
    if (letter !== '"') this.#fail('a control character stands in a string');
    this.#at += 1;
    if (this.#isKey) {
      this.#key = this.#word;
      this.#place = 'colon';
      return true;
    }
    this.#putString();
    return this.#end();
  }

  #escape(): boolean {
    const letter = this.#text[this.#at + 1];
    if (letter === undefined) return false;
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (digits.length < 4 && /^[\da-fA-F]*$/.test(digits)) return false;
      if (!/^[\da-fA-F]{4}$/.test(digits)) this.#fail('a unicode escape is malformed');
      this.#at += 6;
      this.#word += String.fromCharCode(parseInt(digits, 16));
      return true;
    }
    const escaped = ESCAPES[letter];
    if (escaped === undefined) return this.#fail('an escape is unknown');
    this.#at += 2;
    this.#word += escaped;
    return true;
  }

  /** The number ends where a letter comes that none can have. What of it is no number is read as what follows one. */
  #number(): boolean {
    this.#word += this.#match(NUMBER_LETTERS);
    if (this.#at === this.#text.length) return true;
    const [digits = ''] = NUMBER.exec(this.#word) ?? [];
    const rest = this.#word.length - digits.length;
    if (digits === '') this.#fail('a number is malformed', this.#word.length);
    this.#put(wholeNumber(digits));
    if (rest > 0)
      this.#fail(this.#open.length > 0 ? 'a comma or an end is missing' : 'something follows the value', rest);
    return this.#end();
  }

  #literal(): boolean {
    const letter = this.#text[this.#at] as string;
    const [word = '', value] = LITERALS[this.#word[0] ?? letter] ?? [];
    if (word[this.#word.length] !== letter) this.#fail('no JSON value starts like this', this.#word.length);
    this.#at += 1;
    this.#word += letter;
    if (this.#word !== word) return true;
    this.#put(value);
    return this.#end();
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }

  #putString(): void {
    const container = this.#open.at(-1)?.value;
    if (this.#isPut && Array.isArray(container)) container[container.length - 1] = this.#word;
    else this.#put(this.#word);
    this.#isPut = true;
  }

  #put(value: unknown): void {
    if (!this.#isPut) this.#count += 1;
    const open = this.#open.at(-1);
    if (open === undefined) {
      this.#root = value;
      return;
    }
    const container = open.value;
    if (Array.isArray(container)) {
      container.push(value);
      return;
    }
    const key = this.#key as string;
    if (!Object.hasOwn(container, key)) {
      open.size += 1;
      if (open.names.length < NAMES) open.names.push(key);
    }
    if (key === '__proto__') {
      Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
    } else {
      container[key] = value;
    }
  }

  /** @param back How many letters before the one that is read. */
  #fail(why: string, back = 0): never {
    throw new SyntaxError(`Not JSON at offset ${this.#offset + this.#at - back}: ${why}.`);
  }
}

/** The same text in memory of its own: engines keep all of a text as long as there is a slice of it. */
function detached(piece: string): string {
  return ` ${piece}`.slice(1);
}

/** The number that this text is; nothing where it is none, or may still become one. */
function wholeNumber(text: string): unknown {
  const match = NUMBER.exec(text);
  if (match?.[0].length !== text.length) return undefined;
  const number = Number(text);
  const integer = match[1] === undefined && match[2] === undefined;
  return integer && !Number.isSafeInteger(number) ? text : number;
}

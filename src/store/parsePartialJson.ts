/** What unfinished JSON text has said so far. */
export interface PartialJson {
  /** The value as far as it has come; `undefined` while nothing is certain. */
  value: unknown;
  /** Whether the text is one whole JSON value. */
  complete: boolean;
  /** Where the text stops being JSON (UTF-16 offset), and why. `value` holds what came before. */
  error?: string;
}

type Container = unknown[] | { [key: string]: unknown };

/** How deep values may nest before the rest is given up, so that hostile text costs no more than its length. */
const MAX_DEPTH = 512;

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
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const NUMBER_TAIL = /^[-+.eE\d]*$/;
const LITERALS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/**
 * Reads JSON text that may break off anywhere, in one pass and without recursion. Never throws.
 *
 * A string that is still open counts with what it has; a number or a literal at the very end counts once it cannot
 * change any more. Integers that a double cannot hold become strings of their digits, so that ids survive. A key
 * `__proto__` is an ordinary property.
 */
export function parsePartialJson(text: string): PartialJson {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #open: Container[] = [];
  #at = 0;
  #root: unknown;
  #key: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): PartialJson {
    try {
      const complete = this.#value();
      return { value: this.#root, complete };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return { value: this.#root, complete: false, error: error.message };
    }
  }

  /** Reads one value after another into the innermost container, until the text or the root value ends. */
  #value(): boolean {
    while (true) {
      this.#space();
      if (this.#ended) return false;
      const letter = this.#text[this.#at] as string;
      const container = this.#open.at(-1);
      if (container !== undefined && this.#closes(container, letter)) {
        if (!this.#afterValue()) return this.#open.length === 0;
        continue;
      }
      if (container !== undefined && !Array.isArray(container) && !this.#readKey()) return false;
      this.#space();
      if (this.#ended) return false;
      const start = this.#text[this.#at] as string;
      if (start === '{' || start === '[') {
        if (this.#open.length >= MAX_DEPTH) this.#fail(`it nests deeper than ${MAX_DEPTH} levels`);
        this.#at += 1;
        const opened: Container = start === '{' ? {} : [];
        this.#put(opened);
        this.#open.push(opened);
        continue;
      }
      if (!this.#scalar(start)) return false;
      if (!this.#afterValue()) return this.#open.length === 0;
    }
  }

  get #ended(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Only an empty container may close where a value could stand. */
  #closes(container: Container, letter: string): boolean {
    if (letter !== (Array.isArray(container) ? ']' : '}')) return false;
    if (Object.keys(container).length > 0) return false;
    this.#at += 1;
    this.#open.pop();
    return true;
  }

  /** After a value: closes containers as far as they end, steps over one comma. False where nothing more is to be read. */
  #afterValue(): boolean {
    while (true) {
      this.#space();
      const container = this.#open.at(-1);
      if (container === undefined) {
        if (!this.#ended) this.#fail('something follows the value');
        return false;
      }
      if (this.#ended) return false;
      const letter = this.#text[this.#at] as string;
      if (letter === (Array.isArray(container) ? ']' : '}')) {
        this.#at += 1;
        this.#open.pop();
        continue;
      }
      if (letter !== ',') this.#fail('a comma or an end is missing');
      this.#at += 1;
      return this.#afterComma(container);
    }
  }

  #afterComma(container: Container): boolean {
    this.#space();
    const letter = this.#text[this.#at];
    if (letter === (Array.isArray(container) ? ']' : '}')) this.#fail('a value is missing after the comma');
    return letter !== undefined;
  }

  #readKey(): boolean {
    if (this.#text[this.#at] !== '"') this.#fail('a key must be a string in double quotes');
    const key = this.#string();
    if (!key.closed) return false;
    this.#space();
    if (this.#ended) return false;
    if (this.#text[this.#at] !== ':') this.#fail('a colon is missing after the key');
    this.#at += 1;
    this.#key = key.text;
    return true;
  }

  /** Reads a string, number or literal. False where it breaks off. */
  #scalar(start: string): boolean {
    if (start === '"') {
      const { text, closed } = this.#string();
      this.#put(text);
      return closed;
    }
    if (start === '-' || (start >= '0' && start <= '9')) return this.#number();
    for (const [word, value] of LITERALS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        this.#put(value);
        return true;
      }
      if (word.startsWith(this.#text.slice(this.#at))) return false;
    }
    return this.#fail('no JSON value starts like this');
  }

  #number(): boolean {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    const end = match ? NUMBER.lastIndex : this.#at;
    const rest = this.#text.slice(end, end + 4);
    const mayGrow = rest.length < 4 && NUMBER_TAIL.test(rest);
    if (mayGrow && (!match || rest !== '' || this.#open.length > 0)) return false;
    if (!match) this.#fail('a number is malformed');
    this.#at = end;
    const number = Number(match[0]);
    const integer = match[1] === undefined && match[2] === undefined;
    this.#put(integer && !Number.isSafeInteger(number) ? match[0] : number);
    return true;
  }

  #string(): { text: string; closed: boolean } {
    const parts: string[] = [];
    this.#at += 1;
    while (!this.#ended) {
      PLAIN.lastIndex = this.#at;
      const plain = PLAIN.exec(this.#text);
      if (plain) {
        parts.push(plain[0]);
        this.#at = PLAIN.lastIndex;
        continue;
      }
      const letter = this.#text[this.#at] as string;
      if (letter === '"') {
        this.#at += 1;
        return { text: parts.join(''), closed: true };
      }
      if (letter !== '\\') this.#fail('a control character stands in a string');
      const escaped = this.#escape();
      if (escaped === undefined) break;
      parts.push(escaped);
    }
    this.#at = this.#text.length;
    return { text: parts.join(''), closed: false };
  }

  /** Reads one escape, or returns undefined where the text breaks off inside it. */
  #escape(): string | undefined {
    const letter = this.#text[this.#at + 1];
    if (letter === undefined) return undefined;
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (digits.length < 4 && /^[\da-fA-F]*$/.test(digits)) return undefined;
      if (!/^[\da-fA-F]{4}$/.test(digits)) this.#fail('a unicode escape is malformed');
      this.#at += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    const escaped = ESCAPES[letter];
    if (escaped === undefined) return this.#fail('an escape is unknown');
    this.#at += 2;
    return escaped;
  }

  #space(): void {
    while (SPACE.has(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  #put(value: unknown): void {
    const container = this.#open.at(-1);
    if (container === undefined) {
      this.#root = value;
    } else if (Array.isArray(container)) {
      container.push(value);
    } else if (this.#key === '__proto__') {
      Object.defineProperty(container, '__proto__', { value, writable: true, enumerable: true, configurable: true });
    } else {
      container[this.#key as string] = value;
    }
  }

  #fail(why: string): never {
    throw new SyntaxError(`Not JSON at offset ${this.#at}: ${why}.`);
  }
}

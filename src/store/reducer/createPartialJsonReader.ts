import { defaultLimits } from '../../stream/InteractionLimits.ts';
import { define } from './define.ts';

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

/** Reads JSON text that grows, and may break off anywhere: each piece of it once, without recursion. Never throws. */
export interface PartialJsonReader {
  /**
   * What the text says. Where it goes on from the text before, only what is new is read. To look at a long text that has
   * been put together costs an engine all of its length, so one that `isGrowing` is looked at once there is enough news.
   */
  update(text: string, isGrowing?: boolean): GrowingJson;
}

type Container = unknown[] | { [key: string]: unknown };

interface OpenContainer {
  readonly value: Container;
  readonly names: string[];
  size: number;
}

/**
 * What must come next. `first` is the place after an opening bracket; `item` and `key` are those after a comma. In the last
 * four a word is open: `name` is that of a field.
 */
type Place = 'value' | 'first' | 'item' | 'key' | 'colon' | 'after' | 'end' | 'name' | 'string' | 'number' | 'literal';

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
const PLAIN = /[^"\\\u0000-\u001f]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/;
const NUMBER_LETTERS = /[-+.eE\d]+/y;
const LITERALS: { readonly [letter: string]: readonly [word: string, value: unknown] } = {
  t: ['true', true],
  f: ['false', false],
  n: ['null', null],
};

/**
 * A string that is still open counts with what it has; a number or a literal at the very end counts once it cannot change
 * any more. Integers that a double cannot hold become strings of their digits, so that ids survive. A key `__proto__` is an
 * ordinary property.
 *
 * @param depth How deep values may nest before the rest is given up (`limits.jsonDepth`).
 */
export function createPartialJsonReader(depth: number = defaultLimits.jsonDepth): PartialJsonReader {
  /** All that was read. */
  let whole = '';
  /** What is being read: the new piece, after the beginning of an escape that the one before it ended in. */
  let text = '';
  let at = 0;
  /** Where in the whole `text` begins. */
  let offset = 0;
  let place: Place = 'value';
  let open: OpenContainer[] = [];
  let root: unknown;
  let key = '';
  /** The string, number or literal that is still open. */
  let word = '';
  /** What there is of the open string has been put in its place. */
  let isPut = false;
  let count = 0;
  let error: string | undefined;
  let last = result();

  function reset(): void {
    whole = text = '';
    at = offset = count = 0;
    place = 'value';
    open = [];
    root = error = undefined;
    isPut = false;
  }

  function result(): GrowingJson {
    const growing = new Map(
      open.map(({ value, names, size }) => [value, Array.isArray(value) ? undefined : { names, size }]),
    );
    const number = place === 'number' && open.length === 0 ? wholeNumber(word) : undefined;
    if (number !== undefined) return { value: number, complete: true, growing, count };
    return { value: root, complete: place === 'end' && !error, error, growing, count };
  }

  function read(piece: string): void {
    offset += at;
    text = text.slice(at) + piece;
    at = 0;
    try {
      while (at < text.length && step());
      if (place === 'string') putString();
    } catch (thrown) {
      if (!(thrown instanceof SyntaxError)) throw thrown;
      error = thrown.message;
    }
  }

  /** Reads a bit. False where the rest cannot be read before there is more of it. */
  function step(): boolean {
    if (place === 'string' || place === 'name') return readString();
    if (place === 'number') return readNumber();
    if (place === 'literal') return readLiteral();
    const letter = text[at] as string;
    const container = open.at(-1)?.value;
    const isList = Array.isArray(container);
    const closes = container !== undefined && letter === (isList ? ']' : '}');
    if (' \n\r\t'.includes(letter)) at += 1;
    else if (closes && (place === 'first' || place === 'after')) {
      at += 1;
      open.pop();
      end();
    } else if (closes && (place === 'item' || place === 'key')) fail('a value is missing after the comma');
    else if (place === 'end') fail('something follows the value');
    else if (place === 'first') place = isList ? 'value' : 'key';
    else if (place === 'after') {
      if (letter !== ',') fail('a comma or an end is missing');
      at += 1;
      place = isList ? 'item' : 'key';
    } else if (place === 'colon') {
      if (letter !== ':') fail('a colon is missing after the key');
      at += 1;
      place = 'value';
    } else if (place === 'key') {
      if (letter !== '"') fail('a key must be a string in double quotes');
      at += 1;
      begin('name');
    } else beginValue(letter);
    return true;
  }

  function beginValue(letter: string): void {
    if (letter === '{' || letter === '[') {
      if (open.length >= depth) fail(`it nests deeper than ${depth} levels (limits.jsonDepth)`);
      at += 1;
      const value: Container = letter === '{' ? {} : [];
      put(value);
      open.push({ value, names: [], size: 0 });
      place = 'first';
    } else if (letter === '"') {
      at += 1;
      begin('string');
    } else if (/[-\d]/.test(letter)) begin('number');
    else if (Object.hasOwn(LITERALS, letter)) begin('literal');
    else fail('no JSON value starts like this');
  }

  function begin(next: Place): void {
    place = next;
    word = '';
  }

  /** A value has ended. */
  function end(): void {
    place = open.length === 0 ? 'end' : 'after';
    isPut = false;
  }

  function readString(): boolean {
    const plain = match(PLAIN);
    word += plain;
    if (plain !== '') return true;
    const letter = text[at];
    if (letter === '\\') return readEscape();
    if (letter !== '"') fail('a control character stands in a string');
    at += 1;
    if (place === 'name') {
      key = word;
      place = 'colon';
    } else {
      putString();
      end();
    }
    return true;
  }

  function readEscape(): boolean {
    const letter = text[at + 1];
    if (letter === undefined) return false;
    if (letter === 'u') {
      const digits = text.slice(at + 2, at + 6);
      if (!/^[\da-fA-F]*$/.test(digits)) fail('a unicode escape is malformed');
      if (digits.length < 4) return false;
      at += 6;
      word += String.fromCharCode(parseInt(digits, 16));
      return true;
    }
    const escaped = ESCAPES[letter];
    if (escaped === undefined) fail('an escape is unknown');
    at += 2;
    word += escaped;
    return true;
  }

  /** The number ends where a letter comes that none can have. What of it is no number is read as what follows one. */
  function readNumber(): true {
    word += match(NUMBER_LETTERS);
    if (at === text.length) return true;
    const [digits = ''] = NUMBER.exec(word) ?? [];
    const rest = word.length - digits.length;
    if (digits === '') fail('a number is malformed', word.length);
    put(wholeNumber(digits));
    if (rest > 0) fail(open.length > 0 ? 'a comma or an end is missing' : 'something follows the value', rest);
    end();
    return true;
  }

  function readLiteral(): true {
    const letter = text[at] as string;
    const [literal = '', value] = LITERALS[word[0] ?? letter] ?? [];
    if (literal[word.length] !== letter) fail('no JSON value starts like this', word.length);
    at += 1;
    word += letter;
    if (word === literal) {
      put(value);
      end();
    }
    return true;
  }

  function match(pattern: RegExp): string {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(text) ?? [];
    at += found.length;
    return found;
  }

  function putString(): void {
    const container = open.at(-1)?.value;
    if (isPut && Array.isArray(container)) container[container.length - 1] = word;
    else put(word);
    isPut = true;
  }

  function put(value: unknown): void {
    if (!isPut) count += 1;
    const into = open.at(-1);
    if (into === undefined) root = value;
    else if (Array.isArray(into.value)) into.value.push(value);
    else {
      if (!Object.hasOwn(into.value, key)) {
        into.size += 1;
        if (into.names.length < NAMES) into.names.push(key);
      }
      if (key === '__proto__') define(into.value, key, value);
      else into.value[key] = value;
    }
  }

  /** @param back How many letters before the one that is read. */
  function fail(why: string, back = 0): never {
    throw new SyntaxError(`Not JSON at offset ${offset + at - back}: ${why}.`);
  }

  return {
    update(now, isGrowing = false) {
      const before = whole.length;
      if (isGrowing && before > LONG && now.length >= before && now.length - before < before / STEPS) return last;
      const goesOn = before > 0 && now.slice(0, before) === whole;
      const hadFailed = error !== undefined;
      if (!goesOn) reset();
      if (error === undefined) read(detached(now.slice(whole.length)));
      if (goesOn && !hadFailed && error !== undefined) {
        reset();
        read(now);
      }
      whole = now;
      return (last = result());
    },
  };
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

import { flanks, isRange } from './cjkMarks.ts';
import { pastMath } from './holdMath.ts';

/** The destination of a link whose own has not arrived yet. Draws as a link that leads nowhere. */
export const PENDING_HREF = 'pending:';

interface OpenMark {
  char: string;
  /** How many of `char` are open. */
  count: number;
  /** UTF-16 offset. */
  at: number;
}

/** Ends that may turn into anything: spaces, a half delimiter, an escape, an entity, a tag, a bracket. */
const UNDECIDED_END = [
  /\s+$/,
  /(?<!\\)(?:\\\\)*\\$/,
  /&#?\w{0,10}$/,
  /<(?:br?\s*\/?|ht{0,2}|https?:?\/{0,2}|ma?|mail?|mailto?|mailto:[^\s<>]*)?$/i,
  /(?<!\\)!?\[$/,
  /(?<!\\)[*_~]+$/,
];
const OPEN_AUTOLINK = /<https?:\/\/[a-zA-Z\d][^\s<>]*$/;
/** How much of the end is looked at in one go, in UTF-16 units: searching the whole text for its end is quadratic. */
const TAIL = 80;
/** How long a link's text may be while its end is not in sight, in UTF-16 units. */
const LABEL = 300;
/** How many marks may be open at once; more are left as they are. */
const OPEN = 100;

/** One paragraph's text that still streams, with its open emphasis, code span or link closed. Linear, never throws. */
export function closeInlineMarks(source: string, hasMath = false): string {
  return close(source, { whole: source, hasMath });
}

/** What tells how marks go on: all of the text, with what has been held back of it already. */
interface Context {
  whole: string;
  /** Whether formulas are looked for. */
  hasMath: boolean;
}

function close(source: string, context: Context): string {
  const { whole, hasMath } = context;
  const text = trimEnd(source).replace(OPEN_AUTOLINK, '$&>');
  const open: OpenMark[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (hasMath && (char === '$' || (char === '\\' && /[([]/.test(text.charAt(at + 1))))) {
      const past = pastMath(whole, at);
      if (past === -1) return close(text.slice(0, at), context);
      at = past;
    } else if (char === '\\') {
      at += 2;
    } else if (char === '`') {
      const marks = /^`+/.exec(text.slice(at))?.[0] ?? '';
      const end = codeEnd(text, at + marks.length, marks);
      if (end === -1) return closeCode(text, at, marks, open, context);
      at = end;
    } else if (char === '<') {
      at += tagLength(text, at) || 1;
    } else if (char === '*' || char === '_' || char === '~') {
      at += delimiterRun(text, at, open);
    } else if (char === '[' || (char === '!' && text[at + 1] === '[')) {
      if (open.length < OPEN) open.push({ char: char === '[' ? '[' : '!', count: 0, at });
      at += char === '[' ? 1 : 2;
    } else if (char === ']') {
      const end = closeBracket(text, at, open, context);
      if (typeof end === 'string') return end;
      at = end;
    } else {
      at += 1;
    }
  }
  const bracket = lastOf(open, BRACKETS);
  return bracket === -1 ? text + closers(open) : closeLabel(text, text.length, open, bracket, context);
}

function trimEnd(source: string): string {
  let end = source.length;
  for (let before = -1; before !== end;) {
    before = end;
    for (const undecided of UNDECIDED_END) {
      const tail = source.slice(Math.max(0, end - TAIL), end);
      end -= tail.length - tail.replace(undecided, '').length;
    }
  }
  return source.slice(0, end);
}

/** Past the code span whose code begins here, or -1 when it has no end. */
function codeEnd(text: string, at: number, marks: string): number {
  for (const { 0: run, index } of text.slice(at).matchAll(/`+/g)) {
    if (run === marks) return at + index + run.length;
  }
  return -1;
}

/** With a space where the code ends in a backtick, which is not of the closing ones. */
function closeCode(text: string, at: number, marks: string, open: readonly OpenMark[], context: Context): string {
  const code = text
    .slice(at + marks.length)
    .replace(/`*$/, '')
    .trimEnd();
  if (code === '') return close(text.slice(0, at), context);
  return text.slice(0, at) + marks + code + (code.endsWith('`') ? ' ' : '') + marks + closers(open);
}

function tagLength(text: string, at: number): number {
  const tag = /<[a-z/!?][^<>]*>/iy;
  tag.lastIndex = at;
  return tag.exec(text)?.[0].length ?? 0;
}

/** Opens or closes emphasis by the rules of what flanks it. Returns the run's length. */
function delimiterRun(text: string, at: number, open: OpenMark[]): number {
  const char = text.charAt(at);
  let end = at + 1;
  while (text[end] === char) end += 1;
  const before = /.?$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
  const after = text.slice(end, end + 2);
  const { left, right } = flanks(before, after);
  const mayBe = (side: string) => char !== '_' || !(left && right) || /^[\p{P}\p{S}]/u.test(side);
  const canOpen = left && mayBe(before);
  const canClose = right && mayBe(after);
  const count = end - at;
  if (char === '~' && (count > 2 || (count === 1 && isRange(before, after)))) return count;
  const remaining = canClose ? closeRun(char, count, open) : count;
  if (canOpen && remaining > 0 && open.length < OPEN) open.push({ char, count: remaining, at });
  return count;
}

/** Takes as many marks off the open ones as there are closing. Returns how many of the closing are left over. */
function closeRun(char: string, closing: number, open: OpenMark[]): number {
  let count = closing;
  while (count > 0) {
    const match = lastOf(open, char + BRACKETS);
    const mark = open[match];
    if (!mark || mark.char !== char || (char === '~' && mark.count !== count)) break;
    const used = Math.min(count, mark.count);
    mark.count -= used;
    count -= used;
    open.length = mark.count > 0 ? match + 1 : match;
  }
  return count;
}

/** Past the link that ends here, or the whole text when the rest of the link is still to come. */
function closeBracket(text: string, at: number, open: OpenMark[], context: Context): number | string {
  const match = lastOf(open, BRACKETS);
  if (match === -1) return at + 1;
  const next = context.whole[at + 1];
  let end = next ? at : -1;
  if (next === '(') end = destinationEnd(text, at + 1);
  if (next === '[') end = text.indexOf(']', at + 2);
  if (end === -1) return closeLabel(text, at, open, match, context);
  if (end === at) open.splice(match, 1);
  else open.length = match;
  return end + 1;
}

/** The text with the link cut off after its label, or held back where the label says nothing yet. */
function closeLabel(text: string, end: number, open: OpenMark[], bracket: number, context: Context): string {
  const mark = open[bracket];
  if (!mark) return text;
  const outer = open.slice(0, bracket);
  const label = text.slice(mark.at + 1, end);
  if (mark.char === '[' && label.length > LABEL) return text + closers(open);
  const held = mark.char === '!' || /^(?:[\^!]|[\d\s,;–-]*$)/.test(label);
  if (held) return close(text.slice(0, mark.at), context);
  return `${text.slice(0, end)}${closers(open.slice(bracket + 1))}](${PENDING_HREF})${closers(outer)}`;
}

/** The parenthesis that ends a link's destination and title, or -1. */
function destinationEnd(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i += 1) {
    const char = text[i];
    if (char === '\\') i += 1;
    else if (char === '(') depth += 1;
    else if (char === ')' && --depth === 0) return i;
    else if (char === '"' && /\s/.test(text.charAt(i - 1))) {
      i = text.indexOf('"', i + 1);
      if (i === -1) return -1;
    }
  }
  return -1;
}

const BRACKETS = '[!';

function lastOf(open: readonly OpenMark[], chars: string): number {
  let at = open.length - 1;
  while (at >= 0 && !chars.includes(open[at]?.char ?? '')) at -= 1;
  return at;
}

function closers(open: readonly OpenMark[]): string {
  return open
    .filter((mark) => !BRACKETS.includes(mark.char))
    .reverse()
    .map((mark) => mark.char.repeat(mark.count))
    .join('');
}

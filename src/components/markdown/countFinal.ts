import type { Token } from 'marked';
import { isOpenMath } from './holdMath.ts';
import { isClosedFence } from './readFence.ts';

/**
 * How many of the leading block tokens of a text that still grows are final: nothing that may come behind it can change
 * what they are or where they end. `source` is what they were lexed from, with formulas or without.
 *
 * All grammar is about lines, so only whole lines decide anything: the last line, as long as it has no end, may become
 * whatever begins the way it does.
 */
export function countFinal(tokens: readonly Token[], source: string, hasMath: boolean): number {
  const starts: number[] = [];
  let end = 0;
  for (const token of tokens) {
    starts.push(end);
    end += token.raw.length;
  }
  let count = 0;
  while (count < tokens.length && isFinal(tokens, starts, count, source, hasMath)) count += 1;
  return count;
}

const BLANK_LINE = /[ \t]*\n[ \t]*\n/y;
/** What ends a table: to the lexer a line with a tab is a row. */
const EMPTY_LINE = /[ \t]*\n *\n/y;
const LINE_END = /[ \t]*\n/y;
/** The first line of something that can belong to no list above it, once a blank line is between. */
const PLAIN = /^[\p{L}\p{Emoji_Presentation}]/u;
/** What may begin the title of a link definition, on the line under it. */
const TITLE = /\s*["'(]/y;

function isFinal(
  tokens: readonly Token[],
  starts: readonly number[],
  at: number,
  source: string,
  hasMath: boolean,
): boolean {
  const token = tokens[at];
  const start = starts[at] ?? 0;
  if (!token) return false;
  if (token.type === 'space') return true;
  if (hasMath && isOpenMath(token, source, start)) return false;
  const end = start + token.raw.trimEnd().length;
  switch (token.type) {
    case 'heading':
    case 'hr':
      return matchesAt(LINE_END, source, end);
    case 'code':
      if (token.codeBlockStyle !== 'indented') return isClosedFence(token.raw) && matchesAt(LINE_END, source, end);
      break;
    case 'table':
      if (matchesAt(EMPTY_LINE, source, end)) return true;
      break;
    case 'paragraph':
    case 'blockquote':
      if (matchesAt(BLANK_LINE, source, end)) return true;
      break;
    case 'def':
      if (matchesAt(BLANK_LINE, source, end)) return true;
      if (matchesAt(TITLE, source, end)) return isFinal(tokens, starts, at + 1, source, hasMath);
      break;
    default:
  }
  return isFollowed(tokens, starts, at, end, source);
}

/**
 * Whether enough of the next block is there to say that it is one of its own: its first line, and the second where that may
 * make a table of it and nothing but a table parts the two.
 */
function isFollowed(
  tokens: readonly Token[],
  starts: readonly number[],
  at: number,
  end: number,
  source: string,
): boolean {
  let next = at + 1;
  while (tokens[next]?.type === 'space') next += 1;
  const follower = tokens[next];
  if (!follower) return false;
  const start = starts[next] ?? 0;
  const isApart = matchesAt(BLANK_LINE, source, end);
  if (isApart && PLAIN.test(source.slice(start, start + 2))) return true;
  const line = source.indexOf('\n', start);
  if (line === -1) return false;
  if (isApart && follower.type !== 'table') return true;
  if (follower.type === 'heading') return matchesAt(LINE_END, source, start + follower.raw.trimEnd().length);
  return source.includes('\n', line + 1);
}

function matchesAt(pattern: RegExp, source: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(source);
}

/** The line that opens a fenced code block. */
export interface FenceOpening {
  /** `` ` `` or `~`. */
  char: string;
  /** How many of them close the block at least. */
  count: number;
  /** What the code is indented by, and each of its lines may be: in front of backticks only, as the lexer has it. */
  indent: number;
  language: string | undefined;
  /** The length of the line with its end, in UTF-16 units. */
  length: number;
}

const OPENING = /^( {0,3})(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)(?:\n|$)/;

/** Reads the line that opens a fenced code block; `undefined` where none begins. */
export function readFence(source: string): FenceOpening | undefined {
  const match = OPENING.exec(source);
  if (!match) return undefined;
  const [line, indent = '', marks = '', info = ''] = match;
  const char = marks.charAt(0);
  const words = info.trim().replace(/\\([\p{P}\p{S}])/gu, '$1');
  return {
    char,
    count: marks.length,
    indent: char === '`' ? indent.length : 0,
    language: /^\S+/.exec(words)?.[0],
    length: line.length,
  };
}

/** Whether a line closes the block. */
export function closesFence(line: string, { char, count }: FenceOpening): boolean {
  const marks = /^ {0,3}(`+|~+) *$/.exec(line)?.[1] ?? '';
  return marks.length >= count && marks.startsWith(char);
}

/** Whether the fenced code block that is the whole of `raw` has its closing line. */
export function isClosedFence(raw: string): boolean {
  const fence = readFence(raw);
  if (!fence) return false;
  const body = raw.slice(fence.length).replace(/\n$/, '');
  return closesFence(body.slice(body.lastIndexOf('\n') + 1), fence);
}

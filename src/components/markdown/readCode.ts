import { closesFence, type FenceOpening } from './readFence.ts';

/** What follows the opening line of a fenced code block. */
export interface FencedCode {
  /** The code, without the line end in front of the closing line. */
  code: string;
  /** Past the closing line, in UTF-16 units; -1 while that has not come. */
  end: number;
}

/** Splits what follows the opening line of a fenced code block at its closing line, which counts once it has its end. */
export function readCode(source: string, fence: FenceOpening): FencedCode {
  let start = 0;
  for (let end = source.indexOf('\n'); end !== -1; end = source.indexOf('\n', start)) {
    if (closesFence(source.slice(start, end), fence)) return { code: beforeLine(source, start), end: end + 1 };
    start = end + 1;
  }
  const mayClose = /^ {0,3}(?:[`~]|$)/.test(source.slice(start));
  return { code: mayClose ? beforeLine(source, start) : source, end: -1 };
}

/**
 * The code to show of a block whose closing line has not come. Until the text is whole, a last line that looks like the
 * beginning of the closing one is held back.
 */
export function readOpenCode(source: string, fence: FenceOpening, isWhole: boolean): string {
  const start = source.lastIndexOf('\n') + 1;
  const line = source.slice(start);
  const marks = line.replace(/^ {0,3}/, '');
  const closes = closesFence(line, fence) || (!isWhole && fence.char.repeat(fence.count).startsWith(marks));
  return line === '' || closes ? beforeLine(source, start) : source;
}

/** Code without up to so much white space at the beginning of each of its lines. */
export function unindent(code: string, indent: number, startsLine: boolean): string {
  if (indent === 0) return code;
  const lines = code.split('\n');
  const first = startsLine ? undefined : lines.shift();
  const shifted = lines.map((line) => line.slice(Math.min(indent, /^\s*/.exec(line)?.[0].length ?? 0)));
  return (first === undefined ? shifted : [first, ...shifted]).join('\n');
}

function beforeLine(source: string, start: number): string {
  return source.slice(0, Math.max(0, start - 1));
}

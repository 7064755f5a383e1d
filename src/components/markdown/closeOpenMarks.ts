import { closeInlineMarks } from './closeInlineMarks.ts';
import { blankDisplays } from './maskMath.ts';
import { closesFence, type FenceOpening, readFence } from './readFence.ts';

/** What stands before a line's own text: indentation, `>` and list markers. */
const CONTAINER = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*/;
/** A line that may still become a heading, a rule, a list, a fence, a checkbox, or just text. */
const UNDECIDED = /^(?:#{1,6}|[-+=]+|\*+|_+|`{1,2}|~{1,2}|\d{1,9}[.)]?|\[[ xX]?\]?|\[[^\]]+\]:|\|)?\s*$/;
/** A line that has nothing but markers. */
const MARKERS = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])(?:\s+|$))*(?:#{1,6})?\s*$/;

/**
 * A block that still streams, as it will most likely look once it is whole: unfinished marks are closed or held back, so
 * that no marker shows for a moment and nothing jumps when its end arrives. Give it the last block only.
 */
export function closeOpenMarks(block: string, hasMath = false): string {
  const lines = block.split('\n');
  const last = lines.pop() ?? '';
  const shapes = hasMath ? blankDisplays(block).split('\n') : [...lines, last];
  const shape = shapes.pop() ?? '';
  const above = scan(shapes);
  const body = shape.replace(CONTAINER, '');
  if (above.fence) return [...lines, ...openFenceLine(last, body, above.fence)].join('\n');
  const fence = readFence(body);
  if (fence) return [...lines, last.slice(0, last.length - body.length + fence.count)].join('\n');
  if (last !== '' && UNDECIDED.test(body))
    return lines.length > 0 ? closeOpenMarks([...lines, ''].join('\n'), hasMath) : '';
  const headerAlone = last === '' && above.table === lines.length - 1;
  if (headerAlone) return [...lines.slice(0, -1), ...closeTable([], lines.at(-1) ?? '', hasMath)].join('\n');
  if (body.startsWith('|')) {
    return [...lines.slice(0, above.table), ...closeTable(lines.slice(above.table), last, hasMath)].join('\n');
  }
  const start = startsRun(shape) ? lines.length : above.run;
  const closed = closeInlineMarks([...lines.slice(start), last].join('\n'), hasMath);
  if (start === lines.length && last !== '' && MARKERS.test(closed))
    return start === 0 ? '' : closeOpenMarks([...lines, ''].join('\n'), hasMath);
  return [...lines.slice(0, start), closed].join('\n');
}

/** Where the paragraph and the table that the next line would continue begin, and the fence that is open before it. */
function scan(lines: readonly string[]): { run: number; table: number; fence: FenceOpening | undefined } {
  let run = 0;
  let table = 0;
  let fence: FenceOpening | undefined;
  for (const [at, line] of lines.entries()) {
    const body = line.replace(CONTAINER, '');
    if (fence) {
      if (closesFence(body, fence)) fence = undefined;
      run = table = at + 1;
      continue;
    }
    fence = readFence(body);
    if (!body.startsWith('|')) table = at + 1;
    if (body === '' || /^#{1,6}\s/.test(body)) run = at + 1;
    else if (startsRun(line)) run = at;
  }
  return { run, table, fence };
}

/** Whether a line begins a paragraph of its own, whatever is above it. */
function startsRun(line: string): boolean {
  return /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s|#{1,6}\s|\|)/.test(line);
}

/** A line of code is left alone, unless it looks like the beginning of the closing fence. */
function openFenceLine(line: string, body: string, { char, count }: FenceOpening): string[] {
  return body !== '' && body.length < count && char.repeat(count).startsWith(body) ? [] : [line];
}

/** A table is one from its first row on: until the delimiter row is whole, a made-up one stands in for it. */
function closeTable(rows: readonly string[], last: string, hasMath: boolean): string[] {
  const [header = last] = rows;
  const row = closeRow(last, hasMath);
  const delimiter = `|${'---|'.repeat(cells(rows.length === 0 ? row : header))}`;
  if (rows.length === 0) {
    const prefix = CONTAINER.exec(last)?.[0] ?? '';
    if (/^[\s|]*$/.test(row.slice(prefix.length))) return [];
    return [row, prefix.replace(/[-*+\d.)]/g, ' ') + delimiter];
  }
  if (rows.length === 1 && /^[\s>|:-]*$/.test(last)) {
    const prefix = CONTAINER.exec(last)?.[0] ?? '';
    return cells(last) === cells(header) && /-:?\s*\|?$/.test(last) ? [header, last] : [header, prefix + delimiter];
  }
  return [...rows, row];
}

function closeRow(row: string, hasMath: boolean): string {
  const cell = row.search(/(?<!\\)\|(?:[^|\\]|\\.?)*$/) + 1;
  return row.slice(0, cell) + closeInlineMarks(row.slice(cell), hasMath);
}

function cells(row: string): number {
  return row
    .replace(CONTAINER, '')
    .replace(/^\||(?<!\\)\|\s*$/g, '')
    .split(/(?<!\\)\|/).length;
}

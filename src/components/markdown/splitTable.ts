import { trimLineEnds } from './trimEnds.ts';

/**
 * How many rows of a table are drawn as one part, or more of them where its head is longer than they are: each part has the
 * head in front of it, and all of them together are to be no longer than the table twice.
 */
const PART = 32;

/** A few dozen rows of a table. */
export interface TablePiece {
  /** The head of the table, and the rows. */
  source: string;
  /** Where its rows begin in the table's rows, in UTF-16 units. */
  start: number;
}

/** The two lines that a table begins with, line ends included. */
export function headOf(table: string): string {
  const header = table.indexOf('\n');
  const delimiter = table.indexOf('\n', header + 1);
  return delimiter === -1 ? `${table}\n` : table.slice(0, delimiter + 1);
}

/** Rows of a table as pieces of a few dozen each, under its head; the last may be shorter. None when there are no rows. */
export function splitRows(head: string, rows: string): TablePiece[] {
  const pieces: TablePiece[] = [];
  for (let start = 0; start < rows.length;) {
    const end = endOfPiece(head, rows, start);
    pieces.push({ source: head + trimLineEnds(rows.slice(start, end)), start });
    start = end;
  }
  return pieces;
}

/** How many UTF-16 units of a growing table's rows make whole pieces and are final: their last line has its end. */
export function finalRows(head: string, rows: string): number {
  return splitRows(head, rows).at(-1)?.start ?? 0;
}

/** Past so many lines, or the end. */
function endOfPiece(head: string, rows: string, start: number): number {
  let end = start;
  for (let count = 0; count < PART || end - start < head.length; count += 1) {
    const line = rows.indexOf('\n', end);
    if (line === -1) return rows.length;
    end = line + 1;
  }
  return end;
}

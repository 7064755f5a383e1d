import type { Place } from './alignLines.ts';

/** Where the text of each cell of a table stands in its source: line by line, the delimiter row among them. */
export function cellPlaces(table: string, columns: number): Place[][] {
  let start = 0;
  return table.split('\n').map((line) => {
    const places = cellsOf(line, start)
      .slice(0, columns)
      .map(({ text, at }) => placeIn(text, at));
    start += line.length + 1;
    return places;
  });
}

/** The texts of a row's cells, as many as it is written with and there are columns: one at its end is none when empty. */
export function splitRow(line: string, columns: number): string[] {
  const texts = cellsOf(line, 0).map(({ text }) => text.replace(/\\\|/g, '|'));
  if (texts.at(-1) === '') texts.pop();
  return texts.slice(0, columns);
}

interface Cell {
  text: string;
  at: number;
}

/** The cells of a row as the lexer has them: parted by pipes that are not escaped, trimmed, none before the first pipe. */
function cellsOf(line: string, start: number): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === '|' || at === line.length) {
      const text = line.slice(from, at);
      cells.push({ text: text.trim(), at: start + from + text.length - text.trimStart().length });
      from = at + 1;
    }
  }
  return cells[0]?.text === '' ? cells.slice(1) : cells;
}

/** In a cell `\|` is a pipe: one unit that stands for two. */
function placeIn(text: string, start: number): Place {
  const pipes: number[] = [];
  for (const { index } of text.matchAll(/\\\|/g)) pipes.push(index - pipes.length);
  return (at) => start + at + pipes.filter((pipe) => pipe < at).length;
}

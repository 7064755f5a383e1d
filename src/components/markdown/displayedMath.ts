import { formulaMarks, readMath } from './readMath.ts';

/** A displayed formula that is not over where its paragraph would be. */
interface Crossing {
  at: number;
  /** Past it; -1 if the text ends before that is decided. */
  past: number;
}

/**
 * The next displayed formula from `from` on that begins before `end` and is not over there. In a line that looks like the
 * row of a table none goes on.
 */
function nextCrossing(text: string, from: number, end: number): Crossing | undefined {
  const within = text.slice(0, end);
  const marks = formulaMarks();
  marks.lastIndex = from;
  for (let mark = marks.exec(within); mark; mark = marks.exec(within)) {
    if (mark[0].length !== 2 || !/[$[]$/.test(mark[0])) continue;
    const at = mark.index;
    const found = readMath(text, at);
    if (found === undefined || (typeof found === 'object' && !found.display)) continue;
    const past = found === 'open' ? -1 : at + found.raw.length;
    if (past !== -1 && past <= end) marks.lastIndex = past;
    else if (!/^[\s>]*\|/.test(text.slice(text.lastIndexOf('\n', at) + 1, at + 1))) return { at, past };
  }
  return undefined;
}

/**
 * Where a displayed formula begins that has no end yet, in a paragraph that would go from the beginning of a text up to
 * `end`; -1 if there is none.
 */
export function openDisplay(text: string, end: number): number {
  let crossing = nextCrossing(text, 0, end);
  while (crossing && crossing.past !== -1) crossing = nextCrossing(text, crossing.at + 2, end);
  return crossing ? crossing.at : -1;
}

/** Whether a paragraph that would go from the beginning of a text up to `end` goes on, since a formula does. */
export function crossesEnd(text: string, end: number): boolean {
  let crossing = nextCrossing(text, 0, end);
  while (crossing && crossing.past === -1) crossing = nextCrossing(text, crossing.at + 2, end);
  return crossing !== undefined;
}

/** The rule for a paragraph, or its first line, with displayed formulas whole, whatever their lines begin with. */
export function acrossMath(rule: RegExp): RegExp {
  const exec = (text: string): string[] | null => {
    const match = rule.exec(text);
    if (!match) return null;
    let end = match[0].length;
    let crossing = nextCrossing(text, 0, end);
    while (crossing) {
      const { at, past } = crossing;
      if (past !== -1) end = past - 1 + (rule.exec(text.slice(past - 1))?.[0].length ?? 1);
      crossing = nextCrossing(text, past === -1 ? at + 2 : past, end);
    }
    return end === match[0].length ? match : [text.slice(0, end), text.slice(0, end)];
  };
  return { exec } as RegExp;
}

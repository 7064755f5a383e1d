import { formulaMarks, readMath } from './readMath.ts';

/** What the lexer searches for the ends of emphasis, `masked`, with the formulas of the source masked as code is there. */
export function maskMath(masked: string, source: string): string {
  return replaceMath(masked, source, (raw, at) =>
    /[$+]/.test(masked.charAt(at)) ? `[${'a'.repeat(raw.length - 2)}]` : undefined,
  );
}

/** A text whose lines say of which blocks it is made, whatever stands in its displayed formulas. */
export function blankDisplays(source: string): string {
  return replaceMath(source, source, (raw) => (/^(?:\$\$|\\\[)/.test(raw) ? raw.replace(/[^\n]/g, 'a') : raw));
}

/** A text with something as long in place of the formulas that the source has; `undefined` says that it has none there. */
function replaceMath(text: string, source: string, replace: (raw: string, at: number) => string | undefined): string {
  let result = '';
  let last = 0;
  const marks = formulaMarks();
  for (let mark = marks.exec(source); mark; mark = marks.exec(source)) {
    const found = readMath(source, mark.index);
    const replaced = typeof found === 'object' ? replace(found.raw, mark.index) : undefined;
    if (replaced === undefined) continue;
    result += text.slice(last, mark.index) + replaced;
    last = mark.index + replaced.length;
    marks.lastIndex = last;
  }
  return result + text.slice(last);
}

import { nextMark, pastMark, readMath } from './readMath.ts';

/** What the lexer searches for the ends of emphasis, `masked`, with the formulas of the source masked as code is there. */
export function maskMath(masked: string, source: string): string {
  return replaceMath(
    masked,
    source,
    ({ length }) => `[${'a'.repeat(length - 2)}]`,
    (at) => /[$+]/.test(masked.charAt(at)),
  );
}

/** A text whose lines say of which blocks it is made, whatever stands in its displayed formulas. */
export function blankDisplays(source: string): string {
  return replaceMath(source, source, (raw) => (/^(?:\$\$|\\\[)/.test(raw) ? raw.replace(/[^\n]/g, 'a') : raw));
}

/** A text with what stands in it where the source has formulas replaced by as much of something else. */
function replaceMath(
  text: string,
  source: string,
  replace: (raw: string) => string,
  isShown: (at: number) => boolean = () => true,
): string {
  let result = '';
  let last = 0;
  for (let at = nextMark(source, 0); at !== -1;) {
    const found = isShown(at) ? readMath(source, at) : undefined;
    if (typeof found === 'object') {
      result += text.slice(last, at) + replace(found.raw);
      last = at + found.raw.length;
    }
    at = nextMark(source, typeof found === 'object' ? last : pastMark(source, at));
  }
  return result + text.slice(last);
}

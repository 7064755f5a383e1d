/**
 * Where to part a text so that what stands before `at` stays in front: behind its last visible character, and never inside
 * of what is one character to the reader (an emoji, a letter with its accents or vowel signs) or of a character reference.
 * UTF-16 units.
 */
export function textEnd(text: string, at: number): number {
  const end = text.slice(0, at).trimEnd().length;
  if (end === 0) return 0;
  return Math.max(graphemeEnd(text, end), referenceEnd(text, end));
}

/** How far a character is looked for, in UTF-16 units: a family of emoji has 11, a flag of a region 14. */
const REACH = 32;
let segmenter: Intl.Segmenter | undefined;

function graphemeEnd(text: string, at: number): number {
  const start = Math.max(0, at - REACH);
  if (typeof Intl.Segmenter !== 'function') return at;
  segmenter ??= new Intl.Segmenter();
  const segment = segmenter.segment(text.slice(start, at + REACH)).containing(at - 1 - start);
  return segment ? start + segment.index + segment.segment.length : at;
}

function referenceEnd(text: string, at: number): number {
  const start = text.lastIndexOf('&', at - 1);
  if (start === -1 || at - start > REACH) return at;
  const reference = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/.exec(
    text.slice(start, start + 2 * REACH),
  );
  return reference ? Math.max(at, start + reference[0].length) : at;
}

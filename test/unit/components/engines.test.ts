import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../../src');
const css = readFileSync(join(src, 'styles.css'), 'utf8');

/** What came to Chrome after 120, to Firefox after 121 or to Safari after 16.4, if at all. TypeScript knows what else did. */
const YOUNG =
  /\b(AbortSignal\.any|URL\.(?:canParse|parse)|requestIdleCallback|scheduler\.(?:yield|postTask)|checkVisibility|(?:show|hide|toggle)Popover|scrollend|startViewTransition|moveBefore|setHTML|trustedTypes|Intl\.Segmenter|Intl\.DurationFormat|(?:from|to)Base64|caretPositionFromPoint|closedBy)\b/g;

/** Where each is used: looked for first, with another way if it is not there. */
const LOOKED_FOR: { [path: string]: string[] } = {
  'components/citations/CitationCard.tsx': ['hidePopover', 'showPopover'],
  'components/markdown/textEnd.ts': ['Intl.Segmenter'],
  'components/markdown/warmUpLexer.ts': ['requestIdleCallback'],
  'components/media/base64.ts': ['fromBase64'],
  'components/steps/suggestionsDocument.ts': ['trustedTypes'],
};

test('what a browser that is served may lack is used in a few named files', () => {
  const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !/^(testing|server)\//.test(path))
    .map((path): [string, string[]] => {
      const code = readFileSync(join(src, path), 'utf8').replace(/\/\*[^]*?\*\/|\/\/ .*/g, '');
      return [path, [...new Set(code.match(YOUNG) ?? [])].sort()];
    })
    .filter(([, names]) => names.length > 0);
  expect(Object.fromEntries(found)).toEqual(LOOKED_FOR);
});

/** The block that begins at `from`, to the brace that closes it. */
function blockAt(from: number): string {
  let depth = 0;
  for (let at = css.indexOf('{', from); at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    if (css[at] === '}' && --depth === 0) return css.slice(from, at);
  }
  throw new Error('A block has no end.');
}

const count = (text: string, words: RegExp) => text.match(words)?.length ?? 0;

test('what is out of sight is left without layout only where the browser anchors scrolling', () => {
  const anchored = blockAt(css.indexOf('@supports (overflow-anchor: auto)'));
  const left = /content-visibility: auto|contain-intrinsic|contain: /g;
  expect(count(anchored, left)).toBeGreaterThan(8);
  expect(count(css, left)).toBe(count(anchored, left));
});

test('Safari knows `user-select` by its prefix alone', () => {
  const named = [...css.matchAll(/(-webkit-)?user-select: (\w+);/g)];
  const values = (prefix: string | undefined) => named.filter((match) => match[1] === prefix).map((match) => match[2]);
  expect(values('-webkit-')).toEqual(values(undefined));
  expect(values(undefined)).toEqual(['none', 'text']);
});

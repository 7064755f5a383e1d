import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../../src/styles.css', import.meta.url), 'utf8');

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

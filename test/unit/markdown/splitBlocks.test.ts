import fc from 'fast-check';
import type { Token } from 'marked';
import { expect, test } from 'vitest';
import { BoundedLexer } from '../../../src/components/markdown/BoundedLexer.ts';
import { lexBlock, splitBlocks } from '../../../src/components/markdown/splitBlocks.ts';

/** What is drawn of tokens: their types and texts, without the white space that makes no difference there. */
function essence(tokens: readonly Token[]): unknown {
  const drawn = tokens.filter(({ type }) => type !== 'space' && type !== 'def');
  return JSON.parse(
    JSON.stringify(drawn, function (this: { type?: string }, key, value: unknown) {
      if (key === 'raw') return undefined;
      const isCode = this.type === 'code' || this.type === 'codespan';
      return typeof value === 'string' && !isCode ? value.replace(/\s+/g, ' ').trim() : value;
    }),
  );
}

const line = fc.constantFrom(
  'a',
  '**b**',
  '# c',
  '- d',
  '  - e',
  '1. f',
  '> g',
  '> > h',
  '',
  '',
  '    i',
  '```',
  '~~~',
  '---',
  '===',
  '| j | k |',
  '|---|---|',
  '<div>',
  '</div>',
  '[l]: https://x.example',
  '[l]',
  '[l][l] `m`',
  '- [ ] n',
  '\tp',
  '<!--',
  'q  ',
  '  r',
);

test('blocks lexed one by one are the text lexed at once', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      const text = lines.join('\n').trimEnd();
      const { blocks, links } = splitBlocks(text);
      expect(essence(blocks.flatMap((block) => lexBlock(block, links)))).toEqual(essence(new BoundedLexer().lex(text)));
    }),
    { numRuns: 2000 },
  );
});

test('line ends of any kind are line ends', () => {
  expect(splitBlocks('a\r\n\r\nb\r\rc').blocks).toEqual(['a', 'b', 'c']);
});

test('what the host has set up with marked.use() does not reach in', async () => {
  const { marked } = await import('marked');
  marked.use({ breaks: true, tokenizer: { codespan: () => ({ type: 'codespan', raw: '`', text: 'HOST' }) as never } });
  expect(JSON.stringify(lexBlock('a `b`\nc', {}))).not.toMatch(/HOST|"br"/);
});

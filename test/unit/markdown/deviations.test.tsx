// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { marked } from 'marked';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { afterEach, expect, test } from 'vitest';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import { outlineOf } from './outlineOf.ts';
import { specExamples } from './specExamples.ts';

afterEach(cleanup);

/**
 * Where an answer does not look as the specs of CommonMark and GitHub say, apart from what is not done on purpose: HTML is
 * shown as text, links and images obey the policy. Whoever makes this list shorter may be proud of it.
 */
const deviations = {
  'Of the 2,125 character references by name, those are known that people write.': '&nbsp; &amp; &copy; &AElig;',
  'The lexer nests long runs of asterisks in another way.': 'foo *** foo *\\** foo *_* foo ***** **foo* *foo**',
  'The lexer does not look for a mail address behind an escape.': '<https://foo.bar.baz/test?q=hello&id=22&boolean>',
  'A bare mailto: is part of its link, as GitHub says; it is the other parser that deviates.':
    'https://encrypted.google.com/search?q=Markup+(business)',
};

/** As a parser that keeps to the letter of both specs has it. */
function specified(text: string): string {
  return outlineOf(render(<ReactMarkdown remarkPlugins={[remarkGfm]}>{text}</ReactMarkdown>).container);
}

function drawn(text: string): string {
  return outlineOf(render(<Markdown text={text} />).container);
}

/** As the lexer's own renderer has it. */
function lexed(text: string): string {
  const container = document.createElement('div');
  container.innerHTML = marked.parse(text, { async: false });
  return outlineOf(container);
}

test('the examples of the specs look as the specs say, but for those that are listed', () => {
  const known = Object.values(deviations);
  const found = specExamples.map(([, text]) => text).filter((text) => drawn(text) !== specified(text));
  expect(found.map((text) => known.find((start) => text.startsWith(start)) ?? text)).toEqual(known);
  console.log(`${found.length} of ${specExamples.length} examples deviate`);
});

test('what nests in another way does so because of the lexer', () => {
  const text =
    specExamples.map(([, example]) => example).find((example) => example.startsWith('foo *** foo *\\**')) ?? '';
  expect(drawn(text)).toBe(lexed(text));
});

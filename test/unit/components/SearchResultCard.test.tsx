// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { SearchResultCard } from '../../../src/components/steps/SearchResultCard.tsx';
import { toSuggestionsDocument } from '../../../src/components/steps/suggestionsDocument.ts';
import type { GoogleSearchCallStep, GoogleSearchResultStep } from '../../../src/protocol/Step.ts';

const call: GoogleSearchCallStep = {
  type: 'google_search_call',
  id: 's',
  arguments: { queries: ['ramen', 'terraces'] },
};
const resultOf = (result: unknown, more = {}) =>
  ({ type: 'google_search_result', call_id: 's', result, ...more }) as GoogleSearchResultStep;
const frames = () => [...document.querySelectorAll('iframe')];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('the row tells the tense and the first query, and opens on all queries and pages', async () => {
  const { rerender, container } = render(<SearchResultCard call={call} status="running" />);
  expect(screen.getByRole('button', { name: /Searching the web… ramen/ })).toBeTruthy();
  rerender(
    <SearchResultCard
      call={call}
      result={resultOf([
        { url: 'https://example.com/a', title: 'A' },
        { url: 'https://example.com/b' },
        { url: 'javascript:alert(1)', title: 'Bad' },
      ])}
    />,
  );
  await userEvent.click(screen.getByRole('button', { name: /Searched the web ramen/ }));
  expect([...container.querySelectorAll('.ris-chip')].map((chip) => chip.textContent)).toEqual(['ramen', 'terraces']);
  expect(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['A', 'https://example.com/a'],
    ['https://example.com/b', 'https://example.com/b'],
  ]);
});

test('suggestions are visible without opening the card, each as given, in a frame that runs nothing', () => {
  render(
    <SearchResultCard
      call={call}
      result={resultOf([
        { search_suggestions: '<a href="https://g.co/1">one</a><script>alert(1)</script>' },
        { url: 'https://example.com', title: 'No suggestions here' },
        { rendered_content: '<b>two</b>' },
        { search_suggestions: '  ' },
      ])}
    />,
  );
  expect(screen.getByRole('button', { expanded: false })).toBeTruthy();
  expect(frames()).toHaveLength(2);
  for (const frame of frames()) {
    expect(frame.getAttribute('sandbox')).toBe('allow-same-origin allow-popups allow-popups-to-escape-sandbox');
    expect(frame.title).toBe('Google Search suggestions');
  }
  const source = frames()[0]?.srcdoc ?? '';
  expect(source).toContain('<a href="https://g.co/1">one</a><script>alert(1)</script>');
  expect(source.indexOf('Content-Security-Policy')).toBeLessThan(source.indexOf('g.co'));
  expect(source).toContain(`default-src 'none'; style-src 'unsafe-inline'; img-src data:`);
  expect(source).toContain('<base target="_blank">');
  expect(source).toContain('<meta name="referrer" content="no-referrer">');
});

test('a signature is never shown', async () => {
  const { container } = render(
    <SearchResultCard call={{ ...call, signature: 'c2VjcmV0' }} result={resultOf([], { signature: 'c2VjcmV0' })} />,
  );
  await userEvent.click(screen.getByRole('button'));
  expect(container.innerHTML).not.toContain('c2VjcmV0');
});

test.each([[null], [[]], [undefined], [''], [[null, {}, '']], [{}]])('a result of %j is a bare row', (result) => {
  const { container } = render(<SearchResultCard result={resultOf(result)} />);
  expect(container.querySelector('.ris-row-verb')?.textContent).toBe('Searched the web');
  expect(screen.queryByRole('button')).toBeNull();
  expect(frames()).toHaveLength(0);
});

test.each([
  ['a message', 'Quota exceeded', {}],
  ['rows of another kind', [{ snippet: 'Quota exceeded' }, { url: 'https://example.com' }], {}],
  ['the content of an early dialect', undefined, { content: [{ type: 'text', text: 'Quota exceeded' }] }],
])('a result that is %s is shown in the opened card', async (_, result, more) => {
  render(<SearchResultCard call={call} result={resultOf(result, { is_error: true, ...more })} />);
  await userEvent.click(screen.getByRole('button', { name: /Searched the web/ }));
  expect(screen.getByText('Quota exceeded')).toBeTruthy();
  expect(screen.queryByText(/returned nothing to show/)).toBeNull();
});

test('suggestions that several rows repeat are shown once', () => {
  const row = { search_suggestions: '<b>same</b>' };
  render(<SearchResultCard call={call} result={resultOf([row, { ...row }, { search_suggestions: '<b>other</b>' }])} />);
  expect(frames().map(({ srcdoc }) => /<b>\w+<\/b>/.exec(srcdoc)?.[0])).toEqual(['<b>same</b>', '<b>other</b>']);
});

test('a search that failed says so', async () => {
  render(<SearchResultCard call={call} result={resultOf(undefined, { is_error: true })} />);
  await userEvent.click(screen.getByRole('button', { name: /Searched the web ramen Failed/ }));
  expect(screen.getByText(/returned nothing to show/)).toBeTruthy();
});

test('suggestions go through a named Trusted Types policy, which is made once', async () => {
  const createPolicy = vi.fn((_name: string, rules: { createHTML: (html: string) => string }) => ({
    createHTML: (html: string) => ({ toString: () => `trusted:${rules.createHTML(html)}` }),
  }));
  vi.stubGlobal('trustedTypes', { createPolicy });
  vi.resetModules();
  const { toSuggestionsDocument } = await import('../../../src/components/steps/suggestionsDocument.ts');
  expect(String(toSuggestionsDocument('<b>x</b>'))).toMatch(/^trusted:<!doctype html>.*<b>x<\/b><\/body><\/html>$/);
  toSuggestionsDocument('y');
  expect(createPolicy).toHaveBeenCalledOnce();
  expect(createPolicy.mock.calls[0]?.[0]).toBe('react-interaction-stream');
});

test('a host that refuses the policy gets the plain text', async () => {
  vi.stubGlobal('trustedTypes', {
    createPolicy: () => {
      throw new TypeError('refused');
    },
  });
  vi.resetModules();
  const { toSuggestionsDocument } = await import('../../../src/components/steps/suggestionsDocument.ts');
  expect(toSuggestionsDocument('x')).toMatch(/x<\/body><\/html>$/);
});

test('the suggestions take the colour scheme of the page that they stand on', () => {
  expect(toSuggestionsDocument('x', 'dark')).toContain('<meta name="color-scheme" content="dark">');
  expect(toSuggestionsDocument('x', '"><script>')).toContain('<meta name="color-scheme" content="light dark">');
});

test.each([
  ['web_search', 'Searched the web'],
  ['image_search', 'Searched for images'],
  ['enterprise_web_search', 'Searched the enterprise web'],
  ['constructor', 'Searched the web'],
  [undefined, 'Searched the web'],
])('a search of the type %s says so', (search_type, verb) => {
  const { container } = render(<SearchResultCard call={{ ...call, search_type } as never} />);
  expect(container.querySelector('.ris-row-verb')?.textContent).toBe(verb);
});

// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { collectSources } from '../../../src/components/citations/collectSources.ts';
import { Sources } from '../../../src/components/citations/Sources.tsx';
import { ModelOutput } from '../../../src/components/steps/ModelOutput.tsx';
import { UserInput } from '../../../src/components/steps/UserInput.tsx';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import type { KnownContent } from '../../../src/protocol/Content.ts';
import { gif } from './media.ts';

const citation = (url: string | undefined, title?: string) => ({
  type: 'url_citation',
  url,
  title,
  start_index: 0,
  end_index: 1,
});
const slots = (container: Element | null) =>
  [...(container?.children ?? [])].map((child) => child.getAttribute('data-slot'));

test('content is drawn in order, and text items stay apart', () => {
  const content = [
    { type: 'text', text: '**one' },
    { type: 'text', text: 'two**' },
    { type: 'image', data: gif },
    { type: 'hologram', depth: 3 },
    null,
    { type: 'text', text: 'three' },
  ] as KnownContent[];
  const { container } = render(<ModelOutput step={{ type: 'model_output', content }} />);
  expect(slots(container.querySelector('[data-slot=content-items]'))).toEqual([
    'markdown',
    'markdown',
    'image-step',
    'unknown-content',
    'markdown',
  ]);
  expect(container.querySelectorAll('strong')).toHaveLength(0);
  expect(screen.getByText('Unsupported content: hologram')).toBeDefined();
});

test('only the last item has the caret while the answer streams', () => {
  const content: KnownContent[] = [
    { type: 'text', text: '**a' },
    { type: 'text', text: '**b' },
  ];
  const { container } = render(<ModelOutput step={{ type: 'model_output', content }} status="streaming" />);
  expect(
    [...container.querySelectorAll('[data-slot=markdown]')].map((item) => [
      item.textContent,
      item.querySelectorAll('.ris-caret').length,
    ]),
  ).toEqual([
    ['**a', 0],
    ['b', 1],
  ]);
});

test('an answer without a word yet shows the caret, and a finished one without a word shows nothing', () => {
  const { container, rerender } = render(<ModelOutput step={{ type: 'model_output' }} status="streaming" />);
  expect(container.querySelector('.ris-caret')).not.toBeNull();
  rerender(<ModelOutput step={{ type: 'model_output' }} />);
  expect(container.firstElementChild?.childElementCount).toBe(0);
});

test('a bare string, or one item without a list, is content too', () => {
  const { container, rerender } = render(<ModelOutput step={{ type: 'model_output', content: 'hi' as never }} />);
  expect(container.textContent).toBe('hi');
  rerender(<ModelOutput step={{ type: 'model_output', content: { type: 'text', text: 'ho' } as never }} />);
  expect(container.textContent).toBe('ho');
});

test('the error of a step is a notice, with what had arrived above it', () => {
  const step = {
    type: 'model_output',
    content: [{ type: 'text', text: 'half' }],
    error: { code: 7, message: 'Blocked for safety.' },
  } as const;
  const { container } = render(<ModelOutput step={{ ...step, content: [...step.content] }} />);
  expect(slots(container.firstElementChild)).toEqual(['content-items', 'notice']);
  expect(screen.getByText('The model stopped here: Blocked for safety.')).toBeDefined();
});

test('sources are listed once each, in order, and carry what names them', () => {
  const sources = collectSources([
    {
      annotations: [
        citation('https://www.a.example/x'),
        citation('https://b.example', 'B'),
        citation('https://www.a.example/x', 'Title of A'),
      ],
    },
    {
      annotations: [
        { type: 'file_citation', document_uri: 'gs://b/handbook.pdf', page_number: 12 },
        { type: 'file_citation', document_uri: 'gs://b/handbook.pdf', page_number: 13 },
      ],
    },
    {
      annotations: [
        { type: 'place_citation', name: 'Café', place_id: 'p' },
        { type: 'word_info', text: 'x' },
        { type: 'url_citation' },
        'x',
      ],
    },
    { annotations: citation('https://not.a.list') },
  ]);
  expect(sources.map(({ number, title, url, page }) => [number, title, url, page])).toEqual([
    [1, 'Title of A', 'https://www.a.example/x', undefined],
    [2, 'B', 'https://b.example', undefined],
    [3, 'handbook.pdf', 'gs://b/handbook.pdf', 12],
    [4, 'handbook.pdf', 'gs://b/handbook.pdf', 13],
    [5, 'Café', undefined, undefined],
  ]);
});

test('a source without a title is called by its domain, a malformed one by what it says', () => {
  expect(
    collectSources([{ annotations: [citation('https://www.a.example/x'), citation('not a url')] }]).map(
      ({ title }) => title,
    ),
  ).toEqual(['a.example', 'not a url']);
});

test('sources are links with the words of the labels, and refused addresses are text', () => {
  const annotations = [
    citation('https://a.example', 'A'),
    citation('javascript:alert(1)', 'Bad'),
    citation('https://%zz', 'Broken'),
    { type: 'file_citation', file_name: 'f.pdf', page_number: 3 },
  ];
  const content = [{ type: 'text', text: 'x', annotations }] as unknown as KnownContent[];
  const { container } = render(
    <InteractionProvider labels={{ citations: { page: (page) => `Seite ${page}` } }}>
      <ModelOutput step={{ type: 'model_output', content }} />
    </InteractionProvider>,
  );
  const list = screen.getByRole('list', { name: 'Sources' });
  expect(
    within(list)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual(['https://a.example/']);
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(['1A', '2Bad', '3Broken', '4f.pdfSeite 3']);
  expect(container.querySelectorAll('img')).toHaveLength(0);
});

test('many sources fold, and unfold on demand', async () => {
  const annotations = Array.from({ length: 20 }, (_, at) => citation(`https://${at}.example`));
  render(
    <ModelOutput
      step={{ type: 'model_output', content: [{ type: 'text', text: 'x', annotations }] as unknown as KnownContent[] }}
    />,
  );
  expect(screen.getAllByRole('link')).toHaveLength(8);
  await userEvent.click(screen.getByRole('button', { name: '12 more' }));
  expect(screen.getAllByRole('link')).toHaveLength(20);
  expect(document.activeElement).toBe(screen.getAllByRole('link')[8]);
});

test('where the first of the sources that unfold is no link, the focus goes to its place in the list', async () => {
  render(
    <Sources sources={Array.from({ length: 12 }, (_, at) => ({ key: `${at}`, number: at + 1, title: 'File' }))} />,
  );
  await userEvent.click(screen.getByRole('button', { name: '4 more' }));
  expect(document.activeElement).toBe(screen.getAllByRole('listitem')[8]);
});

test('what the user typed is plain text, attachments stand apart', () => {
  const content: KnownContent[] = [
    { type: 'text', text: '**a**\n<b>c</b>\n[d](https://x.example)' },
    { type: 'image', data: gif },
    { type: 'document', data: 'JVBERi0=', mime_type: 'application/pdf' },
  ];
  const { container } = render(<UserInput step={{ type: 'user_input', content }} />);
  expect(container.querySelector('.ris-bubble')?.textContent).toBe('**a**\n<b>c</b>\n[d](https://x.example)');
  expect(container.querySelectorAll('a, b, strong')).toHaveLength(0);
  const attachments = within(screen.getByRole('list', { name: 'Attachments' })).getAllByRole('listitem');
  expect(attachments.map((item) => item.firstElementChild?.getAttribute('data-slot'))).toEqual([
    'image-step',
    'document-item',
  ]);
  expect(attachments[1]?.textContent).toBe('DocumentPDF · 5 B');
});

test('a document by reference is a link that the policy has passed', () => {
  const content: KnownContent[] = [
    { type: 'document', uri: 'https://a.example/files/report.pdf?x=1' },
    { type: 'document', uri: 'javascript:alert(1)//a.pdf' },
    { type: 'document', uri: 'gs://bucket/c.pdf' },
  ];
  const { container } = render(<UserInput step={{ type: 'user_input', content }} />);
  expect(
    [...container.querySelectorAll('[data-slot=document-item]')].map((item) => [
      item.getAttribute('data-state'),
      item.querySelector('.ris-file-name')?.textContent,
    ]),
  ).toEqual([
    ['remote', 'report.pdf'],
    ['missing', 'a.pdf'],
    ['missing', 'c.pdf'],
  ]);
  expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'https://a.example/files/report.pdf?x=1',
  ]);
});

test('the app hears of a link before it is followed, and may keep it from being', async () => {
  const onLinkClick = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
  render(
    <InteractionProvider policy={{ onLinkClick }}>
      <ModelOutput step={{ type: 'model_output', content: [{ type: 'text', text: '[a](https://a.example)' }] }} />
    </InteractionProvider>,
  );
  const link = screen.getByRole('link');
  expect([link.getAttribute('rel'), link.getAttribute('target')]).toEqual(['noopener noreferrer', '_blank']);
  expect(fireEvent.click(link)).toBe(false);
  expect(onLinkClick.mock.calls[0]?.[1 as never]).toBe('https://a.example/');
});

test('code is copied as it is', async () => {
  const user = userEvent.setup();
  render(<ModelOutput step={{ type: 'model_output', content: [{ type: 'text', text: '```\na  <b>\n\n  c\n```' }] }} />);
  await user.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(await navigator.clipboard.readText()).toBe('a  <b>\n\n  c');
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeDefined();
});

test('a forbidden clipboard is no error, and code says that it was not copied', async () => {
  userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
  render(<ModelOutput step={{ type: 'model_output', content: [{ type: 'text', text: '```\na\n```' }] }} />);
  fireEvent.click(screen.getByRole('button', { name: 'Copy code' }));
  const button = await screen.findByRole('button', { name: 'Could not be copied' });
  expect([button.dataset.state, button.textContent]).toEqual(['failed', 'Could not be copied']);
});

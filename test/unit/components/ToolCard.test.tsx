// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { contentOf } from '../../../src/components/steps/contentOf.ts';
import { ToolCard } from '../../../src/components/steps/ToolCard.tsx';
import type { CallProps } from '../../../src/react/StepComponents.ts';

type Loose = { type: string; [key: string]: unknown };

function row(call?: Loose, result?: Loose, more: Partial<CallProps> = {}): string {
  const { container } = render(<ToolCard call={call} result={result} {...more} />);
  return (container.querySelector('.ris-row') as HTMLElement).textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

async function open(call?: Loose, result?: Loose): Promise<HTMLElement> {
  const { container } = render(<ToolCard call={call} result={result} />);
  await userEvent.click(within(container).getByRole('button', { expanded: false }));
  return container.querySelector('.ris-panel') as HTMLElement;
}

const code = { type: 'code_execution_call', id: 'c', arguments: { language: 'PYTHON', code: '\nprint(1)\n' } };

test.each([
  [code, 'Ran code print(1)', 'Running code… print(1)'],
  [
    { type: 'url_context_call', arguments: { urls: ['https://a.b/', 'https://c.d/'] } },
    'Read pages a.b/, c.d/',
    'Reading pages… a.b/, c.d/',
  ],
  [
    { type: 'google_maps_call', arguments: { queries: ['ramen'] } },
    'Searched Google Maps ramen',
    'Searching Google Maps… ramen',
  ],
  [{ type: 'file_search_call', id: 'f' }, 'Searched files', 'Searching files…'],
  [
    { type: 'retrieval_call', arguments: { queries: ['policy'] }, retrieval_type: 'rag_store' },
    'Retrieved documents policy',
    'Retrieving documents… policy',
  ],
  [{ type: 'processing_call', id: 'p' }, 'Processed media', 'Processing media…'],
  [
    { type: 'mcp_server_tool_call', server_name: 'github', name: 'create_issue', arguments: { title: 'Bug' } },
    'Used github › create_issue Bug',
    'Using github › create_issue Bug',
  ],
  [{ type: 'tool_call', id: 't', signature: 'c2ln' }, 'Used a tool', 'Using a tool…'],
  [{ type: 'hologram_call', arguments: { beam: 'blue' } }, 'Used hologram blue', 'Using hologram blue'],
  [{ type: 'constructor_call' }, 'Used constructor', 'Using constructor'],
] as const)('the row of %j', (call, done, active) => {
  expect(row(call)).toBe(done);
  expect(row(call, undefined, { status: 'running' })).toBe(active);
});

test('code stands above what it printed, an error in error ink', async () => {
  const panel = await open(code, { type: 'code_execution_result', result: 'ZeroDivisionError', is_error: true });
  expect([...panel.querySelectorAll('pre')].map((block) => block.textContent)).toEqual([
    '\nprint(1)\n',
    'ZeroDivisionError',
  ]);
  expect(panel.querySelector('.ris-result')?.getAttribute('data-state')).toBe('error');
});

test('a plot that code drew is an image', async () => {
  const gif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  const panel = await open(code, {
    type: 'code_execution_result',
    result: [{ type: 'image', data: gif, mime_type: 'image/gif' }],
  });
  expect(panel.querySelector('img')).toBeTruthy();
});

test('each page has its outcome, and one that no result speaks of is there too', async () => {
  const panel = await open(
    { type: 'url_context_call', arguments: { urls: ['https://a.b/', 'https://c.d/'] } },
    {
      type: 'url_context_result',
      result: [
        { url: 'https://a.b/', status: 'paywall' },
        { url: 'javascript:alert(1)', status: 'unsafe' },
        { url: 'https://e.f/', status: 'half_read' },
        null,
      ],
    },
  );
  expect([...panel.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
    'https://a.b/Behind a paywall',
    'javascript:alert(1)Unsafe, not read',
    'https://e.f/half_read',
    'https://c.d/',
  ]);
  expect(panel.querySelectorAll('a')).toHaveLength(3);
});

test('places have links, reviews and the attribution that Maps asks for', async () => {
  const panel = await open(undefined, {
    type: 'google_maps_result',
    result: [
      {
        places: [
          { name: 'Ramen Ya', url: 'https://maps.google.com/?cid=1', review_snippets: [{ title: 'Great broth' }, {}] },
          { place_id: 'p2' },
        ],
      },
    ],
  });
  expect(screen.getByRole('link', { name: 'Ramen Ya' })).toBeTruthy();
  expect(panel.textContent).toContain('Great broth');
  expect(panel.textContent).toContain('p2');
  expect(panel.textContent).toContain('Google Maps');
});

test('whatever an unknown tool says is laid out, and its machinery is not', async () => {
  const panel = await open(
    { type: 'hologram_call', id: 'h', signature: 'c2VjcmV0', beam: { colour: 'blue' } },
    { type: 'hologram_result', call_id: 'h', signature: 'c2VjcmV0', result: 0 },
  );
  expect(panel.querySelector('.ris-fields')?.textContent).toBe('beamcolourblue');
  expect(panel.querySelector('.ris-result')?.textContent).toBe('0');
  expect(panel.innerHTML).not.toContain('c2VjcmV0');
});

test.each(['code_execution', 'url_context', 'google_maps', 'file_search', 'mcp_server_tool', 'tool', 'hologram'])(
  'a result of %s is shown in whatever shape it comes',
  async (tool) => {
    const given = { code: 'print(1)', urls: ['https://a.b/'], queries: ['ramen'] };
    const call = { type: `${tool}_call`, arguments: given };
    for (const value of ['found it', ['found it'], { stdout: 'found it' }, [{ note: 'found it' }], [[['found it']]]]) {
      const panel = await open(call, { type: `${tool}_result`, result: value });
      expect(panel.textContent).toContain('found it');
    }
  },
);

test('a tool that says nothing is a bare row', () => {
  const { container } = render(
    <ToolCard call={{ type: 'file_search_call', id: 'f' }} result={{ type: 'file_search_result' }} />,
  );
  expect(container.querySelector('button')).toBeNull();
});

const traceback = 'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nKeyError: 3\n';

test.each([
  ['a text', traceback],
  ['content', [{ type: 'text', text: traceback }]],
])('an error of code says first what went wrong, then how it came to that: %s', async (_, result) => {
  const panel = await open(code, { type: 'code_execution_result', is_error: true, result });
  const output = panel.querySelector('.ris-run-output');
  expect(output?.querySelector('.ris-error-text')?.textContent).toBe('KeyError: 3');
  expect(output?.querySelector('pre')?.textContent).toBe(traceback);
});

test('what code printed stays letter by letter as it was, also as content between plots', async () => {
  const printed = '# a\n**b**   c\n';
  const panel = await open(code, {
    type: 'code_execution_result',
    result: [
      { type: 'text', text: printed },
      { type: 'image', data: 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', mime_type: 'image/gif' },
      { type: 'text', text: 'after' },
    ],
  });
  const output = panel.querySelector('.ris-run > .ris-run-output') as Element;
  expect([...output.querySelectorAll('pre, img')].map((part) => part.textContent || part.tagName)).toEqual([
    printed,
    'IMG',
    'after',
  ]);
  expect(panel.querySelector('strong, h1')).toBeNull();
});

test.each(['', [], null])('code that printed nothing says so: %j', async (result) => {
  const panel = await open(code, { type: 'code_execution_result', result });
  expect(panel.querySelector('.ris-run-output')?.textContent).toBe('No output');
});

test('code that still runs has no output yet; output without its code is output', async () => {
  expect((await open(code)).querySelector('.ris-run-output')).toBeNull();
  const panel = await open(undefined, { type: 'code_execution_result', result: 'a  b\n' });
  expect(panel.querySelector('.ris-run-output > pre')?.textContent).toBe('a  b\n');
});

test('code of a megabyte is drawn in pieces, and is copied whole', async () => {
  const long = 'print("a line of code")\n'.repeat(42_000);
  const panel = await open({ type: 'code_execution_call', id: 'c', arguments: { code: long } });
  expect(panel.querySelectorAll('.ris-code-piece').length).toBeGreaterThan(100);
  expect(panel.querySelector('.ris-code code')?.textContent).toBe(long);
});

test.each([
  ['url_context', (at: number) => [{ url: `https://a.example/${at}`, status: 'success' }]],
  ['google_maps', (at: number) => [{ places: [{ name: `Place ${at}` }] }]],
  ['file_search', (at: number) => [{ title: `File ${at}` }]],
  ['tool_search', (at: number) => [{ name: `function_${at}` }]],
])('ten thousand rows of %s are shown a hundred at a time', async (tool, rowOf) => {
  const result = Array.from({ length: 10_000 }, (_, at) => rowOf(at)).flat();
  const panel = await open({ type: `${tool}_call`, id: 'a' }, { type: `${tool}_result`, call_id: 'a', result });
  expect(panel.querySelectorAll('.ris-list > li')).toHaveLength(100);
  await userEvent.click(screen.getByRole('button', { name: '9900 more' }));
  expect(panel.querySelectorAll('.ris-list > li')).toHaveLength(200);
});

test('passages of files stand with their files; what is none is not lost', async () => {
  const panel = await open(
    { type: 'file_search_call', id: 'f', arguments: { queries: ['leave'], top_k: 3 } },
    {
      type: 'file_search_result',
      call_id: 'f',
      result: [
        { title: 'handbook.pdf', text: 'Parents take up to twelve months.', file_search_store: 'stores/hr' },
        { document_uri: 'https://files.example/b.txt', file_name: 'b.txt' },
        { document_uri: 'javascript:alert(1)' },
        { score: 0.5 },
      ],
    },
  );
  expect(panel.querySelector('.ris-chip')?.textContent).toBe('leave');
  expect(panel.querySelector('.ris-field')?.textContent).toBe('top_k3');
  expect([...panel.querySelectorAll('.ris-list > li')].map(({ textContent }) => textContent)).toEqual([
    'handbook.pdf stores/hrParents take up to twelve months.',
    'b.txt',
    'javascript:alert(1)',
  ]);
  expect([...panel.querySelectorAll('a')].map(({ href }) => href)).toEqual(['https://files.example/b.txt']);
  expect(panel.querySelector('.ris-result')?.textContent).toBe('score0.5');
});

test.each([
  ['vertex_ai_search', 'Vertex AI Search'],
  ['constructor', 'constructor'],
])('a retrieval says what it asks, and where it looks: %s', async (retrieval_type, place) => {
  const panel = await open({ type: 'retrieval_call', arguments: { queries: ['a', 'b'] }, retrieval_type });
  expect([...panel.querySelectorAll('.ris-chip')].map(({ textContent }) => textContent)).toEqual(['a', 'b']);
  expect(panel.textContent).toContain(place);
});

test('a search for tools says what it looks for, and what it found', async () => {
  const call = { type: 'tool_search_call', arguments: { query: 'weather', function_names: ['get_weather'] } };
  const result = {
    type: 'tool_search_result',
    result: [{ name: 'get_weather', description: 'The weather of a place.' }],
  };
  expect(row(call, result)).toBe('Searched for tools weather');
  expect(row({ ...call, arguments: { function_names: ['f', 'g'] } }, undefined)).toBe('Searched for tools f, g');
  const panel = await open(call, result);
  expect(panel.querySelector('.ris-list')?.textContent).toBe('get_weather The weather of a place.');
});

test('an MCP result is drawn whatever content it has, in the words of its own protocol too', async () => {
  const data = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  const panel = await open(
    { type: 'mcp_server_tool_call', id: 'm', name: 'shoot', server_name: 'camera', arguments: {} },
    {
      type: 'mcp_server_tool_result',
      call_id: 'm',
      result: {
        content: [
          { type: 'text', text: 'A **picture**' },
          { type: 'image', data, mimeType: 'image/gif' },
          { type: 'resource_link', uri: 'https://files.example/a.txt', name: 'a.txt' },
        ],
      },
    },
  );
  expect(panel.querySelector('strong')?.textContent).toBe('picture');
  expect(panel.querySelector('img')?.getAttribute('src')).toMatch(/^(?:blob|data):/);
  expect(contentOf([{ type: 'image', data, mimeType: 'image/gif' }])).toEqual([
    { type: 'image', data, mime_type: 'image/gif' },
  ]);
  expect(panel.textContent).toContain('Unsupported content: resource_link');
  expect(panel.textContent).toContain('a.txt');
});

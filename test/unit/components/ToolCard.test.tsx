// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ToolCard } from '../../../src/components/ToolCard.tsx';
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

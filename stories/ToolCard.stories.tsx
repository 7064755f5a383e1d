import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { ToolCard, type Step } from '../src/index.ts';
import { plot } from './fixtures/media.ts';
import { recordedStep } from './fixtures/recordedInteraction.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';
import { took } from './fixtures/took.ts';

const meta = {
  title: 'Steps/ToolCard',
  component: ToolCard,
  parameters: {
    docs: {
      description: {
        component:
          'Draws the call of a server-side tool and its result as one row that opens: code execution, URL context, Google Maps, file search, MCP, retrieval, media processing, and any tool that this version does not know.',
      },
    },
  },
} satisfies Meta<typeof ToolCard>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The code, and under it what it printed. */
export const CodeExecution: Story = {
  args: {
    call: recordedStep('code-execution', 'code_execution_call', 1),
    result: recordedStep('code-execution', 'code_execution_result', 1),
    ...took(3140),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran code.*3\.1 s/ }));
    await expect(canvas.getByText(/def prime_counts/, { selector: 'code' })).toBeInTheDocument();
    await expect(canvas.getByText(/1\.1605/)).toBeInTheDocument();
  },
};

/** The code failed; the interaction goes on. */
export const CodeExecutionFailed: Story = {
  args: {
    call: recordedStep('code-execution', 'code_execution_call'),
    result: recordedStep('code-execution', 'code_execution_result'),
    ...took(820),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran code.*Failed/ }));
    await expect(
      canvas.getByText('IndexError: bytearray index out of range', { selector: '.ris-error-text *' }),
    ).toBeInTheDocument();
    await expect(canvas.getByText(/Traceback/, { selector: 'pre' })).toBeInTheDocument();
  },
};

/** Plots come as content items. */
export const CodeExecutionWithPlot: Story = {
  args: {
    call: {
      type: 'code_execution_call',
      id: 'c',
      arguments: { language: 'python', code: 'plt.plot(xs, ratios)\nplt.show()' },
    },
    result: { type: 'code_execution_result', call_id: 'c', result: [{ type: 'text', text: 'Figure 1' }, plot] },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /plt\.plot/ }));
    await expect(await canvas.findByRole('img', { name: 'Image' })).toBeInTheDocument();
  },
};

/** The code ran, and had nothing to say. */
export const CodeExecutionWithoutOutput: Story = {
  args: {
    call: { type: 'code_execution_call', id: 'c', arguments: { language: 'PYTHON', code: 'x = 3' } },
    result: { type: 'code_execution_result', call_id: 'c', result: '' },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran code x = 3/ }));
    await expect(canvas.getByText('No output')).toBeInTheDocument();
  },
};

/** The result of code that is not in the thread. */
export const CodeExecutionOutputAlone: Story = {
  args: { result: { type: 'code_execution_result', call_id: 'c', result: 'total   42\nmean     7\n' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran code/ }));
    await expect(canvas.getByText(/total 42/, { selector: 'pre' })).toBeInTheDocument();
  },
};

/** A row for each page with how reading it went. */
export const URLContext: Story = {
  args: {
    call: recordedStep('url-context', 'url_context_call'),
    result: recordedStep('url-context', 'url_context_result'),
    ...took(1900),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Read pages/ }));
    await expect(canvas.getByText('Behind a paywall')).toBeInTheDocument();
    await expect(canvas.getAllByRole('link').length).toBeGreaterThan(1);
  },
};

export const URLContextOutcomes: Story = {
  args: {
    call: {
      type: 'url_context_call',
      id: 'u',
      arguments: { urls: ['https://a.example/', 'https://still-being-read.example/'] },
    },
    result: {
      type: 'url_context_result',
      call_id: 'u',
      result: ['success', 'error', 'paywall', 'unsafe', 'too_large'].map((status, at) => ({
        url: `https://${'abcde'[at]}.example/`,
        status,
      })),
    },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Read pages/ }));
    for (const outcome of ['Read', 'Could not be read', 'Behind a paywall', 'Unsafe, not read', 'too_large']) {
      await expect(canvas.getByText(outcome)).toBeInTheDocument();
    }
    await expect(canvas.getAllByRole('link')).toHaveLength(6);
  },
};

/** Places with their reviews; Google Maps is named as their source. */
export const GoogleMaps: Story = {
  args: {
    call: recordedStep('maps', 'google_maps_call'),
    result: recordedStep('maps', 'google_maps_result'),
    ...took(1260),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Searched Google Maps/ }));
    await expect(canvas.getByRole('link', { name: 'Bar dell’Orologio' })).toBeInTheDocument();
    await expect(canvas.getByText('Google Maps', { selector: '[translate=no]' })).toBeInTheDocument();
  },
};

/** The API says only that files are searched: there is nothing to open. */
export const FileSearch: Story = {
  args: {
    call: recordedStep('file-search', 'file_search_call'),
    result: recordedStep('file-search', 'file_search_result'),
    ...took(700),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Searched files')).toBeVisible();
    await expect(canvas.queryByRole('button')).toBeNull();
  },
};

/** Some servers say what they searched for, and pass on what they found. */
export const FileSearchWithPassages: Story = {
  args: {
    call: { type: 'file_search_call', id: 'f', arguments: { queries: ['parental leave'], top_k: 3 } } as Step,
    result: {
      type: 'file_search_result',
      call_id: 'f',
      result: [
        {
          title: 'handbook.pdf',
          file_search_store: 'fileSearchStores/hr',
          text: 'Parents may take up to twelve months of leave in a child’s first three years, in one stretch or in parts.',
        },
        { file_name: 'leave-2026.csv', document_uri: 'https://files.example/leave-2026.csv' },
      ],
    } as Step,
    ...took(640),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Searched files parental leave/ }));
    await expect(canvas.getByText(/twelve months/)).toBeInTheDocument();
    await expect(canvas.getByRole('link', { name: 'leave-2026.csv' })).toBeInTheDocument();
  },
};

/** The functions that fit are looked up before one of them is called. */
export const ToolSearch: Story = {
  args: {
    call: { type: 'tool_search_call', id: 't', arguments: { query: 'weather at a place' } } as Step,
    result: {
      type: 'tool_search_result',
      call_id: 't',
      result: [
        { name: 'get_weather', description: 'The weather of a place, now and for three days.', parameters: {} },
        { name: 'get_tides' },
      ],
    } as Step,
    ...took(210),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Searched for tools weather at a place/ }));
    await expect(canvas.getByText('get_tides')).toBeInTheDocument();
  },
};

/** An MCP tool may answer with any content. */
export const MCPServerToolWithMedia: Story = {
  args: {
    call: { type: 'mcp_server_tool_call', id: 'm', server_name: 'browser', name: 'screenshot', arguments: {} },
    result: {
      type: 'mcp_server_tool_result',
      call_id: 'm',
      result: { content: [{ type: 'text', text: 'The page as it is **now**:' }, plot] },
    },
    ...took(1800),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Used browser › screenshot/ }));
    await expect(canvas.getByRole('img', { name: 'Image' })).toBeInTheDocument();
  },
};

/** What went wrong comes first, then all that the tool says of it. */
export const MCPServerToolFailed: Story = {
  args: {
    call: {
      type: 'mcp_server_tool_call',
      id: 'm',
      server_name: 'helpdesk',
      name: 'close_ticket',
      arguments: { id: 'HD-2041' },
    },
    result: {
      type: 'mcp_server_tool_result',
      call_id: 'm',
      is_error: true,
      result: { error: { code: 403, message: 'Only its owner may close this ticket.', retryable: false } },
    } as Step,
    ...took(310),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /close_ticket HD-2041 Failed/ }));
    await expect(canvas.getByText(/Only its owner/, { selector: '.ris-error-text *' })).toBeInTheDocument();
  },
};

/** Server, then tool. */
export const MCPServerTool: Story = {
  args: {
    call: recordedStep('mcp', 'mcp_server_tool_call'),
    result: recordedStep('mcp', 'mcp_server_tool_result'),
    ...took(2300),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Used .+ › search_tickets/ }));
    await expect(canvas.getByText('Arguments')).toBeInTheDocument();
    await expect(canvas.getByText('Result')).toBeInTheDocument();
  },
};

/** What a live API sends for an MCP call: neither name nor arguments. */
export const ToolCall: Story = {
  args: { call: recordedStep('mcp', 'tool_call') },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Used a tool')).toBeVisible();
    await expect(canvasElement).not.toHaveTextContent('signature');
  },
};

/** Vertex AI only. */
export const Retrieval: Story = {
  args: {
    call: {
      type: 'retrieval_call',
      id: 'r',
      arguments: { queries: ['parental leave policy', 'leave of absence, unpaid'] },
      retrieval_type: 'vertex_ai_search',
    },
    result: { type: 'retrieval_result', call_id: 'r' },
    ...took(480),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Retrieved documents parental leave policy/ }));
    await expect(canvas.getByText('leave of absence, unpaid')).toBeInTheDocument();
    await expect(canvas.getByText('Vertex AI Search')).toBeInTheDocument();
  },
};

export const Processing: Story = {
  args: {
    call: { type: 'processing_call', id: 'p' },
    result: { type: 'processing_result', call_id: 'p' },
    ...took(21_000),
  },
};

/** A tool that this version has never heard of. */
export const UnknownTool: Story = {
  args: {
    call: recordedStep('unknown-things', 'hologram_call' as Step['type']) as Step,
    result: recordedStep('unknown-things', 'hologram_result' as Step['type']) as Step,
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Used hologram solar system/ }));
    await expect(canvas.getByRole('columnheader', { name: 'voxels' })).toBeInTheDocument();
  },
};

const running = { call: recordedStep('maps', 'google_maps_call'), status: 'running' } as const;

export const Running: Story = {
  args: running,
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Searching Google Maps/)).toBeVisible();
  },
};

export const RunningAndOpened: Story = {
  args: running,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Searching Google Maps/ }));
    await expect(canvas.getByText('quiet café with courtyard near Piazza Navona')).toBeInTheDocument();
  },
};

export const Interrupted: Story = { args: { ...running, status: 'interrupted' } };

export const ResultWithoutCall: Story = {
  args: { result: recordedStep('mcp', 'mcp_server_tool_result', 1) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Used/ }));
    await expect(canvas.getByText('Result')).toBeInTheDocument();
  },
};

export const Empty: Story = {
  args: {},
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Used a tool')).toBeVisible();
  },
};

/** Long code scrolls in its own box, and can be scrolled by keyboard. */
export const VeryLong: Story = {
  args: {
    call: {
      type: 'code_execution_call',
      id: 'c',
      arguments: {
        language: 'python',
        code: Array.from(
          { length: 80 },
          (_, at) =>
            `total_${at} = sum(value for value in range(${at}, 10_000_000) if value % ${at + 2} == 0 and value not in seen)`,
        ).join('\n'),
      },
    },
    result: {
      type: 'code_execution_result',
      call_id: 'c',
      result: Array.from({ length: 400 }, (_, at) => `line ${at}`).join('\n'),
    },
    ...took(62_000),
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /1 min 2 s/ }));
    const code = canvas.getByRole('group', { name: 'python' });
    await expect(code).toHaveAttribute('tabindex', '0');
    await expect(code.scrollWidth).toBeGreaterThan(code.clientWidth);
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
    await userEvent.click(canvas.getByRole('button', { name: 'Show more' }));
    await expect(canvas.getByText(/line 399/)).toBeInTheDocument();
  },
};

/** Code stays left to right. */
export const RightToLeft: Story = {
  args: {
    call: { type: 'code_execution_call', id: 'c', arguments: { language: 'python', code: 'print("مرحبا")' } },
    result: { type: 'code_execution_result', call_id: 'c', result: 'مرحبا\n' },
    ...took(300),
  },
  decorators: [rightToLeft],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Ran code/ }));
    const code = canvas.getByText('print("مرحبا")', { selector: 'code' });
    await expect(getComputedStyle(code).direction).toBe('ltr');
  },
};

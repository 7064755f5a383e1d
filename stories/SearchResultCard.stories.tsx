import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { SearchResultCard, type GoogleSearchCallStep, type GoogleSearchResultStep } from '../src/index.ts';
import { recordedStep } from './fixtures/recordedInteraction.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';
import { took } from './fixtures/took.ts';

const meta = {
  title: 'Steps/SearchResultCard',
  component: SearchResultCard,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a `google_search_call` and its `google_search_result`: a row that opens on the queries and the pages, and under it, always visible, the suggestions that Google’s terms want shown with a grounded answer.',
      },
    },
  },
} satisfies Meta<typeof SearchResultCard>;

export default meta;
type Story = StoryObj<typeof meta>;

const call: GoogleSearchCallStep = recordedStep('grounded-answer', 'google_search_call');
const result: GoogleSearchResultStep = recordedStep('grounded-answer', 'google_search_result');
const pages: GoogleSearchResultStep = {
  type: 'google_search_result',
  call_id: call.id,
  result: [
    { title: 'The Nobel Prize in Physics 2025', url: 'https://www.nobelprize.org/prizes/physics/2025/summary/' },
    { url: 'https://www.nature.com/articles/d41586-025-03194-2' },
    { title: 'Not a page', url: 'javascript:alert(1)' },
  ],
};

/** The suggestions stand in a frame of their own, which runs no scripts. */
export const Done: Story = {
  args: { call, result, ...took(2600) },
  play: async ({ canvas }) => {
    const frame = canvas.getByTitle<HTMLIFrameElement>('Google Search suggestions');
    await expect(frame.getAttribute('sandbox')).not.toContain('allow-scripts');
    await waitFor(() => expect(frame.contentDocument?.links.length).toBeGreaterThan(0));
    await waitFor(() => expect(frame.parentElement).toHaveAttribute('data-state', 'shown'));
  },
};

export const Opened: Story = {
  args: { call, result, ...took(2600) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Searched the web.*2\.6 s/ }));
    await expect(canvas.getAllByRole('listitem')).toHaveLength(4);
  },
};

/** Pages are links when their address is safe, and text otherwise. */
export const WithPages: Story = {
  args: { call, result: pages, ...took(2600) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Searched the web/ }));
    const links = canvas.getAllByRole('link');
    await expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'https://www.nobelprize.org/prizes/physics/2025/summary/',
      'https://www.nature.com/articles/d41586-025-03194-2',
    ]);
    for (const link of links) await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    await expect(canvas.getByText('Not a page')).toBeInTheDocument();
  },
};

/** Not every search is of the web. */
export const ImageSearch: Story = {
  args: { call: { ...call, search_type: 'image_search' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Searched for images')).toBeVisible();
  },
};

export const Running: Story = { args: { call, status: 'running' } };

/** The call has begun, its queries are still to come. */
export const RunningWithoutQueries: Story = {
  args: { call: { ...call, arguments: {} }, status: 'running' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Searching the web/)).toBeVisible();
    await expect(canvas.queryByRole('button')).toBeNull();
  },
};

export const Failed: Story = {
  args: { call, result: { type: 'google_search_result', call_id: call.id, is_error: true, result: [] }, ...took(900) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Failed/ }));
    await expect(canvas.getByText('The search returned nothing to show.')).toBeInTheDocument();
  },
};

export const Interrupted: Story = { args: { call, status: 'interrupted' } };

/** The wire often says only that the search took place. */
export const WithoutResult: Story = {
  args: { call, result: { type: 'google_search_result', call_id: call.id } as unknown as GoogleSearchResultStep },
};

export const Empty: Story = {
  args: {},
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Searched the web')).toBeVisible();
  },
};

export const VeryLong: Story = {
  args: {
    call: {
      ...call,
      arguments: {
        queries: Array.from(
          { length: 30 },
          (_, at) => `${at + 1}: what every newspaper wrote about the prize and about those who did not get it`,
        ),
      },
    },
    result: {
      ...pages,
      result: Array.from({ length: 40 }, (_, at) => ({
        url: `https://example.com/${'archive/'.repeat(at)}page-${at}`,
      })),
    },
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Searched the web/ }));
    await expect(canvas.getAllByRole('link')).toHaveLength(40);
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: {
    call: { ...call, arguments: { queries: ['الفائزون بجائزة نوبل 2025', 'قيمة جائزة نوبل'] } },
    result,
    ...took(2600),
  },
  decorators: [rightToLeft],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /الفائزون/ }));
    await expect(canvas.getByText('قيمة جائزة نوبل')).toBeInTheDocument();
  },
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { SearchSuggestions } from '../src/index.ts';
import { recordedStep } from './fixtures/recordedInteraction.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Steps/SearchSuggestions',
  component: SearchSuggestions,
  parameters: {
    docs: {
      description: {
        component:
          'Draws Google’s search suggestions: HTML and CSS that must be shown as given, with the answer. It lives in a sandboxed frame that runs no scripts and loads nothing, and is as tall as what is in it. `SearchResultCard` uses it; use it alone to place the suggestions elsewhere.',
      },
    },
  },
} satisfies Meta<typeof SearchSuggestions>;

export default meta;
type Story = StoryObj<typeof meta>;

const html = recordedStep('grounded-answer', 'google_search_result').result[0]?.search_suggestions ?? '';

/** The frame takes the height of its document. */
export const AsGiven: Story = {
  args: { html },
  play: async ({ canvas }) => {
    const frame = canvas.getByTitle<HTMLIFrameElement>('Google Search suggestions');
    await waitFor(() => {
      expect(frame.contentDocument?.links[0]?.href).toMatch(/^https:\/\/www\.google\.com\/search/);
      const height = frame.contentDocument?.body.getBoundingClientRect().height ?? 0;
      expect(height).toBeGreaterThan(20);
      expect(frame.offsetHeight).toBeGreaterThanOrEqual(height);
    });
  },
};

/** Whatever is in it, no script of it runs. */
export const Hostile: Story = {
  args: {
    html: '<p>Suggestions</p><script>parent.document.title = "taken"</script><img src=x onerror="parent.document.title=\'taken\'">',
  },
  play: async ({ canvas }) => {
    const frame = canvas.getByTitle<HTMLIFrameElement>('Google Search suggestions');
    await waitFor(() => expect(frame.contentDocument?.body).toHaveTextContent('Suggestions'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(document.title).not.toBe('taken');
  },
};

export const Empty: Story = { args: { html: '' } };

export const VeryLong: Story = {
  args: { html: `<ul>${'<li>Everything that has been searched for today</li>'.repeat(40)}</ul>` },
  play: async ({ canvas }) => {
    const frame = canvas.getByTitle<HTMLIFrameElement>('Google Search suggestions');
    await waitFor(() => expect(frame.offsetHeight).toBeGreaterThan(600));
  },
};

export const RightToLeft: Story = {
  args: { html: '<div dir="rtl" lang="ar"><a href="https://www.google.com/search?q=nobel">جائزة نوبل 2025</a></div>' },
  decorators: [rightToLeft],
};

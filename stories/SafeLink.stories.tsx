import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { SafeLink } from '../src/index.ts';
import { provided } from './fixtures/provided.tsx';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Content/SafeLink',
  component: SafeLink,
  parameters: {
    docs: {
      description: {
        component:
          'A link whose address comes from a model, a tool or a source. It opens in a new tab and tells the target nothing; an address that the URL policy refuses is its text alone. Use it in components of your own.',
      },
    },
  },
} satisfies Meta<typeof SafeLink>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Allowed: Story = {
  args: { href: 'https://example.com/a page?q=1', children: 'A page' },
  play: async ({ canvas }) => {
    const link = canvas.getByRole('link', { name: 'A page' });
    await expect(link).toHaveAttribute('href', 'https://example.com/a%20page?q=1');
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  },
};

export const Refused: Story = {
  args: { href: 'javascript:alert(document.cookie)', children: 'Click me' },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('link')).toBeNull();
    await expect(canvas.getByText('Click me')).toHaveAttribute('data-state', 'refused');
  },
};

export const Malformed: Story = {
  args: { href: 'https://[::1', children: 'Not an address' },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('link')).toBeNull();
  },
};

const onLinkClick = fn((event: { preventDefault: () => void }) => event.preventDefault());

/** The app may ask before a link is followed, or follow it in its own way. */
export const AskedBefore: Story = {
  args: { href: 'https://example.com', children: 'Leaves the app' },
  decorators: [provided({ policy: { onLinkClick } })],
  play: async ({ canvas, userEvent }) => {
    onLinkClick.mockClear();
    await userEvent.click(canvas.getByRole('link'));
    await expect(onLinkClick).toHaveBeenCalledWith(expect.anything(), 'https://example.com/');
  },
};

/** A scheme of the app's own. */
export const OtherSchemes: Story = {
  args: { href: 'obsidian://open?vault=notes', children: 'Open in Obsidian' },
  decorators: [provided({ policy: { linkSchemes: ['https', 'obsidian'] } })],
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('link')).toHaveAttribute('href', 'obsidian://open?vault=notes');
  },
};

export const Empty: Story = { args: { href: undefined, children: 'No address' } };

export const VeryLong: Story = {
  args: { href: 'https://example.com', children: `https://example.com/${'a-path-that-never-ends-'.repeat(20)}` },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: { href: 'https://example.com', children: 'صفحة أخرى' },
  decorators: [rightToLeft],
};

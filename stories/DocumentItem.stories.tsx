import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, spyOn } from 'storybook/test';
import { DocumentItem, type DocumentContent } from '../src/index.ts';
import { note } from './fixtures/media.ts';
import { provided } from './fixtures/provided.tsx';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Content/DocumentItem',
  component: DocumentItem,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a document content item as a chip: its name, type and size, and a way to save inline data or to open an address. Nothing loads by itself.',
      },
    },
  },
} satisfies Meta<typeof DocumentItem>;

export default meta;
type Story = StoryObj<typeof meta>;

const proxied = (uri: string) => Promise.resolve(`/media?uri=${encodeURIComponent(uri)}`);
const refuse = () => Promise.reject(new Error('The file has expired.'));

/** Saves the very bytes that came. */
export const Inline: Story = {
  args: { content: note },
  play: async ({ canvas, userEvent }) => {
    const click = spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    await userEvent.click(canvas.getByRole('button', { name: 'Download Document.csv' }));
    const [link] = click.mock.contexts as HTMLAnchorElement[];
    click.mockRestore();
    await expect(link?.download).toBe('Document.csv');
    const saved = await fetch(link?.href ?? '');
    await expect(await saved.text()).toBe('city,temperature\nParis,22\nLisbon,27\n');
  },
};

export const Remote: Story = {
  args: {
    content: { type: 'document', uri: 'https://files.example/contracts/lease.pdf', mime_type: 'application/pdf' },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('lease.pdf')).toBeVisible();
    const link = canvas.getByRole('link', { name: 'Open' });
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  },
};

export const RefusedAddress: Story = {
  args: { content: { type: 'document', uri: 'file:///etc/passwd', mime_type: 'text/plain' } },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('link')).toBeNull();
  },
};

/** What the app's own proxy has is saved, and never opened as a page of the app. */
export const ThroughTheApp: Story = {
  args: { content: { type: 'document', uri: 'gs://bucket/lease.html', mime_type: 'text/html' } },
  decorators: [provided({ policy: { resolveMediaUri: proxied } })],
  play: async ({ canvas }) => {
    const link = await canvas.findByRole('link', { name: 'Download' });
    await expect(link).toHaveAttribute('href', '/media?uri=gs%3A%2F%2Fbucket%2Flease.html');
    await expect(link).toHaveAttribute('download', 'lease.html');
  },
};

export const NotResolved: Story = {
  args: ThroughTheApp.args,
  decorators: [provided({ policy: { resolveMediaUri: refuse } })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Document could not be loaded: The file has expired.')).toBeVisible();
  },
};

/** Whether the base64 is any is known when it is decoded: on the reader's click. */
export const Broken: Story = {
  args: { content: { type: 'document', data: '%%%', mime_type: 'application/pdf' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Download Document.pdf' }));
    await expect(canvas.getByText('Document could not be opened')).toBeVisible();
  },
};

export const Empty: Story = {
  args: { content: { type: 'document' } },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Document')).toBeVisible();
    await expect(canvasElement.querySelector('[data-state="missing"]')).toBeVisible();
  },
};

export const VeryLong: Story = {
  args: {
    content: {
      type: 'document',
      uri: `https://files.example/${'minutes-of-the-meeting-'.repeat(4)}.docx`,
      mime_type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    },
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: { content: { ...note, name: 'درجات الحرارة.csv' } as DocumentContent },
  decorators: [rightToLeft],
};

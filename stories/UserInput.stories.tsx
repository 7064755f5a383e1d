import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { UserInput } from '../src/index.ts';
import { note, photo, plot, remoteImage, speech } from './fixtures/media.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Steps/UserInput',
  component: UserInput,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a `user_input` step: attachments as thumbnails and chips, and under them the words as they were typed, in a bubble at the inline end. The words are not markdown.',
      },
    },
  },
} satisfies Meta<typeof UserInput>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Text: Story = {
  args: {
    step: {
      type: 'user_input',
      content: [{ type: 'text', text: 'How do I get from Lisbon to Paris without flying?' }],
    },
  },
};

/** Line breaks stay, and markup is what was typed. */
export const AsTyped: Story = {
  args: {
    step: {
      type: 'user_input',
      content: [{ type: 'text', text: 'Please fix this:\n\n  **not bold** <b>nor this</b>\n  # and no heading' }],
    },
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText(/\*\*not bold\*\* <b>nor this<\/b>/)).toBeVisible();
    await expect(canvasElement.querySelector('b, strong, h1')).toBeNull();
  },
};

export const Attachments: Story = {
  args: {
    step: {
      type: 'user_input',
      content: [photo, plot, note, speech, { type: 'text', text: 'What do these have in common?' }],
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('list', { name: 'Attachments' }).children).toHaveLength(4);
    await expect(await canvas.findAllByRole('img', { name: 'Image' })).toHaveLength(2);
    await expect(canvas.getByRole('button', { name: /^Download/ })).toBeVisible();
  },
};

export const AttachmentsOnly: Story = { args: { step: { type: 'user_input', content: [photo, note] } } };

/** What the user attached by reference does not load by itself either. */
export const RemoteAttachment: Story = {
  args: {
    step: {
      type: 'user_input',
      content: [
        { type: 'image', uri: remoteImage },
        { type: 'document', uri: 'https://files.example/contracts/lease.pdf', mime_type: 'application/pdf' },
        { type: 'text', text: 'Is this our harbour?' },
      ],
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('img')).toBeNull();
    await expect(canvas.getByRole('button', { name: 'Load image' })).toBeVisible();
    await expect(canvas.getByRole('link', { name: 'Open' })).toHaveAttribute(
      'href',
      'https://files.example/contracts/lease.pdf',
    );
  },
};

export const Empty: Story = {
  args: { step: { type: 'user_input' } },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(/^$/);
  },
};

export const VeryLong: Story = {
  args: {
    step: {
      type: 'user_input',
      content: [
        {
          type: 'text',
          text: `${'Here is everything that I know about it so far, in no order at all. '.repeat(40)}\n\nhttps://example.com/${'a-path-that-never-ends-'.repeat(12)}`,
        },
      ],
    },
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: {
    step: { type: 'user_input', content: [photo, { type: 'text', text: 'كيف أصل من لشبونة إلى باريس بدون طائرة؟' }] },
  },
  decorators: [rightToLeft],
  play: async ({ canvas, canvasElement }) => {
    const bubble = canvas.getByText(/لشبونة/).getBoundingClientRect();
    const column = canvasElement.querySelector('.ris-user-input')?.getBoundingClientRect();
    await expect(bubble.left - (column?.left ?? 0)).toBeLessThan(40);
  },
};

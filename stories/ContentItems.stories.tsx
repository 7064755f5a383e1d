import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { ContentItems, type Content } from '../src/index.ts';
import { clip, note, photo, speech } from './fixtures/media.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Content/ContentItems',
  component: ContentItems,
  parameters: {
    docs: {
      description: {
        component:
          'Draws content items one under the other, in order: text as markdown, media in their players, and what this version does not know as raw JSON. `ModelOutput` and the results of tools use it.',
      },
    },
  },
} satisfies Meta<typeof ContentItems>;

export default meta;
type Story = StoryObj<typeof meta>;

const text = (words: string): Content => ({ type: 'text', text: words });

export const EveryKind: Story = {
  args: { content: [text('A picture, a voice, a film and a file:'), photo, speech, clip, note] },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('img', { name: 'Image' })).toBeInTheDocument();
    await expect(canvasElement.querySelectorAll('audio, video')).toHaveLength(2);
    await expect(canvas.getByRole('button', { name: 'Download Document.csv' })).toBeVisible();
  },
};

/** Only the last item is still growing. */
export const Streaming: Story = {
  args: { content: [text('First this.'), photo, text('And then th')], status: 'streaming' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.ris-caret')).toHaveLength(1);
  },
};

export const UnknownContent: Story = {
  args: { content: [text('Before.'), { type: 'hologram', depth_mm: 120 }, text('After.')] },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Unsupported content: hologram')).toBeVisible();
    await expect(canvas.getByText(/"depth_mm": 120/)).toBeVisible();
  },
};

/** The wire is looser than its types. What is no content item is left out, and every field may be missing. */
export const Malformed: Story = {
  args: {
    content: [null, 'text', 42, { type: 'text' }, { type: 'image' }, { type: 'audio' }, {}] as unknown as Content[],
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Image without data')).toBeVisible();
    await expect(canvas.getByText('Audio without data')).toBeVisible();
  },
};

export const Empty: Story = { args: { content: [] } };

export const VeryLong: Story = {
  args: {
    content: Array.from({ length: 60 }, (_, at) => text(`Paragraph **${at + 1}** of a list of items that goes on.`)),
  },
};

export const RightToLeft: Story = {
  args: { content: [text('صورة للمدرج كما كان في عام 80:'), photo, note] },
  decorators: [rightToLeft],
};

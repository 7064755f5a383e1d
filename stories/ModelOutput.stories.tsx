import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { ModelOutput, type ModelOutputStep } from '../src/index.ts';
import { photo } from './fixtures/media.ts';
import { recordedStep } from './fixtures/recordedInteraction.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Steps/ModelOutput',
  component: ModelOutput,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a `model_output` step: its text as markdown and its media in order, plain on the page, then the sources that it cites, and why it failed if it did.',
      },
    },
  },
} satisfies Meta<typeof ModelOutput>;

export default meta;
type Story = StoryObj<typeof meta>;

const answer = (text: string): ModelOutputStep => ({ type: 'model_output', content: [{ type: 'text', text }] });

export const Done: Story = { args: { step: recordedStep('thinking', 'model_output') } };

/** A soft caret stands behind the last word while more is to come. */
export const Streaming: Story = {
  args: { step: answer('The night train leaves Lisbon at 21:34 and arrives in **Hen'), status: 'streaming' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('strong')).toHaveTextContent('Hen');
    await expect(canvasElement.querySelector('.ris-caret')).toBeVisible();
    await expect(canvasElement).not.toHaveTextContent('*');
  },
};

export const StreamingWithoutText: Story = {
  args: { step: { type: 'model_output' }, status: 'streaming' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('.ris-caret')).toBeVisible();
  },
};

export const Interrupted: Story = {
  args: { step: answer('The night train leaves Lisbon at 21:34 and arrives in **Hen'), status: 'interrupted' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('.ris-caret')).toBeNull();
  },
};

/** Each source is listed once, in the order in which it is first cited. */
export const WithSources: Story = {
  args: { step: recordedStep('grounded-answer', 'model_output') },
  play: async ({ canvas, userEvent }) => {
    const sources = canvas.getByRole('list', { name: 'Sources' });
    const more = canvas.getByRole('button', { name: /more$/ });
    const shown = sources.children.length;
    await userEvent.click(more);
    await expect(sources.children.length).toBeGreaterThan(shown);
    const hrefs = canvas.getAllByRole('link').map((link) => link.getAttribute('href'));
    await expect(new Set(hrefs).size).toBe(hrefs.length);
  },
};

export const WithImages: Story = {
  args: {
    step: {
      type: 'model_output',
      content: [
        { type: 'text', text: 'The arena as it stood in the year 80:' },
        photo,
        { type: 'text', text: 'The awning was worked by sailors of the fleet.' },
      ],
    },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('img', { name: 'Image' })).toBeInTheDocument();
  },
};

/** The model itself says why it stopped: what it wrote before stays. */
export const Failed: Story = {
  args: {
    step: {
      ...answer('The first half of the poem:\n\n> Under the awning the sailors'),
      error: { code: 7, message: 'The rest was withheld for safety reasons.' },
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/The model stopped here: The rest was withheld/)).toBeVisible();
    await expect(canvas.getByText(/Under the awning/)).toBeVisible();
  },
};

export const FailedWithoutReason: Story = { args: { step: { type: 'model_output', error: {} } } };

export const Empty: Story = {
  args: { step: { type: 'model_output' } },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(/^$/);
  },
};

export const VeryLong: Story = { args: { step: recordedStep('deep-research', 'model_output', 1) } };

export const RightToLeft: Story = {
  args: { step: recordedStep('rtl', 'model_output') },
  decorators: [rightToLeft],
};

/** Each block takes its direction from its own first letter, whatever the page's is. */
export const BothDirections: Story = {
  args: {
    step: answer(
      'The Arabic for “thank you” is written like this:\n\nشكرا جزيلا على المساعدة\n\nIt reads from right to left.',
    ),
  },
  play: async ({ canvas }) => {
    await expect(getComputedStyle(canvas.getByText(/شكرا/)).direction).toBe('rtl');
    await expect(getComputedStyle(canvas.getByText(/It reads/)).direction).toBe('ltr');
  },
};

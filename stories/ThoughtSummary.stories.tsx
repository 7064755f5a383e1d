import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { ThoughtSummary, type ThoughtStep } from '../src/index.ts';
import { photo } from './fixtures/media.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';
import { took } from './fixtures/took.ts';

const meta = {
  title: 'Steps/ThoughtSummary',
  component: ThoughtSummary,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a `thought` step: one quiet row that opens on the summary. Use it alone to show the thinking of a stored interaction, or override it by `components={{ thought: … }}`.',
      },
    },
  },
} satisfies Meta<typeof ThoughtSummary>;

export default meta;
type Story = StoryObj<typeof meta>;

const step: ThoughtStep = {
  type: 'thought',
  summary: [
    {
      type: 'text',
      text: '**Comparing the Routes**\n\nThe night train takes eleven hours and needs no hotel. The flight is two hours, but the airport adds three more at either end.\n\n\n',
    },
    {
      type: 'text',
      text: '**Weighing the Costs**\n\nWith a couchette the train comes to `€119`. The flight is cheaper until the bag and the transfer are counted.\n\n\n',
    },
  ],
};

export const Done: Story = { args: { step, ...took(12_400) } };

export const Opened: Story = {
  args: { step, ...took(12_400) },
  play: async ({ canvas, userEvent }) => {
    const row = canvas.getByRole('button', { name: /Thought for 12 s.*Weighing the Costs/ });
    await expect(row).toHaveAttribute('aria-expanded', 'false');
    await expect(canvas.queryByText(/The night train takes eleven hours/)).toBeNull();
    await userEvent.click(row);
    await expect(row).toHaveAttribute('aria-expanded', 'true');
    await expect(canvas.getByText(/The night train takes eleven hours/)).toBeInTheDocument();
    await expect(canvas.getByText(/With a couchette/)).toBeInTheDocument();
  },
};

/** The reader's toggle works both ways, from the keyboard too. */
export const OpenedAndClosed: Story = {
  args: { step, ...took(12_400) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await expect(canvas.getByRole('button')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect(canvas.getByText(/With a couchette/)).toBeInTheDocument();
    await userEvent.keyboard(' ');
    await expect(canvas.queryByText(/With a couchette/)).toBeNull();
  },
};

/** Before the first words of the summary. */
export const StreamingWithoutSummary: Story = {
  args: { step: { type: 'thought' }, status: 'streaming' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/^Thinking/)).toBeVisible();
    await expect(canvas.queryByRole('button')).toBeNull();
  },
};

/** The row carries the title of what is being thought about now. */
export const Streaming: Story = {
  args: {
    step: {
      type: 'thought',
      summary: [...(step.summary ?? []), { type: 'text', text: '**Checking the Times**\n\nThe last con' }],
    },
    status: 'streaming',
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /^Checking the Times…/ })).toBeVisible();
  },
};

export const StreamingAndOpened: Story = {
  args: Streaming.args,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Checking the Times/ }));
    await expect(canvas.getByText(/The last con/)).toBeInTheDocument();
  },
};

/** The usual case where no summaries were asked for: there is nothing to open, and the signature is never shown. */
export const SignatureOnly: Story = {
  args: { step: { type: 'thought', signature: 'ErgBCpmhNUgTvm2XgJZuVzvntmu2r' }, ...took(3200) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Thought for 3.2 s')).toBeVisible();
    await expect(canvas.queryByRole('button')).toBeNull();
    await expect(canvasElement).not.toHaveTextContent('ErgBCpmh');
  },
};

export const Interrupted: Story = {
  args: { step: { type: 'thought', summary: step.summary?.slice(0, 1) }, status: 'interrupted' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /Interrupted/ })).toBeVisible();
  },
};

/** Some models think in pictures. */
export const WithImage: Story = {
  args: {
    step: {
      type: 'thought',
      summary: [
        { type: 'text', text: '**Sketching the Scene**\n\nA first draft of the arena, seen from above.' },
        photo,
      ],
    },
    ...took(8000),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Sketching the Scene/ }));
    await expect(await canvas.findByRole('img', { name: 'Image' })).toBeInTheDocument();
  },
};

export const Empty: Story = {
  args: { step: { type: 'thought' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Thought')).toBeVisible();
  },
};

export const VeryLong: Story = {
  args: {
    step: {
      type: 'thought',
      summary: Array.from({ length: 24 }, (_, at) => ({
        type: 'text' as const,
        text: `**Considering Possibility ${at + 1} of a Title That Will Not Fit into a Narrow Row Whatever Is Done**\n\n${'Every way of reading the question leads to another source that has to be checked against the ones before. '.repeat(3)}\n\n\n`,
      })),
    },
    ...took(754_000),
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Thought for 12 min 34 s/ }));
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: {
    step: {
      type: 'thought',
      summary: [{ type: 'text', text: '**مقارنة الطرق**\n\nيستغرق القطار الليلي إحدى عشرة ساعة ولا يحتاج إلى فندق.' }],
    },
    ...took(5100),
  },
  decorators: [rightToLeft],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /مقارنة الطرق/ }));
    await expect(canvas.getByText(/يستغرق القطار/)).toBeInTheDocument();
  },
};

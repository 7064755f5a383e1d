import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { UsageDetails } from '../src/index.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Thread/UsageDetails',
  component: UsageDetails,
  parameters: {
    docs: {
      description: {
        component:
          'The tokens that an interaction, a step or a whole turn took, by kind and modality. Stands behind the small “i” under a turn; give it any `usage` of the API.',
      },
    },
  },
} satisfies Meta<typeof UsageDetails>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Counted: Story = {
  args: {
    usage: {
      total_input_tokens: 18_240,
      total_cached_tokens: 12_288,
      total_tool_use_tokens: 3120,
      total_thought_tokens: 2418,
      total_output_tokens: 1204,
      input_tokens_by_modality: [
        { modality: 'text', tokens: 16_176 },
        { modality: 'image', tokens: 2064 },
      ],
      output_tokens_by_modality: [{ modality: 'text', tokens: 1204 }],
    },
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('18,240')).toBeVisible();
    await expect(canvas.getByText('text 16,176 · images 2,064')).toBeVisible();
    const widths = [...canvasElement.querySelectorAll('.ris-usage-bar > span')].map((span) => span.clientWidth);
    await expect(widths[1]).toBeGreaterThan((widths[0] ?? 0) * 1.5);
  },
};

/** Transcription models report no output. */
export const InputAlone: Story = {
  args: { usage: { total_input_tokens: 960, input_tokens_by_modality: [{ modality: 'audio', tokens: 960 }] } },
};

/** The counts do not add up on the real wire. */
export const MoreCachedThanInput: Story = {
  args: { usage: { total_input_tokens: 120, total_cached_tokens: 4096, total_output_tokens: 40 } },
};

export const Unknown: Story = {
  args: { usage: {} },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/did not say how many tokens/)).toBeVisible();
  },
};

export const RightToLeft: Story = { args: Counted.args, decorators: [rightToLeft] };

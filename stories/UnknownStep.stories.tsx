import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { UnknownStep } from '../src/index.ts';
import { photo } from './fixtures/media.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Steps/UnknownStep',
  component: UnknownStep,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a step of a type that this version does not know: says so quietly, with the raw JSON on demand. Nothing that the API sends is invisible.',
      },
    },
  },
} satisfies Meta<typeof UnknownStep>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Done: Story = { args: { step: { type: 'hologram', scene: 'solar system', scale: 1e-9 } } };

export const Opened: Story = {
  args: Done.args,
  play: async ({ canvas, userEvent }) => {
    const row = canvas.getByRole('button', { name: 'Unsupported step: hologram' });
    await userEvent.click(row);
    await expect(canvas.getByText(/"scene": "solar system"/)).toBeInTheDocument();
    await userEvent.click(row);
    await expect(canvas.queryByText(/"scene"/)).toBeNull();
  },
};

export const Streaming: Story = { args: { step: { type: 'hologram' }, status: 'streaming' } };

export const Interrupted: Story = { args: { step: { type: 'hologram', scene: 'solar' }, status: 'interrupted' } };

/** Data gives way to its size. */
export const WithData: Story = {
  args: { step: { type: 'hologram', frames: [photo] } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button'));
    await expect(canvas.getByText(/\[\d.* kB of data\]/i)).toBeInTheDocument();
  },
};

export const Empty: Story = {
  args: { step: { type: '' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Unsupported step' })).toBeVisible();
  },
};

export const VeryLong: Story = {
  args: {
    step: {
      type: 'hologram',
      voxels: Array.from({ length: 4000 }, (_, at) => ({ at, colour: `#${(at * 4099).toString(16)}` })),
    },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button'));
    await expect(canvas.getByText(/^Only the first .* are shown\.$/)).toBeInTheDocument();
  },
};

export const RightToLeft: Story = {
  args: { step: { type: 'hologram', المشهد: 'النظام الشمسي' } },
  decorators: [rightToLeft],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button'));
    await expect(canvas.getByText(/النظام الشمسي/)).toBeInTheDocument();
  },
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { AudioItem } from '../src/index.ts';
import { speech } from './fixtures/media.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Content/AudioItem',
  component: AudioItem,
  parameters: {
    docs: {
      description: {
        component:
          'Draws an audio content item in the browser’s own player. Raw PCM (`audio/l16`), which no browser plays, gets the WAV header that it lacks. Remote audio follows the URL policy.',
      },
    },
  },
} satisfies Meta<typeof AudioItem>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Headerless PCM plays, at its own rate. */
export const RawPCM: Story = {
  args: { content: speech },
  play: async ({ canvas }) => {
    const player = canvas.getByLabelText<HTMLAudioElement>('Audio');
    await waitFor(() => expect(player.readyState).toBeGreaterThan(0), { timeout: 5000 });
    await expect(player.error).toBeNull();
    const bytes = atob(speech.data ?? '').length;
    await expect(player.duration).toBeCloseTo(bytes / 2 / 24_000, 1);
  },
};

/** The clip is waited for until it is whole, and says how much of it has come. */
export const Streaming: Story = {
  args: { content: speech, status: 'streaming' },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelector('audio')).toBeNull();
    await expect(canvasElement.querySelector('[data-state="loading"]')).toBeVisible();
    await expect(canvas.getByText('Audio, 0.5 s so far')).toBeVisible();
  },
};

export const AboutToStream: Story = {
  args: { content: { type: 'audio', mime_type: 'audio/l16' }, status: 'streaming' },
};

export const Remote: Story = {
  args: { content: { type: 'audio', uri: 'https://sounds.example/greeting.mp3', mime_type: 'audio/mp3' } },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Audio from sounds.example')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Load audio' })).toBeVisible();
    await expect(canvasElement.querySelector('audio')).toBeNull();
  },
};

/** The player appears only on the reader's click. */
export const RemoteAndGone: Story = {
  args: { content: { type: 'audio', uri: 'https://sounds.invalid/greeting.mp3', mime_type: 'audio/mp3' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Load audio' }));
    await expect(await canvas.findByText('Audio could not be opened', {}, { timeout: 10_000 })).toBeVisible();
  },
};

/** What the browser cannot play is a file to save. */
export const NotPlayable: Story = {
  args: { content: { type: 'audio', data: btoa('no sound at all'), mime_type: 'audio/mulaw' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: /^Download/ }, { timeout: 5000 })).toBeVisible();
  },
};

export const Broken: Story = {
  args: { content: { type: 'audio', data: '%%%', mime_type: 'audio/wav' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Audio could not be opened')).toBeVisible();
  },
};

export const Empty: Story = { args: { content: { type: 'audio' } } };

/** Not a single sample. */
export const NoSound: Story = {
  args: { content: { type: 'audio', data: 'AA==', mime_type: 'audio/l16' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Audio without data')).toBeVisible();
  },
};

export const RightToLeft: Story = { args: Remote.args, decorators: [rightToLeft] };

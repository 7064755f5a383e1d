import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { VideoItem } from '../src/index.ts';
import ball from './fixtures/ball.webm?no-inline';
import { clip } from './fixtures/media.ts';
import { provided } from './fixtures/provided.tsx';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Content/VideoItem',
  component: VideoItem,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a video content item in the browser’s own player, in a frame of a fixed shape, so that nothing moves when it loads. Most videos come by a Files API URI that needs a key: let `resolveMediaUri` of the policy lead it through your proxy.',
      },
    },
  },
} satisfies Meta<typeof VideoItem>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Inline: Story = {
  args: { content: clip },
  play: async ({ canvas }) => {
    const player = canvas.getByLabelText<HTMLVideoElement>('Video');
    await waitFor(() => expect(player.videoWidth).toBe(320), { timeout: 5000 });
  },
};

/** A Files API URI is of no use to a browser; the app says where its own proxy has it. */
export const ThroughTheApp: Story = {
  args: {
    content: { type: 'video', uri: 'https://generativelanguage.googleapis.com/v1beta/files/ball:download?alt=media' },
  },
  decorators: [provided({ policy: { resolveMediaUri: (uri) => (uri.includes('/files/ball') ? ball : undefined) } })],
  play: async ({ canvas }) => {
    const player = canvas.getByLabelText<HTMLVideoElement>('Video');
    await waitFor(() => expect(player.videoWidth).toBe(320), { timeout: 5000 });
    await expect(new URL(player.src).origin).toBe(location.origin);
  },
};

export const Streaming: Story = { args: { content: { type: 'video', mime_type: 'video/webm' }, status: 'streaming' } };

export const Remote: Story = {
  args: { content: { type: 'video', uri: 'https://films.example/harbour.mp4', mime_type: 'video/mp4' } },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Video from films.example')).toBeVisible();
    await expect(canvasElement.querySelector('video')).toBeNull();
  },
};

export const RemoteAndGone: Story = {
  args: { content: { type: 'video', uri: 'https://films.invalid/harbour.mp4', mime_type: 'video/mp4' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Load video' }));
    await expect(await canvas.findByText('Video could not be opened', {}, { timeout: 10_000 })).toBeVisible();
  },
};

/** Not an address that a browser can load. */
export const CloudStorage: Story = {
  args: { content: { type: 'video', uri: 'gs://bucket/harbour.mp4' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Video blocked: its address is not allowed')).toBeVisible();
  },
};

/** What the browser cannot play is a file to save. */
export const NotPlayable: Story = {
  args: { content: { type: 'video', data: btoa('no film at all'), mime_type: 'video/x-flv' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: /^Download/ }, { timeout: 5000 })).toBeVisible();
  },
};

export const Broken: Story = {
  args: { content: { type: 'video', data: '%%%', mime_type: 'video/mp4' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Video could not be opened')).toBeVisible();
  },
};

export const Empty: Story = { args: { content: { type: 'video' } } };

export const RightToLeft: Story = { args: Remote.args, decorators: [rightToLeft] };

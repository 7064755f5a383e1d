import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, spyOn, waitFor } from 'storybook/test';
import { ImageStep } from '../src/index.ts';
import { deadEnd, photo, plot, remoteImage } from './fixtures/media.ts';
import { provided } from './fixtures/provided.tsx';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Content/ImageStep',
  component: ImageStep,
  parameters: {
    docs: {
      description: {
        component:
          'Draws an image content item. Inline data is drawn when its bytes are a raster image; its space is reserved from the size in its header, a click opens it at full size, and a button saves it. Remote images follow the URL policy: by default they load on the reader’s click.',
      },
    },
  },
} satisfies Meta<typeof ImageStep>;

export default meta;
type Story = StoryObj<typeof meta>;

const never = () => new Promise<string>(() => {});
const slowly = () => new Promise<string>((resolve) => setTimeout(resolve, 200, new URL(remoteImage).pathname));
const refuse = () => Promise.reject(new Error('The file has expired.'));

/** The space is the image's before it has loaded. */
export const Inline: Story = {
  args: { content: photo, alt: 'The arena of an amphitheatre' },
  play: async ({ canvas }) => {
    const image = await canvas.findByRole<HTMLImageElement>('img', { name: 'The arena of an amphitheatre' });
    const before = image.getBoundingClientRect().height;
    await image.decode();
    await expect(image.naturalWidth).toBe(480);
    await expect(image.getBoundingClientRect().height).toBe(before);
  },
};

export const Plot: Story = { args: { content: plot, alt: 'Ratio of π(x) to x / ln x' } };

/** Escape closes it, and focus goes back to where it was. */
export const Opened: Story = {
  args: { content: photo, alt: 'The arena of an amphitheatre' },
  play: async ({ canvas, userEvent, step }) => {
    const opener = canvas.getByRole('button', { name: 'Open image: The arena of an amphitheatre' });
    await step('a click opens it, and the button closes it', async () => {
      await userEvent.click(opener);
      await expect(canvas.getByRole('dialog')).toHaveAttribute('open');
      await userEvent.click(canvas.getByRole('button', { name: 'Close' }));
      await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull());
      await expect(opener).toHaveFocus();
    });
    await step('the keyboard opens it as well', async () => {
      await userEvent.keyboard('{Enter}');
      await expect(canvas.getByRole('dialog')).toHaveAttribute('open');
    });
  },
};

/** Saved under the type that its bytes have. */
export const Saved: Story = {
  args: { content: { ...photo, mime_type: 'image/png' }, alt: 'The arena of an amphitheatre' },
  play: async ({ canvas, userEvent }) => {
    const click = spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    await userEvent.click(canvas.getByRole('button', { name: 'Download The arena of an amphitheatre' }));
    const [link] = click.mock.contexts as HTMLAnchorElement[];
    click.mockRestore();
    await expect(link?.download).toMatch(/^Image\.jpe?g$/);
    await expect((await (await fetch(link?.href ?? '')).blob()).type).toBe('application/octet-stream');
  },
};

export const Thumbnail: Story = { args: { content: photo, size: 'thumbnail' } };

/** Nothing is asked of the other server before the reader does. */
export const Remote: Story = {
  args: { content: { type: 'image', uri: remoteImage }, alt: 'A harbour' },
  play: async ({ canvas, userEvent }) => {
    const requested = () => performance.getEntriesByName(remoteImage).length > 0;
    performance.clearResourceTimings();
    await expect(canvas.queryByRole('img')).toBeNull();
    await expect(canvas.getByText(`Image from ${new URL(remoteImage).host}`)).toBeVisible();
    await expect(requested()).toBe(false);

    await userEvent.click(canvas.getByRole('button', { name: 'Load image' }));
    const image = await canvas.findByRole<HTMLImageElement>('img', { name: 'A harbour' });
    await image.decode();
    await expect(image.naturalWidth).toBe(480);
    await waitFor(() => expect(requested()).toBe(true));
  },
};

/** An origin that the app allows loads by itself. */
export const RemoteAndAllowed: Story = {
  args: Remote.args,
  decorators: [provided({ policy: { media: [new URL(remoteImage).origin] } })],
  play: async ({ canvas }) => {
    const image = await canvas.findByRole<HTMLImageElement>('img', { name: 'A harbour' });
    await image.decode();
    await expect(image.naturalWidth).toBe(480);
  },
};

/** The app says where its own proxy has the image, and takes its time. */
export const Resolving: Story = {
  args: { content: { type: 'image', uri: 'gs://bucket/harbour.jpg' }, alt: 'A harbour' },
  decorators: [provided({ policy: { resolveMediaUri: never } })],
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('[data-slot="image-step"]')).toHaveAttribute('data-state', 'loading');
  },
};

export const ResolvedByTheApp: Story = {
  args: Resolving.args,
  decorators: [provided({ policy: { resolveMediaUri: slowly } })],
  play: async ({ canvas }) => {
    const image = await canvas.findByRole<HTMLImageElement>('img', { name: 'A harbour' });
    await image.decode();
    await expect(image.naturalWidth).toBe(480);
  },
};

/** What went wrong is said; the button asks the app again. */
export const NotResolved: Story = {
  args: Resolving.args,
  decorators: [provided({ policy: { resolveMediaUri: refuse } })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Image could not be loaded: The file has expired.')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

export const RemoteAndBlocked: Story = {
  args: Remote.args,
  decorators: [provided({ policy: { media: 'block' } })],
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Image blocked: its address is not allowed')).toBeVisible();
    await expect(canvas.queryByRole('button')).toBeNull();
  },
};

export const RemoteAndGone: Story = {
  args: { content: { type: 'image', uri: deadEnd } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Load image' }));
    await expect(await canvas.findByText('Image could not be opened', {}, { timeout: 10_000 })).toBeVisible();
  },
};

/** An address with a scheme that has no business in an image. */
export const RefusedAddress: Story = {
  args: { content: { type: 'image', uri: 'javascript:alert(1)' } },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Image blocked: its address is not allowed')).toBeVisible();
    await expect(canvasElement.innerHTML).not.toContain('javascript:');
  },
};

export const Streaming: Story = { args: { content: { type: 'image', mime_type: 'image/png' }, status: 'streaming' } };

export const Broken: Story = {
  args: { content: { type: 'image', mime_type: 'image/png', data: btoa('This is no image.') } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Image could not be opened')).toBeVisible();
  },
};

/** An SVG may hold scripts, and browsers draw no HEIC: such images are files to save. */
export const NotDrawn: Story = {
  args: {
    content: { type: 'image', mime_type: 'image/svg+xml', data: btoa('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Download Image.svg' })).toBeVisible();
    await expect(canvas.queryByRole('img')).toBeNull();
  },
};

/** A PNG that breaks off in the middle of its base64. */
export const CutOff: Story = {
  args: { content: { ...plot, data: `${plot.data?.slice(0, 4001)}%` } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Image could not be opened')).toBeVisible();
  },
};

export const Empty: Story = {
  args: { content: { type: 'image' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Image without data')).toBeVisible();
  },
};

export const VeryLong: Story = {
  args: {
    content: { type: 'image', uri: `https://${'a-very-long-subdomain.'.repeat(8)}example/picture.png` },
    alt: 'A description that goes into every detail of the picture, from the boats in front to the hills behind. '.repeat(
      4,
    ),
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const RightToLeft: Story = {
  args: { content: { type: 'image', uri: 'https://pictures.example/harbour.jpg' }, alt: 'ميناء مسقط عند الغروب' },
  decorators: [rightToLeft],
};

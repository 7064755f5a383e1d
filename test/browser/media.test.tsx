import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { imageInfo } from '../../src/components/media/imageInfo.ts';
import { ImageStep } from '../../src/components/media/ImageStep.tsx';
import { InteractionSteps } from '../../src/components/thread/InteractionSteps.tsx';
import type { AudioContent, ImageContent } from '../../src/protocol/Content.ts';
import type { InteractionSSEEvent } from '../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionStore } from '../../src/store/thread/createInteractionStore.ts';
import '../../src/styles.css';
import { completed, createFeed, created, stop } from '../unit/react/createFeed.ts';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';
import { drawn, toBase64 } from './mediaFiles.ts';

forbidConsoleErrors();
afterEach(() => void vi.restoreAllMocks());

const delta = (fields: object) =>
  ({ event_type: 'step.delta', index: 0, delta: { type: 'audio', ...fields } }) as InteractionSSEEvent;

/** A second and a half of a tone in 16-bit PCM, cut without regard to its samples. */
function tone(rate: number, channels: number, pieces: number): string[] {
  const samples = new Int16Array(1.5 * rate * channels);
  samples.forEach((_, at) => (samples[at] = 8000 * Math.sin(at / 9)));
  const bytes = new Uint8Array(samples.buffer);
  const size = Math.ceil(bytes.length / pieces) | 1;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    toBase64(bytes.subarray(at * size, (at + 1) * size)),
  );
}

/** A thread on the page that is sent pieces of audio. */
async function showSpeech(pieces: readonly Partial<AudioContent>[]) {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed });
  const view = render(<InteractionSteps stream={{ store }} />);
  void store.getState().send('Say something.');
  await vi.waitFor(() => expect(feed.requests).toHaveLength(1));
  feed.push(created('int_1'), { event_type: 'step.start', index: 0, step: { type: 'model_output' } } as never);
  feed.push(...pieces.map(delta));
  const end = async () => {
    feed.push(stop(0), completed('int_1'));
    feed.close();
    await expect.poll(() => view.container.querySelector('audio')?.readyState ?? 0).toBeGreaterThan(0);
    return view.container.querySelector('audio') as HTMLAudioElement;
  };
  return { ...view, end };
}

test.each([
  ['its own rate and channels', { sample_rate: 16_000, channels: 2 }, 16_000, 2],
  ['those of its MIME type', { mime_type: 'audio/l16; rate=8000; channels=1' }, 8_000, 1],
  ['24,000 Hz mono where nothing is said', {}, 24_000, 1],
])('audio/l16 in several deltas plays as one clip, at %s', async (_, fields, rate, channels) => {
  const [first, ...rest] = tone(rate, channels, 7).map((data) => ({ data }));
  const { end } = await showSpeech([{ mime_type: 'audio/l16', ...first, ...fields }, ...rest]);
  const player = await end();
  expect(player.error).toBeNull();
  expect(player.duration).toBeCloseTo(1.5, 2);
  await page.elementLocator(document.body).click({ position: { x: 1, y: 1 } });
  await player.play();
  await expect.poll(() => player.currentTime).toBeGreaterThan(0);
});

test('while a clip comes, it says how much of it has', async () => {
  const pieces = tone(24_000, 1, 10).map((data) => ({ data, mime_type: 'audio/l16' }));
  const { container, end } = await showSpeech(pieces.slice(0, 9));
  const seconds = () =>
    Number(/^Audio, ([\d.]+) s so far$/.exec(container.querySelector('.ris-media-reason')?.textContent ?? '')?.[1]);
  await expect.poll(seconds).toBeGreaterThan(1);
  expect(seconds()).toBeLessThanOrEqual(1.4);
  expect(container.querySelector('audio')).toBeNull();
  await end();
});

/** Puts an Exif segment into a JPEG that says that it must be turned by a quarter. */
function turned(jpeg: string): string {
  const text = atob(jpeg);
  const exif = 'Exif\0\0MM\0*\0\0\0\b\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0';
  return btoa(`${text.slice(0, 2)}\xff\xe1\0${String.fromCharCode(exif.length + 2)}${exif}${text.slice(2)}`);
}

const avif =
  'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A=';

test.each([
  ['PNG', () => drawn('image/png', 300, 120)],
  ['JPEG', () => drawn('image/jpeg', 300, 120)],
  ['JPEG that is to be turned', () => turned(drawn('image/jpeg', 300, 120))],
  ['WebP', () => drawn('image/webp', 300, 120)],
  ['AVIF', () => avif],
])('the space of a %s is that of the image before it has loaded', async (_, make) => {
  const data = make();
  const { container } = render(<ImageStep content={{ type: 'image', data }} />);
  const place = container.querySelector('.ris-image') as HTMLElement;
  const before = place.getBoundingClientRect();
  const image = container.querySelector('img') as HTMLImageElement;
  await image.decode();
  expect(image.naturalWidth).toBeGreaterThan(0);
  expect({ width: image.naturalWidth, height: image.naturalHeight }).toEqual({
    width: imageInfo(data)?.width,
    height: imageInfo(data)?.height,
  });
  expect([before.width, before.height]).toEqual([image.naturalWidth, image.naturalHeight]);
  await expect.poll(() => place.hasAttribute('data-loading')).toBe(false);
  expect(place.getBoundingClientRect()).toEqual(before);
});

test('an image is saved as the file that it is, under a type that no tab opens', async () => {
  const content: ImageContent = { type: 'image', data: drawn('image/webp', 30, 20), mime_type: 'image/png' };
  const saved: [name: string, href: string][] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push([this.download, this.href]);
  });
  const view = render(<ImageStep content={content} alt="A flag" />);
  await userEvent.click(view.getByRole('button', { name: 'Download A flag' }));
  await userEvent.click(view.getByRole('button', { name: 'Open image: A flag' }));
  await userEvent.click(view.getByRole('button', { name: 'Download' }));
  expect(saved.map(([name]) => name)).toEqual(['Image.webp', 'Image.webp']);
  for (const [, href] of saved) {
    const blob = await (await fetch(href)).blob();
    expect(blob.type).toBe('application/octet-stream');
    expect(toBase64(new Uint8Array(await blob.arrayBuffer()))).toBe(content.data);
  }
});

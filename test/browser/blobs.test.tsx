import { render } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { AudioItem } from '../../src/components/media/AudioItem.tsx';
import { ImageStep } from '../../src/components/media/ImageStep.tsx';
import { BLOB_GRACE } from '../../src/components/media/sharedBlobs.ts';
import type { ImageContent } from '../../src/protocol/Content.ts';
import '../../src/styles.css';
import { forbidConsoleErrors } from '../unit/react/forbidConsoleErrors.ts';
import { bmp, toBase64 } from './mediaFiles.ts';

forbidConsoleErrors();

const MB = 1024 * 1024;
const live = new Set<string>();
const made = vi.fn<(url: string) => void>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { createObjectURL, revokeObjectURL } = URL;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = createObjectURL.call(URL, blob);
    live.add(url);
    made(url);
    return url;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
    live.delete(url);
    revokeObjectURL.call(URL, url);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  made.mockClear();
});

/** What is left when the time is over for which a blob outlives its last user. */
const leftLater = () => {
  vi.advanceTimersByTime(BLOB_GRACE);
  return live.size;
};
const images = (container: Element) => [...container.querySelectorAll('img')];
const shown = async (container: Element, count: number) => {
  const drawn = () => images(container).filter((image) => image.complete && image.naturalWidth > 0).length;
  await expect.poll(drawn, { timeout: 10_000 }).toBe(count);
};

/** What the page's JavaScript holds, its byte buffers among it, after a collection of all garbage. */
async function heapSize(): Promise<number> {
  const session = cdp() as unknown as {
    send(method: 'HeapProfiler.collectGarbage' | 'Runtime.getHeapUsage'): Promise<{ [name: string]: number }>;
  };
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize = 0, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

test('a 10 MB image costs its base64 once and its bytes once at the most, wherever it is shown', async () => {
  const small = render(<ImageStep content={{ type: 'image', data: toBase64(bmp(3, 2)) }} />);
  await shown(small.container, 1);
  const before = await heapSize();
  const data = toBase64(bmp(1869, 1869));
  const withData = await heapSize();
  expect(withData - before).toBeGreaterThan(13 * MB);
  expect(withData - before).toBeLessThan(14.5 * MB);

  const content: ImageContent = { type: 'image', data };
  const tree = (count: number): ReactNode => (
    <>
      {Array.from({ length: count }, (_, at) => (
        <ImageStep key={at} content={at % 2 === 0 ? content : { ...content }} alt={`image ${count}`} />
      ))}
    </>
  );
  const { container, rerender, unmount } = render(tree(4));
  await shown(container, 4);
  rerender(tree(5));
  await shown(container, 5);
  expect(made.mock.calls.length).toBe(2);
  expect(new Set(images(container).map(({ src }) => src)).size).toBe(1);
  expect((await heapSize()) - before).toBeLessThan(data.length + 10 * MB + MB);
  expect(container.innerHTML.length).toBeLessThan(10_000);

  unmount();
  small.unmount();
  expect(leftLater()).toBe(0);
});

test('equal payloads share one blob, and it goes with the last that shows it, a little later', async () => {
  const bytes = bmp(40, 30);
  const item = (): ImageContent => ({ type: 'image', data: toBase64(bytes) });
  const decode = vi.spyOn(Uint8Array as never as { fromBase64: (text: string) => Uint8Array }, 'fromBase64');
  const isWhole = () => decode.mock.calls.filter(([text]) => text.length > 1000).length;
  const tree = (keys: readonly string[]): ReactNode => (
    <StrictMode>
      {keys.map((key) => (
        <ImageStep key={key} content={item()} alt={key} />
      ))}
    </StrictMode>
  );
  const { container, rerender, unmount } = render(tree(['a', 'b', 'c']));
  await shown(container, 3);
  expect([made.mock.calls.length, isWhole(), live.size]).toEqual([1, 1, 1]);
  const [url] = live;
  rerender(tree(['c']));
  await shown(container, 1);
  rerender(tree([]));
  rerender(tree(['d']));
  await shown(container, 1);
  expect(images(container)[0]?.src).toBe(url);
  expect([made.mock.calls.length, isWhole()]).toEqual([1, 1]);
  unmount();
  vi.advanceTimersByTime(BLOB_GRACE - 1);
  expect(live.size).toBe(1);
  expect(leftLater()).toBe(0);

  const again = render(tree(['e']));
  await shown(again.container, 1);
  expect(made).toHaveBeenCalledTimes(2);
  again.unmount();
  expect(leftLater()).toBe(0);
});

test('payloads of the same length and ends are told apart, and so are readings of the same payload', async () => {
  const bytes = bmp(40, 30);
  const other = bytes.slice();
  other[1200] = 255;
  const pcm = toBase64(new Uint8Array(4800));
  const { container, unmount } = render(
    <>
      <ImageStep content={{ type: 'image', data: toBase64(bytes) }} />
      <ImageStep content={{ type: 'image', data: toBase64(other) }} />
      <AudioItem content={{ type: 'audio', data: pcm, mime_type: 'audio/l16' }} />
      <AudioItem content={{ type: 'audio', data: pcm, mime_type: 'audio/l16; rate=8000' }} />
      <AudioItem content={{ type: 'audio', data: pcm, mime_type: 'audio/l16', channels: 2 }} />
    </>,
  );
  await shown(container, 2);
  expect(live.size).toBe(5);
  const durations = () => [...container.querySelectorAll('audio')].map(({ duration }) => Number(duration.toFixed(3)));
  await expect.poll(durations).toEqual([0.1, 0.3, 0.05]);
  unmount();
  expect(leftLater()).toBe(0);
});

test('an item whose payload is replaced shows the new one, and the old blob goes', async () => {
  const item = (width: number): ImageContent => ({ type: 'image', data: toBase64(bmp(width, 30)) });
  const { container, rerender, unmount } = render(<ImageStep content={item(40)} />);
  await shown(container, 1);
  rerender(<ImageStep content={item(50)} />);
  await expect.poll(() => images(container)[0]?.naturalWidth).toBe(50);
  expect(leftLater()).toBe(1);
  unmount();
  expect(leftLater()).toBe(0);
});

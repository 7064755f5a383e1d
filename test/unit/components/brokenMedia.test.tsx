// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { AudioItem } from '../../../src/components/media/AudioItem.tsx';
import { DocumentItem } from '../../../src/components/media/DocumentItem.tsx';
import { ImageStep } from '../../../src/components/media/ImageStep.tsx';
import { VideoItem } from '../../../src/components/media/VideoItem.tsx';
import type { AudioContent, DocumentContent, VideoContent } from '../../../src/protocol/Content.ts';
import { base64Of, gif, readBlob } from './media.ts';

const blobs = new Map<string, Blob>();

beforeEach(() => {
  let made = 0;
  URL.createObjectURL = vi.fn((blob: Blob) => {
    const url = `blob:http://localhost/${(made += 1)}`;
    blobs.set(url, blob);
    return url;
  });
  URL.revokeObjectURL = vi.fn();
});

const state = (container: HTMLElement) => container.firstElementChild?.getAttribute('data-state');

test.each([
  ['no base64', '%%%%', 'failed'],
  ['nothing but padding', '====', 'missing'],
  ['nothing but whitespace', ' \n', 'missing'],
])('%s is no sound and no film', (_, data, expected) => {
  for (const mime_type of ['audio/l16', 'audio/wav', undefined]) {
    const { container, unmount } = render(<AudioItem content={{ type: 'audio', data, mime_type } as AudioContent} />);
    expect([state(container), container.querySelector('audio')]).toEqual([expected, null]);
    unmount();
  }
  const { container } = render(<VideoItem content={{ type: 'video', data, mime_type: 'video/mp4' } as VideoContent} />);
  expect([state(container), container.querySelector('video')]).toEqual([expected, null]);
});

test('half a sample of PCM is an empty clip', () => {
  const { container } = render(<AudioItem content={{ type: 'audio', data: 'AA==', mime_type: 'audio/l16' }} />);
  expect(state(container)).toBe('missing');
  expect(screen.getByText('Audio without data')).toBeDefined();
});

test('PCM that has its header already does not get another one', async () => {
  const data = base64Of(['RIFF', 40, 0, 0, 0, 'WAVEfmt ', 16, 0, 0, 0], 60);
  const { container } = render(<AudioItem content={{ type: 'audio', data, mime_type: 'audio/l16' }} />);
  expect(await readBlob(blobs.get(container.querySelector('audio')?.src ?? '') ?? new Blob())).toBe(data);
});

test('an image that is cut off in its base64 says so, and leaves no blob', () => {
  const { container } = render(<ImageStep content={{ type: 'image', data: `${gif}%` }} />);
  expect(state(container)).toBe('failed');
  expect(URL.createObjectURL).not.toHaveBeenCalled();
});

test('an SVG never becomes a blob that a tab could open, whatever it calls itself', () => {
  const data = btoa('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  for (const mime_type of ['image/svg+xml', 'image/png', 'text/html', undefined]) {
    const { container, unmount } = render(<ImageStep content={{ type: 'image', data, mime_type }} />);
    expect(container.querySelector('img')).toBeNull();
    unmount();
  }
  expect(URL.createObjectURL).not.toHaveBeenCalled();
});

test.each(['%%%%', '===='])('a document of %j cannot be saved, and says so when it is tried', async (data) => {
  const content: DocumentContent = { type: 'document', data, mime_type: 'application/pdf' };
  const { container } = render(<DocumentItem content={content} />);
  await userEvent.click(screen.getByRole('button', { name: 'Download Document.pdf' }));
  expect(state(container)).toBe('failed');
  expect(screen.getByText('Document could not be opened')).toBeDefined();
  expect(screen.queryByRole('button')).toBeNull();
  expect(URL.createObjectURL).not.toHaveBeenCalled();
});

test('a remote image that did not load is loaded again on the click of the reader', async () => {
  const { container } = render(<ImageStep content={{ type: 'image', uri: 'https://a.example/1.png' }} />);
  await userEvent.click(screen.getByRole('button', { name: 'Load image' }));
  fireEvent.error(container.querySelector('img') as HTMLImageElement);
  expect(state(container)).toBe('failed');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(container.querySelector('img')?.getAttribute('src')).toBe('https://a.example/1.png');
});

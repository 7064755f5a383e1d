// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { ImageStep } from '../../../src/components/media/ImageStep.tsx';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import { gif, readBlob } from './media.ts';

const blobs = new Map<string, Blob>();

beforeEach(() => {
  URL.createObjectURL = vi.fn((blob: Blob) => {
    const url = `blob:http://localhost/${blobs.size + 1}`;
    blobs.set(url, blob);
    return url;
  });
  URL.revokeObjectURL = vi.fn();
});

const state = (container: HTMLElement) => container.firstElementChild?.getAttribute('data-state');

test('inline bytes decide what the image is, whatever type is declared', async () => {
  for (const mime_type of [undefined, 'image/gif', 'image/png', 'image/svg+xml', 'text/html']) {
    const { container, unmount } = render(<ImageStep content={{ type: 'image', data: gif, mime_type }} />);
    const blob = blobs.get(container.querySelector('img')?.getAttribute('src') ?? '');
    expect(blob?.type).toBe('image/gif');
    expect(await readBlob(blob ?? new Blob())).toBe(gif);
    unmount();
  }
});

test('the space is reserved from the header of the file', () => {
  const { container } = render(<ImageStep content={{ type: 'image', data: gif }} alt="A dot" />);
  const image = screen.getByAltText('A dot');
  expect([image.getAttribute('width'), image.getAttribute('height')]).toEqual(['3', '2']);
  expect(container.querySelector<HTMLElement>('.ris-image')?.style.getPropertyValue('--ris-image-width')).toBe('3');
});

test('an SVG is a file to save, never drawn', () => {
  const data = btoa('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  const { container } = render(<ImageStep content={{ type: 'image', data, mime_type: 'image/svg+xml' }} />);
  expect(container.querySelector('img')).toBeNull();
  expect(state(container)).toBe('file');
  expect(screen.getByRole('button', { name: 'Download Image.svg' })).toBeDefined();
});

test('a saved file can never be opened as a page of the app', async () => {
  const made: Blob[] = [];
  URL.createObjectURL = vi.fn((blob: Blob) => `blob:x/${made.push(blob)}`);
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  render(<ImageStep content={{ type: 'image', data: btoa('<svg/>'), mime_type: 'image/svg+xml' }} />);
  await userEvent.click(screen.getByRole('button'));
  expect(click).toHaveBeenCalledOnce();
  expect(made.map(({ type, size }) => [type, size])).toEqual([['application/octet-stream', 6]]);
  click.mockRestore();
});

test.each([
  [{ data: 'AAAA', mime_type: 'image/png' }, 'failed'],
  [{ data: `${gif.slice(0, 24)}!` }, 'failed'],
  [{}, 'missing'],
  [{ uri: 'gs://bucket/x.png' }, 'refused'],
  [{ uri: 'javascript:alert(1)' }, 'refused'],
  [{ uri: 'data:image/svg+xml,<svg/>' }, 'refused'],
  [{ uri: 'https://a.example/x.png' }, 'ask'],
])('%j is not drawn: %s', (fields, expected) => {
  const { container } = render(<ImageStep content={{ type: 'image', ...fields }} />);
  expect(container.querySelector('img')).toBeNull();
  expect(state(container)).toBe(expected);
});

test('data that is no image yet is waited for while it streams', () => {
  const { container } = render(<ImageStep content={{ type: 'image', data: 'iVBO' }} status="streaming" />);
  expect(state(container)).toBe('loading');
});

test('a remote image loads on the click of the reader, and another one asks again', async () => {
  const { container, rerender } = render(<ImageStep content={{ type: 'image', uri: 'https://a.example/1.png' }} />);
  expect(screen.getByText('Image from a.example')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Load image' }));
  expect(container.querySelector('img')?.getAttribute('src')).toBe('https://a.example/1.png');
  expect(container.querySelector('img')?.getAttribute('referrerpolicy')).toBe('no-referrer');
  rerender(<ImageStep content={{ type: 'image', uri: 'https://a.example/2.png' }} />);
  expect(container.querySelector('img')).toBeNull();
});

test('what the browser cannot draw says so', () => {
  const { container } = render(<ImageStep content={{ type: 'image', data: gif }} />);
  const image = container.querySelector('img');
  if (image) fireEvent.error(image);
  expect(state(container)).toBe('failed');
  expect(screen.getByText('Image could not be opened')).toBeDefined();
});

test('the app routes URIs through its proxy and allows origins of its own', () => {
  const { container } = render(
    <InteractionProvider
      policy={{
        media: ['https://cdn.example'],
        resolveMediaUri: (uri) => (uri.startsWith('gs:') ? '/proxy/x' : undefined),
      }}
    >
      <ImageStep content={{ type: 'image', uri: 'gs://bucket/x' }} />
      <Markdown text="![a](https://cdn.example/a.png) ![b](gs://bucket/x) ![c](https://other.example/c.png)" />
    </InteractionProvider>,
  );
  expect([...container.querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual([
    '/proxy/x',
    'https://cdn.example/a.png',
  ]);
});

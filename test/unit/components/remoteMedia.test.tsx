// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { AudioItem } from '../../../src/components/media/AudioItem.tsx';
import { DocumentItem } from '../../../src/components/media/DocumentItem.tsx';
import { ImageStep } from '../../../src/components/media/ImageStep.tsx';
import { VideoItem } from '../../../src/components/media/VideoItem.tsx';
import type { Content, ImageContent } from '../../../src/protocol/Content.ts';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import type { UrlPolicy } from '../../../src/react/urlPolicy.ts';

const uri = 'https://generativelanguage.googleapis.com/v1beta/files/x:download?alt=media';
const image: ImageContent = { type: 'image', uri };

type Resolver = (uri: string, content: Content) => string | undefined | Promise<string | undefined>;

function show(resolveMediaUri: Resolver, children: ReactNode, policy?: Partial<UrlPolicy>) {
  const { container, rerender } = render(tree(children));
  function tree(below: ReactNode) {
    return (
      <StrictMode>
        <InteractionProvider policy={{ ...policy, resolveMediaUri }}>{below}</InteractionProvider>
      </StrictMode>
    );
  }
  const states = () =>
    [...container.querySelectorAll('[data-slot]')].map((element) => element.getAttribute('data-state'));
  const sources = () => [...container.querySelectorAll('[src]')].map((element) => element.getAttribute('src'));
  return { container, states, sources, show: (below: ReactNode) => rerender(tree(below)) };
}

test('an answer that takes its time is waited for, and asked for once by all that show the URI', async () => {
  let answer = (_: string) => {};
  const resolver = vi.fn<Resolver>(() => new Promise((resolve) => (answer = resolve)));
  const page = show(resolver, [<ImageStep key="a" content={image} />, <ImageStep key="b" content={{ ...image }} />]);
  expect(page.states().filter((state) => state !== 'loading')).toEqual([]);
  expect(resolver.mock.calls).toEqual([[uri, image]]);
  await act(async () => answer('/proxy/x'));
  expect(page.sources()).toEqual(['/proxy/x', '/proxy/x']);
  page.show(<ImageStep content={{ ...image }} />);
  expect(page.sources()).toEqual(['/proxy/x']);
  expect(resolver).toHaveBeenCalledOnce();
});

test('each URI is asked for by itself, whatever medium it is', async () => {
  const resolver = vi.fn<Resolver>(async (uri) => `/proxy/${uri.at(-1)}`);
  const page = show(resolver, [
    <ImageStep key="1" content={{ type: 'image', uri: 'gs://b/1' }} />,
    <AudioItem key="2" content={{ type: 'audio', uri: 'gs://b/2' }} />,
    <VideoItem key="3" content={{ type: 'video', uri: 'gs://b/3' }} />,
    <DocumentItem key="4" content={{ type: 'document', uri: 'gs://b/4', mime_type: 'text/html' }} />,
  ]);
  expect(page.states().filter((state) => state !== 'loading')).toEqual([]);
  await act(async () => {});
  expect(page.sources()).toEqual(['/proxy/1', '/proxy/2', '/proxy/3']);
  const link = screen.getByRole('link', { name: 'Download' });
  expect([link.getAttribute('href'), link.getAttribute('download')]).toEqual(['/proxy/4', 'Document.html']);
  expect(resolver).toHaveBeenCalledTimes(4);
});

test.each([
  ['a rejection', () => Promise.reject(new Error('403 from the proxy'))],
  [
    'an error that is thrown',
    () => {
      throw new Error('403 from the proxy');
    },
  ],
])('%s is shown, and asked for again on the click of the reader', async (_, fail) => {
  const resolver = vi.fn<Resolver>(fail);
  const page = show(resolver, <ImageStep content={image} />);
  await act(async () => {});
  expect(screen.getByText('Image could not be loaded: 403 from the proxy')).toBeDefined();
  expect(resolver).toHaveBeenCalledOnce();
  resolver.mockResolvedValue('/proxy/x');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(page.sources()).toEqual(['/proxy/x']);
  expect(resolver).toHaveBeenCalledTimes(2);
});

test('a document whose address cannot be had says so too', async () => {
  const resolver = vi.fn<Resolver>().mockRejectedValueOnce(new Error('No')).mockResolvedValue('/proxy/x.pdf');
  show(resolver, <DocumentItem content={{ type: 'document', uri, mime_type: 'application/pdf' }} />);
  await act(async () => {});
  expect(screen.getByText('Document could not be loaded: No')).toBeDefined();
  expect(screen.queryByRole('link')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByRole('link', { name: 'Download' }).getAttribute('href')).toBe('/proxy/x.pdf');
});

test('what it answers passes the policy: another origin is asked for, or must be allowed', async () => {
  const resolver: Resolver = async () => 'https://storage.example/signed';
  const page = show(resolver, <ImageStep content={image} />);
  await act(async () => {});
  expect(page.sources()).toEqual([]);
  expect(screen.getByText('Image from storage.example')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Load image' }));
  expect(page.sources()).toEqual(['https://storage.example/signed']);

  const allowed = show(resolver, <ImageStep content={image} />, { media: ['https://storage.example'] });
  expect(allowed.sources()).toEqual(['https://storage.example/signed']);
});

test.each(['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'file:///etc/passwd'])(
  '%s as an answer is refused',
  async (url) => {
    const page = show(async () => url, <ImageStep content={image} />);
    await act(async () => {});
    expect(page.states()[0]).toBe('refused');
    expect(page.container.innerHTML).not.toContain(url.slice(0, 12));
  },
);

test('without an answer the URI itself is left to the policy', async () => {
  const page = show(async () => undefined, <ImageStep content={image} />);
  await act(async () => {});
  expect(page.states()[0]).toBe('ask');
});

test('inline data asks nobody', () => {
  const resolver = vi.fn<Resolver>(() => '/proxy/x');
  show(resolver, <DocumentItem content={{ type: 'document', uri, data: 'AAAA', mime_type: 'application/pdf' }} />);
  expect(resolver).not.toHaveBeenCalled();
});

test('a server asks nobody', () => {
  const resolver = vi.fn<Resolver>(() => '/proxy/x');
  const html = renderToString(
    <InteractionProvider policy={{ resolveMediaUri: resolver }}>
      <ImageStep content={image} />
    </InteractionProvider>,
  );
  expect(html).toContain('data-state="loading"');
  expect(resolver).not.toHaveBeenCalled();
});

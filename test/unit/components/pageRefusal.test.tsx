// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ContentItems } from '../../../src/components/steps/ContentItems.tsx';
import { refusesOrigin } from '../../../src/components/media/refusesOrigin.ts';
import type { Content } from '../../../src/protocol/Content.ts';

afterEach(cleanup);

/** What a browser tells a page whose Content-Security-Policy has refused something. */
function refuse(
  blockedURI: string,
  effectiveDirective: string,
  disposition = 'enforce',
  originalPolicy = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:",
): void {
  const violation = { blockedURI, effectiveDirective, disposition, originalPolicy };
  const event = Object.assign(new Event('securitypolicyviolation'), violation);
  act(() => void document.dispatchEvent(event));
}

const show = (content: Content[]) => render(<ContentItems content={content} />).container;

test('what the policy of the page refuses is said, with its host, before the next of it is asked for', () => {
  const container = show([
    { type: 'image', uri: 'https://one.example/a.png' },
    { type: 'image', uri: 'https://one.example/b.png' },
    { type: 'video', uri: 'https://one.example/c.mp4' },
    { type: 'image', uri: 'https://two.example/d.png' },
  ]);
  fireEvent.click(screen.getAllByRole('button', { name: 'Load image' })[0] as HTMLElement);
  expect(container.querySelectorAll('img')).toHaveLength(1);

  refuse('https://one.example/a.png', 'img-src', 'report');
  refuse('eval', 'script-src');
  expect(container.querySelectorAll('img')).toHaveLength(1);

  refuse('https://one.example/a.png', 'img-src');
  expect(container.querySelectorAll('img')).toHaveLength(0);
  expect(
    screen.getAllByText('Image from one.example: the security policy of this page does not allow it'),
  ).toHaveLength(2);
  expect(screen.getAllByRole('button', { name: 'Load image' })).toHaveLength(1);
  expect(screen.getAllByRole('button', { name: 'Load video' })).toHaveLength(1);
});

const words = (host: string) => `Image from ${host}: the security policy of this page does not allow it`;

test('a path that the policy refuses says nothing of the others of its host', () => {
  show([
    { type: 'image', uri: 'https://three.example/a.png#top' },
    { type: 'image', uri: 'https://three.example/allowed/b.png' },
  ]);
  const policy = 'img-src https://three.example/allowed/';
  fireEvent.click(screen.getAllByRole('button', { name: 'Load image' })[0] as HTMLElement);
  refuse('https://three.example/a.png', 'img-src', 'enforce', policy);
  expect(screen.getAllByText(words('three.example'))).toHaveLength(1);
  expect(screen.getAllByRole('button', { name: 'Load image' })).toHaveLength(1);
});

test('an image that was led on to a host that is refused is broken, and its own host is not refused for it', () => {
  const container = show([
    { type: 'image', uri: 'https://four.example/a.png' },
    { type: 'image', uri: 'https://four.example/b.png' },
  ]);
  fireEvent.click(screen.getAllByRole('button', { name: 'Load image' })[0] as HTMLElement);
  refuse('https://four.example', 'img-src', 'enforce', "default-src 'none'; img-src 'self' https://four.example");
  expect(screen.queryByText(words('four.example'))).toBeNull();
  fireEvent.error(container.querySelector('img') as HTMLElement);
  expect(screen.getAllByRole('button', { name: 'Load image' })).toHaveLength(1);
  expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(1);
});

test('a broken image says nothing of its host', () => {
  const container = show([
    { type: 'image', uri: 'https://five.example/a.png' },
    { type: 'image', uri: 'https://five.example/b.png' },
  ]);
  fireEvent.click(screen.getAllByRole('button', { name: 'Load image' })[0] as HTMLElement);
  fireEvent.error(container.querySelector('img') as HTMLElement);
  expect(screen.queryByText(words('five.example'))).toBeNull();
  expect(screen.getAllByRole('button', { name: 'Load image' })).toHaveLength(1);
});

test.each([
  ["img-src 'none'", true],
  ["img-src 'self' data: blob:", true],
  ["default-src 'self'", true],
  ["default-src *; img-src 'self'", true],
  ['img-src https://other.example *.elsewhere.example', true],
  ['img-src http://cdn.example.com', true],
  ["script-src 'self'", false],
  ['img-src *', false],
  ['img-src https:', false],
  ['img-src http:', false],
  ['IMG-SRC HTTPS://CDN.EXAMPLE/a/', false],
  ['img-src cdn.example:*', false],
  ['default-src *.example', false],
  ['img-src https://*', false],
])('%s refuses all of https://cdn.example: %s', (policy, refuses) => {
  expect(refusesOrigin(policy, 'img-src', new URL('https://cdn.example/x.png'))).toBe(refuses);
});

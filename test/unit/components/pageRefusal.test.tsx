// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ContentItems } from '../../../src/components/steps/ContentItems.tsx';
import type { Content } from '../../../src/protocol/Content.ts';

afterEach(cleanup);

/** What a browser tells a page whose Content-Security-Policy has refused something. */
function refuse(blockedURI: string, effectiveDirective: string, disposition = 'enforce'): void {
  const event = Object.assign(new Event('securitypolicyviolation'), { blockedURI, effectiveDirective, disposition });
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

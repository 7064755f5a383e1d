import { render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SearchSuggestions } from '../../src/components/steps/SearchSuggestions.tsx';
import '../../src/styles.css';

const ran: string[] = [];
Object.assign(window, { ran });

afterEach(() => {
  ran.length = 0;
});

async function show(html: string) {
  const view = render(<SearchSuggestions html={html} />);
  const frame = view.container.querySelector('iframe') as HTMLIFrameElement;
  await vi.waitFor(() => expect(view.container.firstElementChild?.getAttribute('data-state')).toBe('shown'));
  return { ...view, frame, inside: frame.contentDocument as Document };
}

test('the frame is as high as what is in it, and follows it', async () => {
  const { frame, inside, rerender } = await show('<div id="tall" style="height: 120px"></div>');
  await vi.waitFor(() => expect(Math.abs(frame.offsetHeight - 122)).toBeLessThanOrEqual(2));
  (inside.getElementById('tall') as HTMLElement).style.height = '200px';
  await vi.waitFor(() => expect(Math.abs(frame.offsetHeight - 202)).toBeLessThanOrEqual(2));
  rerender(<SearchSuggestions html='<div style="height: 60px"></div>' />);
  await vi.waitFor(() => expect(Math.abs(frame.offsetHeight - 62)).toBeLessThanOrEqual(2));
});

test('its own styles hold inside, those of the page do not, and links open in a new tab', async () => {
  const { inside, frame } = await show(
    '<style>.chip { color: rgb(1, 2, 3) }</style><a class="chip" href="https://g.co/">g</a>',
  );
  const link = inside.querySelector('a') as HTMLAnchorElement;
  expect(frame.contentWindow?.getComputedStyle(link).color).toBe('rgb(1, 2, 3)');
  expect(inside.querySelector('base')?.target).toBe('_blank');
  expect(inside.styleSheets).toHaveLength(1);
  expect(inside.adoptedStyleSheets).toHaveLength(1);
});

test('nothing in it runs, loads or leaves', async () => {
  const { inside, frame } = await show(`
    <script>parent.ran.push('script')</script>
    <img src="x" onerror="parent.ran.push('handler')">
    <svg onload="parent.ran.push('svg')"></svg>
    <a target="_self" href="javascript:parent.ran.push('link')">link</a>
    <meta http-equiv="refresh" content="0;url=/elsewhere">
    <img id="remote" src="/__favicon.svg?leak">
    <iframe src="javascript:top.ran.push('frame')"></iframe>`);
  inside.querySelector('a')?.click();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(ran).toEqual([]);
  expect(frame.contentDocument).toBe(inside);
  expect((inside.getElementById('remote') as HTMLImageElement).naturalWidth).toBe(0);
  expect(performance.getEntriesByType('resource').filter(({ name }) => name.includes('leak'))).toEqual([]);
});

test('links that the policy refuses are text, those that it takes stay, and nothing reaches out past the frame', async () => {
  const { inside } = await show(`
    <link rel="preconnect" href="https://leak.example"><link rel="dns-prefetch" href="//leak.example">
    <base href="https://leak.example/" target="_self">
    <a href="https://www.google.com/search?q=a">good</a>
    <a href="ms-msdt:/id">scheme</a> <a href="/relative">relative</a> <a href=" java&#10;script:ran.push(1)">script</a>
    <svg><a xlink:href="javascript:ran.push(2)"><text>x</text></a></svg>`);
  expect(inside.querySelectorAll('link')).toHaveLength(0);
  expect([...inside.querySelectorAll('base')].map(({ target }) => target)).toEqual(['_blank']);
  const hrefs = [...inside.querySelectorAll('a')].map(
    (link) => link.getAttribute('href') ?? link.getAttribute('xlink:href'),
  );
  expect(hrefs).toEqual(['https://www.google.com/search?q=a', null, null, null, null]);
  expect(inside.body.textContent).toContain('scheme relative script');
});

// @vitest-environment jsdom
import { act, render } from '@testing-library/react';
import { lazy, useState, type ReactNode } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type FenceProps, InteractionProvider, Markdown, type MarkdownRenderers } from '../../../src/index.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function Chart({ source, language, status }: FenceProps) {
  const [first] = useState(source);
  return <figure data-language={language} data-status={status} data-first={first} data-source={source} />;
}
const renderers: MarkdownRenderers = { fences: { chart: Chart } };

function draw(text: string, status?: 'streaming' | 'interrupted', given = renderers) {
  return (
    <InteractionProvider renderers={given}>
      <Markdown text={text} status={status} insertions={[]} />
    </InteractionProvider>
  );
}

describe('a renderer for a fence language', () => {
  test('is given the source as it grows, and keeps its state until the block is whole', () => {
    const { container, rerender } = render(draw('```Chart\na', 'streaming'));
    const figure = container.querySelector('figure');
    const data = () => ({ ...figure?.dataset });
    expect(data()).toEqual({ language: 'Chart', status: 'streaming', first: 'a', source: 'a' });
    rerender(draw('```Chart\na\nb\n``', 'streaming'));
    expect(data()).toMatchObject({ status: 'streaming', source: 'a\nb' });
    rerender(draw('```Chart\na\nb\n```\n', 'streaming'));
    expect(data()).toMatchObject({ status: 'done', source: 'a\nb', first: 'a' });
    expect(container.querySelector('[data-slot=fence]')?.getAttribute('data-state')).toBe('done');
    rerender(draw('```Chart\na\nb\n```\n\nText', 'streaming'));
    rerender(draw('```Chart\na\nb\n```\n\nText.'));
    expect(container.querySelector('figure')).toBe(figure);
    expect(data()).toMatchObject({ status: 'done', first: 'a' });
  });

  test('draws in lists and quotations too', () => {
    const { container, rerender } = render(draw('- one\n\n  ```chart\n  a', 'streaming'));
    expect(container.querySelector('li figure')?.getAttribute('data-status')).toBe('streaming');
    rerender(draw('- one\n\n  ```chart\n  a\n  ```', 'streaming'));
    expect(container.querySelector('li figure')?.getAttribute('data-status')).toBe('done');
    rerender(draw('> ```chart\n> a\n> ```'));
    expect(container.querySelector('blockquote figure')?.getAttribute('data-source')).toBe('a');
  });

  test('is told that no more comes when the stream is cut off, or the text ends', () => {
    const { container, rerender } = render(draw('```chart\na', 'interrupted'));
    expect(container.querySelector('figure')?.dataset.status).toBe('done');
    rerender(draw('```chart\na'));
    expect(container.querySelector('figure')?.dataset.status).toBe('done');
  });

  test('leaves other languages, and blocks without one, to the code block', () => {
    const { container } = render(draw('```ts\na\n```\n\n```\nb\n```\n\n```constructor\nc\n```'));
    expect(container.querySelector('figure')).toBeNull();
    expect(container.querySelectorAll('.ris-code-block')).toHaveLength(3);
  });

  test('that throws leaves the code, and is tried again once the block is whole', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const given: MarkdownRenderers = {
      fences: {
        chart: ({ source }) => <b>{(JSON.parse(source) as number[]).length} bars</b>,
      },
    };
    const { container, rerender } = render(draw('Before.\n\n```chart\n[1, 2', 'streaming', given));
    expect(container.querySelector('.ris-code-block code')?.textContent).toBe('[1, 2');
    rerender(draw('Before.\n\n```chart\n[1, 2]\n```\n', 'streaming', given));
    expect(container.querySelector('b')?.textContent).toBe('2 bars');
    rerender(draw('Before.\n\n```chart\n[1, 2\n```\n\nBehind.', undefined, given));
    expect(container.textContent).toContain('Behind.');
  });

  test('that suspends leaves the code until it is there, and a formula as it was written', async () => {
    let load: (module: { default: () => ReactNode }) => void = () => {};
    const Lazy = lazy(() => new Promise<{ default: () => ReactNode }>((resolve) => (load = resolve)));
    const given: MarkdownRenderers = { fences: { chart: Lazy }, math: Lazy };
    const { container } = render(draw('Before $x^2$.\n\n```chart\na\n```\n', undefined, given));
    expect(container.textContent).toContain('Before $x^2$.');
    expect(container.querySelector('.ris-code-block code')?.textContent).toBe('a');
    await act(async () => load({ default: () => <b>drawn</b> }));
    expect(container.querySelectorAll('b')).toHaveLength(2);
    expect(container.querySelector('.ris-code-block')).toBeNull();
  });

  test('is laid over those of the providers above, language by language', () => {
    const { container } = render(
      <InteractionProvider renderers={renderers}>
        <InteractionProvider renderers={{ fences: { other: () => <hr /> } }}>
          <Markdown text={'```chart\na\n```\n\n```other\nb\n```'} />
        </InteractionProvider>
      </InteractionProvider>,
    );
    expect(container.querySelector('figure')).not.toBeNull();
    expect(container.querySelector('hr')).not.toBeNull();
  });
});

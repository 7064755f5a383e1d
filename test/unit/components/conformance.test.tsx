// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { createRef, StrictMode, version } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { samples } from './samples.tsx';

afterEach(() => vi.restoreAllMocks());

test('every exported component is in the suite', () => {
  expect(samples.filter(([, sample]) => !sample).map(([name]) => name)).toEqual([]);
  expect(samples.length).toBeGreaterThan(15);
});

/** What a wire that nobody vouches for may carry anywhere. */
const GARBAGE = [undefined, null, '', 'words', -1, NaN, true, [null, [{}]], { length: 9 }];

/** The same value with one thing in it replaced, however deep that is: once for each thing and kind of garbage. */
function spoil(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'children'
      ? []
      : [...GARBAGE, ...spoil(inner)].map((instead) =>
          Array.isArray(value)
            ? value.map((each, at) => (at === Number(key) ? instead : each))
            : { ...value, [key]: instead },
        ),
  );
}

/** React 18 says so of layout effects, which are none where there is no document: jsdom has one, a server has not. */
function isOfNoServer(text: unknown): boolean {
  return version.startsWith('18.') && String(text).includes('useLayoutEffect does nothing on the server');
}

describe.each(samples)('%s', (_name, sample) => {
  if (!sample) return;
  const { Component, props } = sample;
  const root = (more: object = {}) => {
    const { container } = render(<Component {...props} {...more} />);
    expect(container.children).toHaveLength(1);
    return container.firstElementChild as HTMLElement;
  };

  test('its root says which part it is and in what state', () => {
    const element = root();
    const slot = element.getAttribute('data-slot') ?? '';
    expect(slot).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(element.getAttribute('data-state')).toMatch(/^[a-z_]+$/);
    expect([...element.classList]).toEqual(expect.arrayContaining(['ris', `ris-${slot}`]));
  });

  test("the element's own props pass through to the root, and leave ours alone", () => {
    const onClick = vi.fn();
    const plain = root();
    const element = root({
      className: 'mine and-mine',
      style: { marginTop: 3 },
      id: 'that-one',
      title: 'a title',
      'data-testid': 'found',
      'aria-label': 'named',
      onClick,
    });
    expect([...element.classList]).toEqual([...plain.classList, 'mine', 'and-mine']);
    expect(element.style.marginTop).toBe('3px');
    expect(element.id).toBe('that-one');
    expect(element.title).toBe('a title');
    expect(element.dataset.testid).toBe('found');
    expect(element.getAttribute('aria-label')).toBe('named');
    expect(element.dataset.slot).toBe(plain.dataset.slot);
    expect(element.dataset.state).toBe(plain.dataset.state);
    element.click();
    expect(onClick).toHaveBeenCalledOnce();
  });

  test.skipIf(version.startsWith('18.'))('ref gives the root', () => {
    const ref = createRef<HTMLElement>();
    expect(root({ ref })).toBe(ref.current);
  });

  test('it complains about nothing, in StrictMode and on a server', () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
    const html = renderToString(<Component {...props} />);
    expect(html).toContain('data-slot');
    const { container, unmount } = render(
      <StrictMode>
        <Component {...props} />
      </StrictMode>,
    );
    unmount();
    expect(container.innerHTML).toBe('');
    expect([...document.body.children]).toEqual([container]);
    expect(complaints.mock.calls.filter(([text]) => !isOfNoServer(text))).toEqual([]);
  });

  test('it draws whatever stands in the place of what it expects', () => {
    const threw: string[] = [];
    const attempt = (spoilt: object, draw: () => unknown) => {
      try {
        draw();
      } catch (error) {
        threw.push(`${JSON.stringify(spoilt)}: ${String(error)}`);
      }
    };
    for (const spoilt of spoil(props)) attempt(spoilt, () => renderToString(<Component {...spoilt} />));
    const { rerender } = render(<Component {...props} />);
    for (const name of Object.keys(props).filter((key) => key !== 'children')) {
      for (const instead of GARBAGE) {
        const spoilt = { ...props, [name]: instead };
        attempt(spoilt, () => rerender(<Component {...spoilt} />));
      }
    }
    expect(threw).toEqual([]);
  });

  test('it has no element that a screen reader would announce as nothing', () => {
    const element = root();
    for (const control of element.querySelectorAll('button, a[href]')) {
      expect(`${control.textContent}${control.getAttribute('aria-label') ?? ''}`.trim()).not.toBe('');
    }
    for (const icon of element.querySelectorAll('svg')) expect(icon.getAttribute('aria-hidden')).toBe('true');
    for (const frame of element.querySelectorAll('iframe')) expect(frame.title).not.toBe('');
  });
});

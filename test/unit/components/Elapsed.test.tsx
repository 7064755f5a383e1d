// @vitest-environment jsdom
import { act, render } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Elapsed } from '../../../src/components/steps/Elapsed.tsx';
import { StepRow } from '../../../src/components/steps/StepRow.tsx';

const START = 1_700_000_000_400;
let isHidden = false;

beforeEach(() => {
  isHidden = false;
  vi.useFakeTimers({ now: START });
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));
function setHidden(hidden: boolean) {
  isHidden = hidden;
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

test('it counts whole seconds from the first on, for all that show it with one timer', () => {
  const { container } = render(
    <>
      <Elapsed since={START} />
      <Elapsed since={START - 61_000} />
    </>,
  );
  expect(container.textContent).toBe('1 min');
  expect(vi.getTimerCount()).toBe(1);
  pass(1000);
  expect(container.textContent).toBe('1 min 1 s');
  pass(1000);
  expect(container.textContent).toBe('1 s1 min 2 s');
  pass(10_000);
  expect(container.textContent).toBe('11 s1 min 12 s');
});

test('it stands still while the page is hidden, and is right at once when that is shown again', () => {
  const { container } = render(<Elapsed since={START} />);
  pass(5000);
  setHidden(true);
  expect(vi.getTimerCount()).toBe(0);
  pass(60_000);
  expect(container.textContent).toBe('4 s');
  setHidden(false);
  expect(container.textContent).toBe('1 min 4 s');
  pass(1000);
  expect(container.textContent).toBe('1 min 5 s');
});

test('nothing ticks for a page that was hidden from the start, or once nobody shows it', () => {
  isHidden = true;
  const { unmount } = render(<Elapsed since={START} />);
  expect(vi.getTimerCount()).toBe(0);
  setHidden(false);
  expect(vi.getTimerCount()).toBe(1);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
  setHidden(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('a server says nothing of it: what it would say is over when the page is there', () => {
  expect(renderToString(<Elapsed since={START - 5000} />)).toBe('');
});

test('a row says how long it goes on, but not to screen readers at every second', () => {
  const { container } = render(
    <StepRow row={{ icon: 'function', verb: 'Running', since: START - 3000, active: true }} />,
  );
  const elapsed = container.querySelector('.ris-row-duration');
  expect(elapsed?.textContent).toBe('2 s');
  expect(elapsed?.getAttribute('aria-hidden')).toBe('true');
  expect(container.querySelectorAll('.ris-row-duration')).toHaveLength(1);
});

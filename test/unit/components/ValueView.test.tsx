// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { countValues } from '../../../src/components/json/countValues.ts';
import { ValueView } from '../../../src/components/json/ValueView.tsx';
import { createPartialJsonReader } from '../../../src/store/reducer/createPartialJsonReader.ts';

const elementsIn = (container: Element) => container.querySelectorAll('*').length;
const nest = (depth: number, at: (value: unknown) => unknown, inner: unknown = 'middle') => {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = at(value);
  return value;
};

test.each([
  ['objects', (value: unknown) => ({ in: value })],
  ['lists', (value: unknown) => [value]],
])('%s that nest ten thousand deep are laid out a few levels at a time', async (_, at) => {
  const { container } = render(<ValueView value={nest(10_000, at)} />);
  expect(elementsIn(container)).toBeLessThan(60);
  const fold = screen.getByRole('button', { name: '1 entry', expanded: false });
  await userEvent.click(fold);
  expect(screen.getAllByRole('button', { name: '1 entry' })).toHaveLength(2);
  await userEvent.click(fold);
  expect(screen.getAllByRole('button')).toEqual([fold]);
});

test('what is five levels deep needs no click', () => {
  const { container } = render(<ValueView value={nest(5, (value) => ({ in: value }))} />);
  expect(container.textContent).toContain('middle');
  expect(screen.queryByRole('button')).toBeNull();
});

const long = 10_000;
test.each([
  ['rows', Array.from({ length: long }, (_, at) => ({ id: at, name: `n${at}` })), '9900 more'],
  ['chips', Array.from({ length: long }, (_, at) => at), '9900 more'],
  ['texts', Array.from({ length: long }, (_, at) => `A longer text that makes no chip, ${at}`), '9900 more'],
  ['lists', Array.from({ length: long }, (_, at) => [at]), '9900 more'],
  ['fields', Object.fromEntries(Array.from({ length: long }, (_, at) => [`k${at}`, at])), '9900 more'],
])('%s by the ten thousand are shown a hundred at a time', async (_, value, more) => {
  const { container } = render(<ValueView value={value} />);
  const before = elementsIn(container);
  expect(before).toBeLessThan(700);
  await userEvent.click(screen.getByRole('button', { name: more }));
  expect(elementsIn(container)).toBeGreaterThan(before + 99);
  expect(screen.getByRole('button', { name: '9800 more' })).toBeTruthy();
});

test('lists of lists of lists are folded before there is too much on the page', async () => {
  const value = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => [{ a: [1] }]));
  const { container } = render(<ValueView value={value} />);
  expect(elementsIn(container)).toBeLessThan(400);
  await userEvent.click(screen.getAllByRole('button', { name: '100 entries' })[0] as HTMLElement);
  expect(elementsIn(container)).toBeLessThan(2000);
});

test('an object around a long list does not fold it', () => {
  render(<ValueView value={{ ok: true, rows: Array.from({ length: 60 }, (_, at) => ({ id: at, by: [at] })) }} />);
  expect(screen.queryByRole('button')).toBeNull();
});

test('rows past those that made the columns are shown whole', () => {
  const rows = [...Array.from({ length: 100 }, (_, at) => ({ id: at })), { id: 100, deep: { er: 1 } }];
  const { container } = render(<ValueView value={rows} />);
  expect(container.querySelector('table')).toBeNull();
});

test('chips are words for all that is short', () => {
  const { container } = render(<ValueView value={[1, true, 'a']} />);
  expect([...container.querySelectorAll('.ris-chip')].map(({ textContent }) => textContent)).toEqual([
    '1',
    'true',
    'a',
  ]);
});

test('while a value grows, what is whole in it is not drawn again', () => {
  const reader = createPartialJsonReader();
  let grown = '{"a":{"b":[1,{"c":2}]},"rows":[{"id":1,"n":"x"}';
  const draw = () => {
    const { value, growing, count } = reader.update(grown);
    return <ValueView value={value} growing={growing} count={count} />;
  };
  const { container, rerender } = render(draw());
  const changed: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { target } of records) changed.push((target as Element).tagName ?? target.parentElement?.tagName);
  });
  observer.observe(container, { subtree: true, childList: true, characterData: true });
  grown += ',{"id":2,"n":"y';
  rerender(draw());
  const records = observer.takeRecords();
  observer.disconnect();
  expect(container.querySelectorAll('tbody > tr')).toHaveLength(2);
  expect(records.map(({ target }) => (target as Element).tagName)).toEqual(['TBODY']);
  expect(changed).toEqual([]);
});

test('a value that grows without end folds what would be too much', () => {
  const reader = createPartialJsonReader();
  const list = `[${Array.from({ length: 50 }, (_, at) => `{"a":{"b":{"c":[${at},[1]]}}}`).join(',')}],`;
  const { value, growing, count } = reader.update(`[${list.repeat(400)}[{"a":{"b":`);
  const { container } = render(<ValueView value={value} growing={growing} count={count} />);
  expect(elementsIn(container)).toBeLessThan(2500);
});

test('counting stops at its limit', () => {
  expect(countValues({ a: [1, 2], b: 'c' }, 100)).toBe(5);
  expect(countValues('x', 0)).toBe(1);
  expect(countValues(Array.from({ length: 1e6 }), 10)).toBe(11);
  expect(countValues([Array.from({ length: 1e6 }), 1], 1000)).toBe(103);
  expect(
    countValues(
      nest(50_000, (value) => [value]),
      100,
    ),
  ).toBe(101);
});

test('what a list gets in its last moment is drawn', () => {
  const reader = createPartialJsonReader();
  const draw = (text: string) => {
    const { value, growing, count } = reader.update(text);
    return <ValueView value={value} growing={growing} count={count} />;
  };
  const { container, rerender } = render(draw('{"a":[1,2,'));
  rerender(draw('{"a":[1,2,3],"b":'));
  expect([...container.querySelectorAll('.ris-chip')].map(({ textContent }) => textContent)).toEqual(['1', '2', '3']);
});

// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { toRawJson } from '../../../src/components/parts/toRawJson.ts';
import { UnknownStep } from '../../../src/components/steps/UnknownStep.tsx';
import { JsonView } from '../../../src/components/parts/JsonView.tsx';
import { defaultLabels } from '../../../src/react/labels.ts';

const raw = (value: unknown) => toRawJson(value, defaultLabels);

test('an unknown step names its type and keeps its JSON for who asks', async () => {
  const { container } = render(<UnknownStep step={{ type: 'hologram_call', beam: 'blue' }} />);
  expect(container.querySelector('pre')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Unsupported step: hologram_call' }));
  expect(container.querySelector('pre')?.textContent).toContain('"beam": "blue"');
});

test('base64 gives way to its size; long prose and short ids do not', () => {
  expect(raw({ data: 'QUJD'.repeat(1000) }).text).toBe('{\n  "data": "[3 KB of data]"\n}');
  expect(raw({ signature: 'QUJDREVG' }).text).toContain('[6 B of data]');
  expect(raw({ text: 'a word '.repeat(100) }).text).toContain('a word a word');
  expect(raw({ id: 'call_85303' }).text).toContain('call_85303');
});

test('what is too long is clipped with a note', () => {
  const { container } = render(<JsonView value={{ text: 'a word '.repeat(10_000) }} />);
  expect(container.querySelector('pre')?.textContent?.length).toBeLessThan(20_010);
  expect(container.querySelector('p')?.textContent).toContain('Only the first 20 KB of 70 KB are shown.');
  expect(container.querySelector('[data-slot="json"]')?.getAttribute('data-state')).toBe('clipped');
});

test('200 levels are written, and of one more the outermost', () => {
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;
  expect(raw(nested(200)).isPartial).toBe(false);
  expect(raw({ a: [nested(198)], b: 1 }).text.split('\n')).toHaveLength(1 + 1 + 2 * 198 + 1 + 1);
  expect(raw(nested(201)).isPartial).toBe(true);
  expect(raw(nested(201)).text).toContain('"…"');
});

test('what nests too deep is clipped, too, and says so', () => {
  const { container } = render(<JsonView value={JSON.parse(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`)} />);
  expect(container.querySelector('[data-slot="json"]')?.getAttribute('data-state')).toBe('clipped');
  expect(container.textContent).toContain('It nests too deep: only its outermost levels are shown.');
});

test('what nests too deep for JSON is shown as far as it can be read', () => {
  const deep = '{"a":'.repeat(20_000);
  const { text } = raw(JSON.parse(`${deep}1${'}'.repeat(20_000)}`));
  expect(text).toMatch(/^{\n {2}"a": {\n {4}"a": /);
  expect(text).toContain('"a": "…"');
  const circle: { name: string; self?: unknown; again?: unknown } = { name: 'round' };
  circle.self = circle.again = circle;
  expect(raw(circle).text).toContain('"name": "round"');
  expect(raw(undefined).text).toBe('');
});

test('nothing throws', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  let deep: unknown = 1;
  for (let at = 0; at < 100_000; at += 1) deep = [deep];
  for (const value of [circle, deep, undefined, null, 12n, Symbol('x'), () => 1, { big: 12n }, Object.create(null)]) {
    expect(typeof raw(value).text).toBe('string');
  }
  expect(raw({ big: 12n }).text).toContain('"12"');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RowItem } from '../../../src/components/thread/arrangeRows.ts';
import { arrangeThread } from '../../../src/components/thread/arrangeThread.ts';
import { PLAIN_PART } from '../../../src/components/thread/ThreadPart.ts';
import type { StepEntry } from '../../../src/store/state/InteractionState.ts';
import { entriesOf } from './entries.ts';

/** The rows of a thread that is one interaction. */
function joinCalls(entries: readonly StepEntry[]): RowItem[] {
  const turns = arrangeThread([{ ...PLAIN_PART, key: '0', status: 'completed', outcome: 'finished', entries }]);
  return turns.flatMap(({ items }) => items.flatMap((item) => ('part' in item ? [] : item.rows)));
}

/** Each row as the key of its step, with that of its result behind. */
function join(...steps: readonly { type: string; [key: string]: unknown }[]): string[] {
  return joinCalls(entriesOf(...steps)).map(({ entry, result }) => (result ? `${entry.key}+${result.key}` : entry.key));
}

const call = (id: unknown, type = 'function_call') => ({ type, id });
const result = (call_id: unknown, type = 'function_result') => ({ type, call_id });

test('a result stands with the call of its id', () => {
  expect(join(call('a'), call('b'), result('b'), result('a'))).toEqual(['k0+k3', 'k1+k2']);
});

test('a result that comes before its call stays alone, and so does the call', () => {
  expect(join(result('a'), call('a'))).toEqual(['k0', 'k1']);
});

test('a call without a result and a result without a call are rows of their own', () => {
  expect(join(call('a'), result('z'))).toEqual(['k0', 'k1']);
});

test('calls with the same id get their results in their order', () => {
  expect(join(call('a'), result('a'), call('a'), result('a'))).toEqual(['k0+k1', 'k2+k3']);
  expect(join(call('a'), call('a'), result('a'))).toEqual(['k0+k2', 'k1']);
  expect(join(call('a'), call('a'), result('a'), result('a'), result('a'))).toEqual(['k0+k2', 'k1+k3', 'k4']);
});

test('a call that was never answered does not get the result of a later interaction’s call with the same id', () => {
  const steps = [call('a'), { type: 'user_input' }, call('a'), call('a'), result('a')];
  const keys = ['0.0', '1.in.0', '1.0', '1.1', '2.in.0'];
  const entries = entriesOf(...steps).map((entry, at) => ({ ...entry, key: keys[at] ?? '' }));
  const joined = joinCalls(entries).map(({ key, result: answer }) => [key, answer?.key]);
  expect(joined).toEqual([
    ['0.0', undefined],
    ['1.in.0', undefined],
    ['1.0', '2.in.0'],
    ['1.1', undefined],
  ]);
});

test('empty, missing and broken ids match one another and nothing else', () => {
  expect(join(call(''), call('a'), result(''))).toEqual(['k0+k2', 'k1']);
  expect(join(call(undefined), result(''))).toEqual(['k0+k1']);
  expect(join(call(12), result({ a: 1 }))).toEqual(['k0+k1']);
  expect(join(call('a'), result(''))).toEqual(['k0', 'k1']);
});

test('families do not mix, even when ids are equal', () => {
  expect(join(call('1', 'google_search_call'), call('1'), result('1'), result('1', 'google_search_result'))).toEqual([
    'k0+k3',
    'k1+k2',
  ]);
});

test('calls and results of tools that nobody knows are joined too', () => {
  expect(join(call('h', 'hologram_call'), { type: 'thought' }, result('h', 'hologram_result'))).toEqual([
    'k0+k2',
    'k1',
  ]);
});

test('a call in one interaction is joined with the function_result in the input of the next', () => {
  const first = entriesOf({ type: 'user_input' }, call('a'));
  const second: StepEntry[] = entriesOf(result('a'), { type: 'model_output' }).map((entry) => ({
    ...entry,
    key: `next.${entry.key}`,
  }));
  const rows = joinCalls([...first, ...second]);
  expect(rows.map((row) => [row.entry.key, row.result?.key])).toEqual([
    ['k0', undefined],
    ['k1', 'next.k0'],
    ['next.k1', undefined],
  ]);
});

test('whatever the steps are, each stands in exactly one row, and rows keep the order of the steps', () => {
  const step = fc.record(
    {
      type: fc.constantFrom(
        'function_call',
        'function_result',
        'x_call',
        'x_result',
        'thought',
        '',
        '_call',
        '_result',
      ),
      id: fc.oneof(fc.constantFrom('a', 'b', ''), fc.jsonValue()),
      call_id: fc.oneof(fc.constantFrom('a', 'b', ''), fc.jsonValue()),
    },
    { requiredKeys: ['type'] },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 160, size: 'max' }), (steps) => {
      const entries = entriesOf(...steps);
      const rows = joinCalls(entries);
      const drawn = rows.flatMap(({ entry, result: answer }) => (answer ? [entry, answer] : [entry]));
      expect(new Set(drawn)).toEqual(new Set(entries));
      expect(drawn).toHaveLength(entries.length);
      const order = rows.map(({ entry }) => entry.index);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      for (const { entry, result: answer } of rows) if (answer) expect(answer.index).toBeGreaterThan(entry.index);
    }),
  );
});

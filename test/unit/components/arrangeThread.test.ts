import { expect, test } from 'vitest';
import { arrangeThread } from '../../../src/components/thread/arrangeThread.ts';
import { PLAIN_PART, type ThreadPart } from '../../../src/components/thread/ThreadPart.ts';
import type { StepEntry } from '../../../src/store/state/InteractionState.ts';
import { entriesOf } from './entries.ts';

function part(key: string, entries: StepEntry[], more: Partial<ThreadPart> = {}): ThreadPart {
  const named = entries.map((entry) => ({ ...entry, key: `${key}.${entry.key}` }));
  const calls = more.isLast === false ? 'left' : 'asked';
  return { ...PLAIN_PART, key, status: 'completed', outcome: 'finished', entries: named, calls, ...more };
}

function turnsOf(...parts: ThreadPart[]): string[][] {
  return arrangeThread(parts).map(({ items }) =>
    items.flatMap((item) => ('part' in item ? `${item.part.key}.end` : item.rows.map(({ key }) => key))),
  );
}

function statusOf(more: Partial<ThreadPart>, entry: Partial<StepEntry> = {}, ...rest: StepEntry[]): string | undefined {
  const call = { ...entriesOf({ type: 'function_call', id: 'a', name: 'f' })[0], ...entry } as StepEntry;
  return arrangeThread([part('0', [call, ...rest], more)])[0]?.items[0]?.rows[0]?.status;
}

const input = { type: 'user_input' };
const output = { type: 'model_output' };
const call = { type: 'function_call', id: 'a' };
const answer = { type: 'function_result', call_id: 'a' };

test('a user_input opens a turn; the follow-up that carries a function_result goes on with it', () => {
  expect(
    turnsOf(
      part('0', entriesOf(input, call), { status: 'requires_action', isLast: false }),
      part('1', entriesOf(answer, output), { isLast: false }),
      part('2', entriesOf(input, output)),
    ),
  ).toEqual([
    ['0.k0', '0.k1', '0.end', '1.k1', '1.end'],
    ['2.k0', '2.k1', '2.end'],
  ]);
});

test('inputs that follow one another share a turn, and one in the midst of an interaction opens a turn', () => {
  expect(turnsOf(part('0', entriesOf(input, input, output, input, output)))).toEqual([
    ['0.k0', '0.k1', '0.k2'],
    ['0.k3', '0.k4', '0.end'],
  ]);
});

test('an input opens a turn even when nothing came of the one before', () => {
  expect(turnsOf(part('0', entriesOf(input), { isLast: false }), part('1', entriesOf(input, output)))).toEqual([
    ['0.k0', '0.end'],
    ['1.k0', '1.k1', '1.end'],
  ]);
});

test('an interaction whose input is not known has a turn of its own, unless it was waited for', () => {
  expect(turnsOf(part('0', entriesOf(output), { isLast: false }), part('1', []), part('2', entriesOf(output)))).toEqual(
    [['0.k0', '0.end'], ['1.end'], ['2.k0', '2.end']],
  );
  for (const status of ['requires_action', 'requires_continuation']) {
    expect(
      turnsOf(part('0', entriesOf(input, call), { status, isLast: false }), part('1', entriesOf(output))),
    ).toHaveLength(1);
  }
});

test('an interaction without a single step has its end, and a thread without interactions has nothing', () => {
  expect(turnsOf(part('0', []))).toEqual([['0.end']]);
  expect(turnsOf()).toEqual([]);
});

test('a call streams while its arguments do, and runs until its result is whole', () => {
  const result = entriesOf(answer)[0] as StepEntry;
  expect(statusOf({ outcome: 'running' }, { status: 'streaming' })).toBe('streaming');
  expect(statusOf({ outcome: 'running' })).toBe('running');
  expect(statusOf({ outcome: 'running' }, {}, { ...result, status: 'streaming' })).toBe('running');
  expect(statusOf({ outcome: 'running' }, {}, result)).toBe('done');
  expect(statusOf({}, {}, { ...result, step: { ...answer, is_error: true } as StepEntry['step'] })).toBe('error');
});

test('the host must answer a call only in an interaction that says so, and only while it is the last', () => {
  expect(statusOf({ status: 'requires_action' })).toBe('requires_action');
  expect(statusOf({ status: 'requires_action' }, {}, entriesOf(answer)[0] as StepEntry)).toBe('done');
  expect(statusOf({ status: 'requires_action', isLast: false })).toBe('interrupted');
  expect(statusOf({ status: 'completed' })).toBe('done');
});

test('a call whose arguments are no JSON has failed and is not for the host to answer', () => {
  expect(statusOf({ status: 'requires_action' }, { argumentsError: 'They break off.' })).toBe('error');
});

test('a call in a stream that was cut off is interrupted', () => {
  for (const outcome of ['truncated', 'stopped', 'error'] as const) expect(statusOf({ outcome })).toBe('interrupted');
  expect(statusOf({}, { status: 'interrupted' })).toBe('interrupted');
});

test.each([
  ['a', 'b'],
  ['', ''],
])('what a failed interaction answered is answered again after it, each call once: ids "%s", "%s"', (...ids) => {
  const calls = ids.map((id) => ({ type: 'function_call', id }));
  const results = ids.map((call_id) => ({ type: 'function_result', call_id }));
  const asking = part('0', entriesOf(input, ...calls), { status: 'requires_action' });
  const again = part('2', entriesOf(...results, input, ...calls, ...results));
  const joinedAfter = (more: Partial<ThreadPart>) =>
    arrangeThread([asking, part('1', entriesOf(...results, input, call), more), again])
      .flatMap(({ items }) => items.flatMap((item) => ('part' in item ? [] : item.rows)))
      .map(({ key, result }) => (result ? `${key}+${result.key}` : key));
  const after = ['2.k2', '2.k3+2.k5', '2.k4+2.k6'];
  const once = ['0.k0', '0.k1+2.k0', '0.k2+2.k1', '1.k2', '1.k3', ...after];
  for (const outcome of ['error', 'stopped', 'truncated'] as const) expect(joinedAfter({ outcome })).toEqual(once);
  expect(joinedAfter({ status: 'failed' })).toEqual(once);
});

test('a second answer to a call whose first one arrived is a row of its own', () => {
  const parts = [
    part('0', entriesOf(input, call), { status: 'requires_action' }),
    part('1', entriesOf(answer, output)),
    part('2', entriesOf(answer, input)),
  ];
  expect(turnsOf(...parts).flat()).toContain('2.k0');
});

test('all answers of a failed interaction are answered again, however many there were', () => {
  const ids = Array.from({ length: 120 }, (_, at) => String(at % 2));
  const results = ids.map((call_id) => ({ type: 'function_result', call_id }));
  const asking = part('0', entriesOf(...ids.map((id) => ({ type: 'function_call', id }))), {
    status: 'requires_action',
  });
  const rows = arrangeThread([
    asking,
    part('1', entriesOf(...results), { outcome: 'error' }),
    part('2', entriesOf(...results)),
  ]).flatMap(({ items }) => items.flatMap((item) => ('part' in item ? [] : item.rows)));
  expect(rows.map(({ result }) => result?.key)).toEqual(ids.map((_, at) => `2.k${at}`));
});

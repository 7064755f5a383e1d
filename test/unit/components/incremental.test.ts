import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrangeThread, type Turn } from '../../../src/components/thread/arrangeThread.ts';
import { PLAIN_PART, type ThreadPart } from '../../../src/components/thread/ThreadPart.ts';
import type { CallDecision } from '../../../src/store/state/CallDecision.ts';
import type { StepEntry } from '../../../src/store/state/InteractionState.ts';
import { entriesOf } from './entries.ts';

function partOf(key: string, entries: readonly StepEntry[], more: Partial<ThreadPart> = {}): ThreadPart {
  return { ...PLAIN_PART, key, status: 'in_progress', outcome: 'running', entries, ...more };
}

const rowsOf = (turns: readonly Turn[]) => turns.flatMap(({ items }) => items.filter((item) => !('part' in item)));
const thoughts = (count: number) => entriesOf(...Array.from({ length: count }, () => ({ type: 'thought' })));

test('of a long interaction, only the rows are arranged anew that stand beside what changed', () => {
  const entries = thoughts(500);
  const before = rowsOf(arrangeThread([partOf('0', entries)]));
  expect(before).toHaveLength(10);
  const grown = [...entries, ...thoughts(1)];
  const after = rowsOf(arrangeThread([partOf('0', grown)]));
  expect(after).toHaveLength(11);
  expect(before.every(({ rows }, at) => rows === after[at]?.rows)).toBe(true);
  const changed = grown.map((entry, at) => (at === 120 ? { ...entry } : entry));
  const last = rowsOf(arrangeThread([partOf('0', changed)]));
  expect(last.flatMap(({ rows }, at) => (rows === after[at]?.rows ? [] : [at]))).toEqual([2]);
});

test('a result that comes much later changes the rows of its call, and those alone', () => {
  const call = entriesOf({ type: 'function_call', id: 'a' })[0] as StepEntry;
  const answer = { ...(entriesOf({ type: 'function_result', call_id: 'a' })[0] as StepEntry), key: 'answer' };
  const entries = [...thoughts(60), { ...call, key: 'call' }, ...thoughts(239)];
  const before = rowsOf(arrangeThread([partOf('0', entries)]));
  const after = rowsOf(arrangeThread([partOf('0', [...entries, answer])]));
  expect(before.flatMap(({ rows }, at) => (rows === after[at]?.rows ? [] : [at]))).toEqual([1]);
  const row = after[1]?.rows.find(({ key }) => key === 'call');
  expect(row).toMatchObject({ result: answer, status: 'done' });
  expect(after.flatMap(({ rows }) => rows).filter(({ entry }) => entry === answer)).toEqual([]);
});

test('a call in one interaction is joined with the result in the input of the next, and both stay as they are', () => {
  const [call] = entriesOf({ type: 'function_call', id: 'a' });
  const [answer] = entriesOf({ type: 'function_result', call_id: 'a' });
  const first = partOf('0', [{ ...(call as StepEntry), key: '0.0' }], {
    status: 'requires_action',
    outcome: 'finished',
  });
  const second = partOf('1', [{ ...(answer as StepEntry), key: '1.in.0' }]);
  const rows = rowsOf(arrangeThread([first, second])).flatMap((item) => item.rows);
  expect(rows.map(({ key, result }) => [key, result?.key])).toEqual([['0.0', '1.in.0']]);
  expect(rowsOf(arrangeThread([first, second]))[0]?.rows).toEqual(rows);
});

const step = fc.record({
  type: fc.constantFrom(
    'user_input',
    'thought',
    'function_call',
    'function_result',
    'x_call',
    'x_result',
    'model_output',
  ),
  id: fc.constantFrom('a', 'b', ''),
  call_id: fc.constantFrom('a', 'b', ''),
});

/** What happens to a thread: it grows, an entry changes, an interaction begins, a call is decided about. */
const event = fc.oneof(
  fc.record({ grow: fc.array(step, { minLength: 1, maxLength: 70 }) }),
  fc.record({ change: fc.nat() }),
  fc.record({ begin: fc.array(step, { maxLength: 3 }) }),
  fc.record({ decide: fc.nat(), how: fc.constantFrom('needs_approval', 'running', 'answered') }),
);

test('however a thread came about, it is arranged as if it were seen for the first time', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      let parts: ThreadPart[] = [];
      let count = 0;
      const make = (steps: readonly { type: string }[]) =>
        entriesOf(...steps).map((entry) => ({ ...entry, key: `${parts.length}.${(count += 1)}` }));
      for (const happened of events) {
        const last = parts.at(-1) ?? partOf('0', []);
        const at = (n: number) => n % Math.max(1, last.entries.length);
        const replace = (part: ThreadPart) => (parts = [...parts.slice(0, -1), part]);
        if ('grow' in happened) replace({ ...last, entries: [...last.entries, ...make(happened.grow)] });
        if ('change' in happened) {
          const index = at(happened.change);
          replace({ ...last, entries: last.entries.map((entry, place) => (place === index ? { ...entry } : entry)) });
        }
        if ('begin' in happened) {
          replace({ ...last, status: 'requires_action', outcome: 'finished', isLast: false });
          parts = [...parts, partOf(`${parts.length}`, make(happened.begin))];
        }
        if ('decide' in happened) {
          const key = last.entries[at(happened.decide)]?.key ?? '';
          const decision: CallDecision = { status: happened.how as CallDecision['status'] };
          replace({ ...last, decisions: { ...last.decisions, [key]: decision } });
        }
        const fresh = parts.map((part) => ({ ...part, entries: part.entries.map((entry) => ({ ...entry })) }));
        expect(arrangeThread(parts)).toEqual(arrangeThread(fresh));
      }
    }),
    { numRuns: 150 },
  );
});

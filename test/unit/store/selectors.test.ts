import { describe, expect, it } from 'vitest';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import type { InteractionState, ThreadState } from '../../../src/store/state/InteractionState.ts';
import { closeInteraction } from '../../../src/store/reducer/interactionReducer.ts';
import { selectInteraction } from '../../../src/store/state/selectInteraction.ts';
import { selectPendingCalls } from '../../../src/store/functions/selectPendingCalls.ts';
import { selectSteps, selectThreadSummary } from '../../../src/store/thread/selectThread.ts';
import { takeCall } from '../../../src/store/functions/takeCall.ts';
import { toInputSteps } from '../../../src/store/thread/toInputSteps.ts';
import { answer, completed, created, type Fields, fold, start, statusUpdate, stop, text } from './events.ts';

const threadOf = (...interactions: InteractionState[]): ThreadState => ({
  interactions,
  connection: 'idle',
  decisions: {},
  branches: [],
});

const call = (index: number, id: unknown) => [
  start(index, 'function_call', { id, name: 'f', arguments: {} }),
  stop(index),
];
const result = (call_id: unknown, name = 'f') => ({ type: 'function_result', call_id, name, result: 'ok' });

/** An interaction that was sent these steps, and got these events. */
function turn(key: string, input: Fields[], ...events: object[]): InteractionState {
  return fold(events, createInteractionState(key, input as never));
}

const asks = (...ids: unknown[]) => [
  created(),
  ...ids.flatMap((id, at) => call(at, id)),
  completed({ status: 'requires_action' }),
];
const idsOf = (state: ThreadState) => selectPendingCalls(state).map(({ step }) => step.id);

describe('selectPendingCalls', () => {
  it('gives the calls that wait for the host, in order', () => {
    expect(idsOf(threadOf(turn('0', [], ...asks('a', 'b'))))).toEqual(['a', 'b']);
    expect(selectPendingCalls(threadOf(turn('0', [], ...asks('a'))))[0]).toMatchObject({ key: '0.0', status: 'done' });
  });

  it('gives none without a call, in an empty thread, or when nobody is asked', () => {
    expect(idsOf(threadOf())).toEqual([]);
    expect(idsOf(threadOf(fold(answer('Hi'))))).toEqual([]);
    expect(idsOf(threadOf(turn('0', [], created(), ...call(0, 'a'), completed())))).toEqual([]);
    expect(idsOf(threadOf(turn('0', [], created(), ...call(0, 'a'))))).toEqual([]);
  });

  it('leaves out those that the server ran itself', () => {
    const events = [
      created(),
      ...call(0, 'a'),
      start(1, 'function_result', result('a')),
      stop(1),
      ...call(2, 'b'),
      completed({ status: 'requires_action' }),
    ];
    expect(idsOf(threadOf(turn('0', [], ...events)))).toEqual(['b']);
  });

  it('joins a result to its own call, not to the first', () => {
    const answered = [start(2, 'function_result', result('b')), stop(2)];
    const events = [created(), ...call(0, 'a'), ...call(1, 'b'), ...answered, completed({ status: 'requires_action' })];
    expect(idsOf(threadOf(turn('0', [], ...events)))).toEqual(['a']);
  });

  it('gives none before the stream has ended: the server may answer them yet', () => {
    const asking = turn('0', [], created(), ...call(0, 'a'), statusUpdate('requires_action'));
    expect(idsOf(threadOf(asking))).toEqual([]);
    expect(idsOf(threadOf(closeInteraction(asking, 'ended')))).toEqual(['a']);
  });

  it('leaves out what was answered by the next input, which runs or is over', () => {
    const asking = turn('0', [], ...asks('a', 'b'));
    expect(idsOf(threadOf(asking, turn('1', [result('a'), result('b')], created())))).toEqual([]);
    expect(idsOf(threadOf(asking, turn('1', [result('a'), result('b')], ...answer('Done.'))))).toEqual([]);
    expect(idsOf(threadOf(asking, turn('1', [result('a')], ...asks('c'))))).toEqual(['c']);
  });

  it('still gives a call when what came after it failed, was cut off or stopped without an answer to it', () => {
    const asking = turn('0', [], ...asks('a'));
    const begun = turn('1', [{ type: 'user_input' }], created(), start(0, 'model_output'));
    expect(idsOf(threadOf(asking, begun))).toEqual([]);
    for (const end of ['ended', 'stopped', { type: 'http', message: 'No.', retryable: false }] as const) {
      expect(idsOf(threadOf(asking, closeInteraction(begun, end)))).toEqual(['a']);
    }
  });

  it('does not mind ids that are empty, missing or the same: each result answers one call', () => {
    for (const id of ['', undefined, 'same']) {
      const asking = turn('0', [], ...asks(id, id));
      expect(selectPendingCalls(threadOf(asking))).toHaveLength(2);
      const answered = [start(1, 'function_result', result(id)), stop(1)];
      const one = turn(
        '0',
        [],
        created(),
        ...call(0, id),
        ...answered,
        ...call(2, id),
        completed({ status: 'requires_action' }),
      );
      expect(selectPendingCalls(threadOf(one)).map(({ key }) => key)).toEqual(['0.2']);
    }
  });

  it('takes no result for an answer that came before its call', () => {
    const events = [
      created(),
      start(0, 'function_result', result('a')),
      stop(0),
      ...call(1, 'a'),
      completed({ status: 'requires_action' }),
    ];
    expect(idsOf(threadOf(turn('0', [], ...events)))).toEqual(['a']);
  });
});

describe('selectSteps', () => {
  it('gives all steps of the thread in order, ours and the API’s, and the same array for the same thread', () => {
    const thread = threadOf(
      turn('0', [{ type: 'user_input' }], ...answer('A')),
      turn('1', [result('a')], ...answer('B')),
    );
    const steps = selectSteps(thread);
    expect(steps.map(({ key }) => key)).toEqual(['0.in.0', '0.0', '1.in.0', '1.0']);
    expect(selectSteps({ ...thread, connection: 'open' })).toBe(steps);
  });
});

describe('selectThreadSummary', () => {
  it('tells how the last interaction stands, and is idle where there is none', () => {
    expect(selectThreadSummary(threadOf())).toEqual({
      status: 'idle',
      outcome: 'idle',
      connection: 'idle',
      error: undefined,
    });
    expect(selectThreadSummary(threadOf(fold(answer('A')), fold([created()])))).toMatchObject({
      status: 'in_progress',
      outcome: 'running',
    });
  });
});

describe('selectInteraction', () => {
  it('gives what the API would have answered so far', () => {
    const state = fold([created({ id: 'a', model: 'm' }), start(0, 'model_output'), text(0, 'Hel')]);
    expect(selectInteraction(state)).toEqual({
      id: 'a',
      status: 'in_progress',
      object: 'interaction',
      model: 'm',
      steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Hel' }] }],
    });
    expect(selectInteraction(createInteractionState())).toEqual({ status: 'in_progress', steps: [] });
  });
});

describe('toInputSteps', () => {
  const image = { type: 'image', uri: 'gs://a' } as const;
  const said = (...content: object[]) => ({ type: 'user_input', content });

  it.each([
    ['Hi', [said({ type: 'text', text: 'Hi' })]],
    [image, [said(image)]],
    [[image, { type: 'text', text: 'What?' }], [said(image, { type: 'text', text: 'What?' })]],
    [
      [result('a'), result('b')],
      [result('a'), result('b')],
    ],
    [
      [result('a'), { type: 'text', text: 'Go on.' }],
      [result('a'), said({ type: 'text', text: 'Go on.' })],
    ],
    [[], []],
    [['Hi', image], [said({ type: 'text', text: 'Hi' }, image)]],
    [null, []],
    [undefined, []],
    [[null, 7, image], [said(image)]],
  ])('takes %j for the steps that it stands for', (input, steps) => {
    expect(toInputSteps(input as never)).toEqual(steps);
  });
});

describe('takeCall', () => {
  it('takes the first that waits in the latest interaction, and leaves the others', () => {
    const waiting = ['0.0', '1.0', '1.1'];
    expect(takeCall(waiting, (key) => key)).toBe('1.0');
    expect(takeCall(waiting, (key) => key)).toBe('1.1');
    expect(takeCall(waiting, (key) => key)).toBe('0.0');
    expect(takeCall(waiting, (key) => key)).toBeUndefined();
  });
});

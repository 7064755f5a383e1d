import { describe, expect, it } from 'vitest';
import { closeInteraction } from '../../../src/store/reducer/interactionReducer.ts';
import { completed, created, delta, fold, start, statusUpdate, stepsOf, stop, text, textsOf } from './events.ts';

const handOver = (id: string, fields = {}) =>
  completed({ id, status: 'requires_continuation', continuation_token: `token-${id}`, ...fields });
const output = (index: number, said: string) => [start(index, 'model_output'), text(index, said), stop(index)];

describe('a continuation in the same stream', () => {
  const first = [created({ id: 'hop_a' }), start(0, 'thought'), stop(0), ...output(1, 'One, ')];
  const second = [created({ id: 'hop_b' }), ...output(0, 'two.')];

  it('goes on where the hop before it ended, though its indices begin anew', () => {
    const state = fold([...first, handOver('hop_a'), ...second, completed({ id: 'hop_b' })]);
    expect(state).toMatchObject({ id: 'hop_b', status: 'completed', outcome: 'finished' });
    expect(textsOf(state)).toEqual(['One, ', 'two.']);
    expect(state.steps.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(state.steps.map(({ key }) => key)).toEqual(['0.0', '0.1', '0.2']);
  });

  it('is not the end when the first hop hands over, and truncation when nothing follows', () => {
    const state = fold([...first, handOver('hop_a')]);
    expect(state).toMatchObject({ status: 'requires_continuation', outcome: 'running' });
    expect(state.steps.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(state.metadata.continuation_token).toBe('token-hop_a');
    expect(closeInteraction(state, 'ended').outcome).toBe('truncated');
  });

  it('opens when another id is created, even if nothing announced it', () => {
    expect(textsOf(fold([...first, ...second]))).toEqual(['One, ', 'two.']);
  });

  it('opens with an empty id when it was announced, or when the interaction was over', () => {
    const unnamed = [created({ id: '' }), ...output(0, 'One, ')];
    for (const end of [handOver(''), completed({ id: '', status: 'requires_action' }), completed({ id: '' })]) {
      const state = fold([...unnamed, end, created({ id: '' }), ...output(0, 'two.'), completed({ id: '' })]);
      expect(textsOf(state)).toEqual(['One, ', 'two.']);
      expect(state).toMatchObject({ status: 'completed', outcome: 'finished' });
    }
  });

  it('is no replay of an unnamed interaction that is over, even if it says the same', () => {
    const unnamed = [created({ id: '' }), ...output(0, 'Yes.'), completed({ id: '' })];
    expect(textsOf(fold([...unnamed, ...unnamed]))).toEqual(['Yes.', 'Yes.']);
  });

  it('counts on after the highest index, whatever was left out below it', () => {
    const state = fold([created({ id: 'hop_a' }), ...output(0, 'a'), ...output(5, 'b'), handOver('hop_a'), ...second]);
    expect(state.steps.map(({ index }) => index)).toEqual([0, 5, 6]);
    expect(textsOf(state)).toEqual(['a', 'b', 'two.']);
  });

  it('does not repeat the input with which it begins', () => {
    const input = start(0, 'user_input', { content: [{ type: 'text', text: 'Count.' }] });
    const state = fold([
      created({ id: 'hop_a' }),
      input,
      stop(0),
      ...output(1, 'One, '),
      handOver('hop_a'),
      created({ id: 'hop_b' }),
      input,
      text(0, 'more'),
      stop(0),
      ...output(1, 'two.'),
      completed({ id: 'hop_b' }),
    ]);
    expect(state.input.map(({ step }) => step)).toEqual([
      { type: 'user_input', content: [{ type: 'text', text: 'Count.' }] },
    ]);
    expect(textsOf(state)).toEqual(['One, ', 'two.']);
    expect(state.steps.map(({ index }) => index)).toEqual([0, 1]);
  });

  it('adds its usage to that of the hops before, but the initial input is the first one’s', () => {
    const a = {
      total_tokens: 10,
      initial_input_tokens: 4,
      input_tokens_by_modality: [{ modality: 'text', tokens: 4 }],
    };
    const b = {
      total_tokens: 7,
      initial_input_tokens: 9,
      input_tokens_by_modality: [
        { modality: 'text', tokens: 6 },
        { modality: 'image', tokens: 1 },
      ],
    };
    const state = fold([
      ...first,
      statusUpdate('in_progress', { usage: { total_tokens: 3 } }),
      handOver('hop_a', { usage: a }),
      ...second,
      { ...delta(0, { type: 'text', text: '' }), metadata: { total_usage: { total_tokens: 5 } } },
      completed({ id: 'hop_b', usage: b }),
    ]);
    expect(state.usage).toEqual({
      total_tokens: 17,
      initial_input_tokens: 4,
      input_tokens_by_modality: [
        { modality: 'text', tokens: 10 },
        { modality: 'image', tokens: 1 },
      ],
    });
  });

  it('forgets an error, and the token, that came before it', () => {
    const failed = [...first, { event_type: 'error', error: { message: 'Oops.' } }, handOver('hop_a')];
    const state = fold([...failed, ...second]);
    expect(state.outcome).toBe('running');
    expect(state.error).toBeUndefined();
    expect(state.metadata.continuation_token).toBeUndefined();
    expect(textsOf(state)).toEqual(['One, ', 'two.']);
  });

  it('keeps its deltas from the steps of the hop before', () => {
    const state = fold([...first, handOver('hop_a'), created({ id: 'hop_b' }), text(1, 'two'), text(0, 'zero')]);
    expect(textsOf(state)).toEqual(['One, ', 'zero', 'two']);
  });

  it('is not announced by the checkpoints within a hop', () => {
    const checkpoint = statusUpdate('in_progress', { continuation_token: 'checkpoint' });
    const state = fold([...first, checkpoint, ...output(2, 'more'), completed({ id: 'hop_a' })]);
    expect(textsOf(state)).toEqual(['One, ', 'more']);
    expect(state.outcome).toBe('finished');
    expect(stepsOf(state)).toHaveLength(3);
  });
});

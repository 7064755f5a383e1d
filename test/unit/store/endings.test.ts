import { describe, expect, it } from 'vitest';
import { closeInteraction } from '../../../src/store/reducer/interactionReducer.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import { answer, completed, created, fold, start, statusUpdate, stop, text, textsOf } from './events.ts';

/** An absent error as `undefined`, so that it can be asked for. */
const endOf = ({ status, outcome, error, steps, usage }: InteractionState) => ({
  status,
  outcome,
  error,
  steps,
  usage,
});

const broken = { type: 'network', message: 'The connection broke off.', retryable: true } as const;

describe('the end of a stream', () => {
  const open = [created(), start(0, 'model_output'), text(0, 'Hel')];

  it('without a word from the API is truncation: what had arrived stays, with an error', () => {
    const state = closeInteraction(fold(open), 'ended');
    expect(state).toMatchObject({
      outcome: 'truncated',
      status: 'in_progress',
      error: { type: 'network', retryable: true },
    });
    expect(textsOf(state)).toEqual(['Hel']);
    expect(state.steps[0]?.status).toBe('interrupted');
  });

  it('by a broken connection is truncation when something had arrived, an error when not', () => {
    expect(closeInteraction(fold(open), broken)).toMatchObject({ outcome: 'truncated', error: broken });
    expect(closeInteraction(fold([]), broken)).toMatchObject({ outcome: 'error', error: broken });
  });

  it('by the reader is no error', () => {
    const state = closeInteraction(fold(open), 'stopped');
    expect(endOf(state)).toMatchObject({ outcome: 'stopped', error: undefined });
    expect(state.steps[0]?.status).toBe('interrupted');
  });

  it('by an abort of whoever opened the stream is a stop', () => {
    const aborted = { type: 'aborted', message: 'The stream was stopped.', retryable: false } as const;
    expect(endOf(closeInteraction(fold(open), aborted))).toMatchObject({ outcome: 'stopped', error: undefined });
  });

  it('by a broken connection leaves finished what the API had finished', () => {
    expect(endOf(closeInteraction(fold(answer('Hi')), broken))).toMatchObject({
      outcome: 'finished',
      error: undefined,
    });
    expect(endOf(closeInteraction(fold([...open, statusUpdate('completed')]), broken))).toMatchObject({
      outcome: 'finished',
      error: undefined,
    });
  });

  it('changes nothing the second time', () => {
    for (const end of ['ended', 'stopped', broken] as const) {
      const state = closeInteraction(fold(open), end, 5);
      expect(closeInteraction(state, 'ended', 9)).toBe(state);
    }
  });

  it.each([
    ['step events', [text(0, 'lo'), stop(0)]],
    ['a replay', [created(), start(0, 'model_output'), text(0, 'Hel'), text(0, 'lo'), stop(0)]],
  ])('is taken back when %s come after it all the same', (_, more) => {
    for (const end of ['ended', 'stopped', broken] as const) {
      const going = fold(more, closeInteraction(fold(open), end));
      expect(endOf(going)).toMatchObject({ outcome: 'running', error: undefined });
      const state = fold([completed({ status: 'incomplete' })], going);
      expect(endOf(state)).toMatchObject({ outcome: 'finished', error: undefined });
      expect(textsOf(state)).toEqual(['Hello']);
      expect(state.steps[0]?.status).toBe('done');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { closeInteraction } from '../../../src/store/reducer/interactionReducer.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import { completed, created, error, fold, start, statusUpdate, stepsOf, stop, text, textsOf } from './events.ts';

/** An absent error as `undefined`, so that it can be asked for. */
const endOf = ({ status, outcome, error, steps, usage }: InteractionState) => ({
  status,
  outcome,
  error,
  steps,
  usage,
});

describe('a failure', () => {
  it.each([
    [
      'errors',
      {
        errors: [
          { code: 'safety', message: 'Refused.' },
          { code: 'other', message: 'More.' },
        ],
      },
    ],
    ['error', { error: { code: 'safety', message: 'Refused.' } }],
    ['a bare text', { error: 'Refused.' }],
  ])('says why from %s', (_, fields) => {
    const state = fold([created(), completed({ status: 'failed', ...fields })]);
    expect(state).toMatchObject({ outcome: 'error', status: 'failed', error: { type: 'api' } });
    expect(state.error?.message).toContain('Refused.');
    expect(state.metadata.errors?.[0]).toMatchObject({ message: 'Refused.' });
  });

  it('keeps all its errors', () => {
    const errors = [
      { code: 'a', message: 'One.' },
      { code: 'b', message: 'Two.' },
    ];
    expect(fold([created(), completed({ status: 'failed', errors })]).metadata.errors).toEqual(errors);
  });

  it('says why from the error of its last step, which stays in the step', () => {
    const refusal = { code: 7, message: 'Blocked for safety.' };
    const state = fold([
      created(),
      start(0, 'model_output', { error: refusal }),
      stop(0),
      completed({ status: 'failed' }),
    ]);
    expect(stepsOf(state)).toEqual([{ type: 'model_output', error: refusal }]);
    expect(state.error).toMatchObject({ type: 'api', message: expect.stringContaining('Blocked for safety.') });
  });

  it.each([3, 7, 9, 11])('does not get better by itself where its last step says %i, by number', (code) => {
    const state = fold([created(), start(0, 'model_output', { error: { code } }), completed({ status: 'failed' })]);
    expect(state.error).toMatchObject({ message: expect.stringContaining('Change the request'), retryable: false });
  });

  it('is an error even when nobody says why', () => {
    expect(fold([created(), completed({ status: 'failed' })]).error).toMatchObject({ type: 'api' });
    const closed = closeInteraction(fold([created(), statusUpdate('failed')]), 'ended');
    expect(closed).toMatchObject({ outcome: 'error', error: { type: 'api' } });
  });

  it('keeps the steps of an interaction that failed, whole or interrupted', () => {
    const state = fold([
      created(),
      start(0, 'thought'),
      stop(0),
      start(1, 'model_output'),
      text(1, 'I will'),
      completed({ status: 'failed', error: 'Refused.' }),
    ]);
    expect(state.steps.map(({ status }) => status)).toEqual(['done', 'interrupted']);
    expect(textsOf(state)).toEqual(['I will']);
  });
});

describe('an error event', () => {
  const open = [created(), start(0, 'model_output'), text(0, 'Hel')];

  it.each([
    ['a code that is text', { code: 'gateway_timeout', message: 'Too late.' }, 'gateway_timeout'],
    ['a numeric code', { code: 500, message: 'Too late.' }, '500'],
    ['a message alone', { message: 'Too late.' }, undefined],
    ['bare text', 'Too late.', undefined],
  ])('is told with %s; what had arrived stays', (_, said, code) => {
    const state = closeInteraction(fold([...open, { event_type: 'error', error: said }]), 'ended');
    expect(state.outcome).toBe('error');
    expect(state.error?.type).toBe('api');
    expect(state.error?.code).toBe(code);
    expect(state.error?.message).toContain('Too late.');
    expect(textsOf(state)).toEqual(['Hel']);
    expect(state.steps[0]?.status).toBe('interrupted');
  });

  it.each([{}, { error: {} }, { error: null }, { error: { code: '', message: '' } }])(
    '%j is noise: the stream goes on',
    (fields) => {
      const state = fold([...open, { event_type: 'error', ...fields }, text(0, 'lo'), stop(0), completed()]);
      expect(endOf(state)).toMatchObject({ outcome: 'finished', error: undefined });
      expect(textsOf(state)).toEqual(['Hello']);
      expect(fold([...open, { event_type: 'error', ...fields }]).outcome).toBe('running');
    },
  );

  it.each([{ status: 'UNAVAILABLE' }, { details: [{ reason: 'x' }] }, { hint: 7 }])(
    '%j is an error although in unknown words',
    (said) => {
      const state = fold([...open, { event_type: 'error', error: said }]);
      expect(state).toMatchObject({ outcome: 'error', error: { type: 'api' } });
      expect(state.error?.message).toMatch(/^The API reported an error\. /);
    },
  );

  it('takes over the interaction that comes with it', () => {
    const interaction = { id: 'v1_other', status: 'failed', usage: { total_tokens: 3 } };
    const state = fold([{ event_type: 'error', error: { message: 'No.' }, interaction }]);
    expect(state).toMatchObject({ id: 'v1_other', status: 'failed', usage: { total_tokens: 3 }, outcome: 'error' });
  });

  it('does not end the stream: what still comes is folded, and a terminal event counts', () => {
    const state = fold([...open, error('api_error', 'Oops.'), text(0, 'lo'), stop(0)]);
    expect(state.outcome).toBe('error');
    expect(textsOf(state)).toEqual(['Hello']);
    expect(fold([completed({ status: 'cancelled' })], state)).toMatchObject({
      status: 'cancelled',
      outcome: 'finished',
    });
  });

  it('is no failure of the interaction when only the code that it ran failed', () => {
    const state = fold([
      created(),
      start(0, 'code_execution_result', { call_id: 'a', signature: '' }),
      {
        event_type: 'step.delta',
        index: 0,
        delta: { type: 'code_execution_result', result: 'Error: Code execution failed', is_error: true },
      },
      stop(0),
      completed(),
    ]);
    expect(endOf(state)).toMatchObject({ outcome: 'finished', error: undefined });
    expect(stepsOf(state)[0]).toMatchObject({ is_error: true, result: 'Error: Code execution failed' });
  });
});

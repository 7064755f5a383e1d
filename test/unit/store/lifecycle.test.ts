import { describe, expect, it } from 'vitest';
import { closeInteraction } from '../../../src/store/reducer/interactionReducer.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import { selectInteraction } from '../../../src/store/state/selectInteraction.ts';
import {
  answer,
  completed,
  created,
  error,
  fold,
  start,
  statusUpdate,
  stepsOf,
  stop,
  text,
  textsOf,
} from './events.ts';

/** An absent error as `undefined`, so that it can be asked for. */
const endOf = ({ status, outcome, error, steps, usage }: InteractionState) => ({
  status,
  outcome,
  error,
  steps,
  usage,
});

describe('the identity of an interaction', () => {
  it('takes an empty id for no id, in every event that has one', () => {
    const state = fold([
      created({ id: '' }),
      statusUpdate('in_progress', { interaction_id: '' }),
      start(0, 'model_output'),
      text(0, 'Hi'),
      completed({ id: '' }),
    ]);
    expect(state.id).toBeUndefined();
    expect(selectInteraction(state)).not.toHaveProperty('id');
    expect(state.outcome).toBe('finished');
  });

  it('folds without interaction.created', () => {
    const state = fold([start(0, 'model_output'), text(0, 'Hi'), stop(0), completed()]);
    expect(state).toMatchObject({ id: 'v1_test', status: 'completed', outcome: 'finished' });
    expect(textsOf(state)).toEqual(['Hi']);
  });

  it('takes the id from a status update when nothing else has said it', () => {
    expect(fold([statusUpdate('in_progress')]).id).toBe('v1_test');
  });

  it('is no replay when interaction.created comes late, after the first steps', () => {
    const state = fold([start(0, 'model_output'), text(0, 'Hel'), created(), text(0, 'lo'), stop(0), completed()]);
    expect(textsOf(state)).toEqual(['Hello']);
    expect(state.metadata.model).toBe('gemini-3-flash-preview');
  });

  it('keeps what interaction.created said where interaction.completed leaves it out or empty', () => {
    const state = fold([
      created({ created: '2026-05-12T18:44:51Z', service_tier: 'standard' }),
      { event_type: 'interaction.completed', interaction: { status: 'completed', model: '', created: null } },
    ]);
    expect(selectInteraction(state)).toMatchObject({
      id: 'v1_test',
      model: 'gemini-3-flash-preview',
      created: '2026-05-12T18:44:51Z',
      service_tier: 'standard',
    });
  });

  it('knows an agent where there is no model', () => {
    const state = fold([created({ model: undefined, agent: 'deep-research-pro-preview' }), completed()]);
    expect(state.metadata.agent).toBe('deep-research-pro-preview');
    expect(state.metadata.model).toBeUndefined();
  });

  it('keeps fields of the interaction that it does not know', () => {
    expect(fold([created({ environment_id: 'env_1', mood: { calm: true } })]).metadata).toMatchObject({
      environment_id: 'env_1',
      mood: { calm: true },
    });
  });
});

describe('the status of an interaction', () => {
  it.each([
    ['a status update', [statusUpdate('requires_action')]],
    ['the status of interaction.completed', [completed({ status: 'requires_action' })]],
    [
      'an event of that name with an interaction',
      [{ event_type: 'interaction.requires_action', interaction: { id: 'v1_test' } }],
    ],
    [
      'an event of that name with only an id',
      [{ event_type: 'interaction.requires_action', interaction_id: 'v1_test' }],
    ],
    [
      'an event of that name, and interaction.completed after it',
      [
        { event_type: 'interaction.requires_action', interaction_id: 'v1_test' },
        completed({ status: 'requires_action' }),
      ],
    ],
  ])('is requires_action, and its end an honest one, when %s says so', (_, ending) => {
    const running = fold([created(), start(0, 'function_call', { id: 'call_1', name: 'f', arguments: {} }), ...ending]);
    expect(running.status).toBe('requires_action');
    const state = closeInteraction(running, 'ended');
    expect(endOf(state)).toMatchObject({ status: 'requires_action', outcome: 'finished', error: undefined });
    expect(state.steps[0]?.status).toBe('done');
  });

  it('stays completed beside a function call that nobody answered', () => {
    const state = fold([
      created(),
      start(0, 'function_call', { id: 'c', name: 'f', arguments: {} }),
      stop(0),
      completed(),
    ]);
    expect(state).toMatchObject({ status: 'completed', outcome: 'finished' });
  });

  it('is kept when it is unknown, and ends nothing', () => {
    const state = fold([created(), statusUpdate('rehearsing')]);
    expect(state).toMatchObject({ status: 'rehearsing', outcome: 'running' });
  });

  it('is completed when interaction.completed says none', () => {
    const state = fold([created(), { event_type: 'interaction.completed', interaction: {} }]);
    expect(state).toMatchObject({ status: 'completed', outcome: 'finished' });
    expect(fold([created(), { event_type: 'interaction.completed' }]).status).toBe('completed');
  });

  it.each(['in_progress', 'queued'])('of interaction.completed that is %s ends nothing', (status) => {
    const state = fold([created(), start(0, 'model_output'), completed({ status })]);
    expect(state).toMatchObject({ status, outcome: 'running' });
    expect(state.steps[0]?.status).toBe('streaming');
    expect(closeInteraction(state, 'ended').outcome).toBe('truncated');
  });

  it.each(['incomplete', 'cancelled', 'budget_exceeded'])(
    '%s is an end, and interrupts the steps still open',
    (status) => {
      for (const ending of [completed({ status }), statusUpdate(status)]) {
        const state = closeInteraction(fold([...answer('Hi').slice(0, 3), ending]), 'ended');
        expect(endOf(state)).toMatchObject({ status, outcome: 'finished', error: undefined });
        expect(state.steps[0]?.status).toBe('interrupted');
      }
    },
  );

  it('goes on after requires_action in the same stream', () => {
    const state = fold([created(), completed({ status: 'requires_action' }), statusUpdate('in_progress')]);
    expect(state).toMatchObject({ status: 'in_progress', outcome: 'running' });
  });

  it('does not go back to in_progress once it is over', () => {
    const state = fold([...answer('Hi'), statusUpdate('in_progress')]);
    expect(state).toMatchObject({ status: 'completed', outcome: 'finished' });
  });

  it('is an end also when it comes as a status update and the stream just ends', () => {
    const running = fold([created(), start(0, 'model_output'), text(0, 'Hi'), statusUpdate('completed')]);
    expect(running.outcome).toBe('running');
    const state = closeInteraction(running, 'ended');
    expect(state.outcome).toBe('finished');
    expect(state.steps[0]?.status).toBe('done');
  });

  it('takes an interaction without any step as it is', () => {
    const usage = { total_tokens: 40, total_thought_tokens: 29 };
    const state = fold([created(), statusUpdate('in_progress'), completed({ status: 'incomplete', usage })]);
    expect(state).toMatchObject({ status: 'incomplete', outcome: 'finished', usage, steps: [] });
  });

  it('takes an incomplete interaction with nothing but a thought without a signature', () => {
    const state = fold([created(), start(0, 'thought'), stop(0), completed({ status: 'incomplete' })]);
    expect(stepsOf(state)).toEqual([{ type: 'thought' }]);
    expect(state.steps[0]?.status).toBe('done');
  });
});

describe('interaction.completed', () => {
  it('changes nothing the second time', () => {
    const once = fold(answer('Hi'));
    const twice = fold([completed()], once);
    expect(twice).toEqual(once);
    expect(twice.steps).toBe(once.steps);
  });

  it('closes the steps that nobody stopped', () => {
    const state = fold([created(), start(0, 'thought'), start(1, 'model_output'), text(1, 'Hi'), completed()]);
    expect(state.steps.map(({ status }) => status)).toEqual(['done', 'done']);
  });

  it('is not the last word: a step and a delta that come after it are kept', () => {
    const state = fold([...answer('Hi'), text(0, '!'), start(1, 'google_search_result', { call_id: 'a' }), stop(1)]);
    expect(state.outcome).toBe('finished');
    expect(textsOf(state)).toEqual(['Hi!']);
    expect(state.steps.map(({ status }) => status)).toEqual(['done', 'done']);
  });

  it('stays what it was when interaction.created, or the status of a late error, comes after it', () => {
    const late = { id: 'v1_other', status: 'in_progress' };
    expect(fold([completed(), created()])).toMatchObject({ status: 'completed', outcome: 'finished' });
    expect(fold([completed(), { event_type: 'error', interaction: late }]).status).toBe('completed');
    expect(fold([completed(), completed({ status: 'in_progress' })]).status).toBe('completed');
  });

  it('leaves a step interrupted that a late delta still reaches', () => {
    const state = fold([...answer('Hi').slice(0, 3), completed({ status: 'incomplete' }), text(0, '!')]);
    expect(textsOf(state)).toEqual(['Hi!']);
    expect(state.steps[0]?.status).toBe('interrupted');
  });

  it('clears an error that came before it, when all is well', () => {
    const state = fold([...answer('Hi').slice(0, 3), error('api_error', 'Oops.'), completed()]);
    expect(endOf(state)).toMatchObject({ outcome: 'finished', error: undefined });
  });
});

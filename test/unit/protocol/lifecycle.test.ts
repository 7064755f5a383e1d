import { describe, expect, test } from 'vitest';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';

describe('statuses of an early dialect', () => {
  test.each([
    ['created', 'in_progress'],
    ['done', 'completed'],
    ['waiting', 'requires_action'],
    ['pending', 'queued'],
  ])('%s is %s', (word, status) => {
    expect(
      normalizeEvent({ event_type: 'interaction.status_update', interaction_id: 'v1', status: word }),
    ).toStrictEqual({
      event_type: 'interaction.status_update',
      interaction_id: 'v1',
      status,
    });
    expect(
      normalizeEvent({ event_type: 'interaction.created', interaction: { id: 'v1', status: word } }),
    ).toStrictEqual({
      event_type: 'interaction.created',
      interaction: { id: 'v1', status },
    });
  });

  test('are translated nowhere but on interactions', () => {
    const events = [
      { event_type: 'step.stop', index: 0, status: 'done' },
      { event_type: 'step.start', index: 0, step: { type: 'function_call', status: 'waiting' } },
      { event_type: 'job.progress', status: 'pending' },
    ];
    for (const event of events) expect(normalizeEvent(event)).toBe(event);
  });

  test.each(['COMPLETED', 'paused', '', 5, null, 'constructor'])('leave every other status alone (%j)', (status) => {
    const event = { event_type: 'interaction.status_update', interaction_id: 'v1', status };
    expect(normalizeEvent(event)).toMatchObject(status === null ? { interaction_id: 'v1' } : event);
  });
});

describe('former names of lifecycle events', () => {
  const interaction = { id: 'v1', status: 'completed' };

  test('interaction.start and interaction.complete', () => {
    expect(normalizeEvent({ event_type: 'interaction.start', interaction, event_id: 'e1' })).toStrictEqual({
      event_type: 'interaction.created',
      interaction,
      event_id: 'e1',
    });
    expect(normalizeEvent({ type: 'interaction.complete', interaction })).toStrictEqual({
      event_type: 'interaction.completed',
      interaction,
    });
  });

  test('an interaction laid out flat on its event is gathered', () => {
    const flat = {
      type: 'interaction.complete',
      id: 'v1',
      status: 'done',
      usage: { prompt_tokens: 7 },
      event_id: 'e4',
    };
    expect(normalizeEvent(flat)).toStrictEqual({
      event_type: 'interaction.completed',
      event_id: 'e4',
      interaction: { id: 'v1', status: 'completed', usage: { total_input_tokens: 7 } },
    });
    expect(normalizeEvent({ event_type: 'interaction.created', interaction_id: 'v1' })).toStrictEqual({
      event_type: 'interaction.created',
      interaction: { id: 'v1' },
    });
    expect(normalizeEvent({ event_type: 'interaction.created', id: 'v1', interaction_id: 'v0' })).toMatchObject({
      interaction: { id: 'v1' },
    });
  });
});

describe('events that are named after a status', () => {
  test('are a status update while the turn goes on, whatever they carry', () => {
    const interaction = { id: 'v1', status: 'created', usage: { total_tokens: 3 } };
    expect(normalizeEvent({ event_type: 'interaction.in_progress', interaction })).toStrictEqual({
      event_type: 'interaction.status_update',
      interaction_id: 'v1',
      status: 'in_progress',
      usage: { total_tokens: 3 },
      interaction,
    });
    expect(normalizeEvent({ event_type: 'interaction.pending', interaction_id: 'v1' })).toStrictEqual({
      event_type: 'interaction.status_update',
      interaction_id: 'v1',
      status: 'queued',
    });
  });

  test('are a status update when they say no more than an id', () => {
    for (const status of ['requires_action', 'failed', 'cancelled', 'incomplete', 'budget_exceeded']) {
      expect(normalizeEvent({ event_type: `interaction.${status}`, interaction_id: 'v1' })).toStrictEqual({
        event_type: 'interaction.status_update',
        interaction_id: 'v1',
        status,
      });
    }
  });

  test('are the end of the turn when they carry an interaction, and the name is the status', () => {
    for (const status of ['requires_action', 'failed', 'cancelled', 'incomplete', 'requires_continuation']) {
      const event = { type: `interaction.${status}`, interaction: { id: 'v1', status: 'in_progress', usage: {} } };
      expect(normalizeEvent(event)).toStrictEqual({
        event_type: 'interaction.completed',
        interaction: { id: 'v1', status, usage: {} },
      });
    }
  });

  test('do not lose why the interaction failed', () => {
    const errors = [{ code: '500', message: 'It broke.' }];
    const error = { code: 500, message: 'It broke.' };
    const expected = { event_type: 'interaction.completed', interaction: { id: 'v1', status: 'failed', errors } };
    expect(normalizeEvent({ event_type: 'interaction.failed', interaction_id: 'v1', error })).toStrictEqual(expected);
    expect(normalizeEvent({ event_type: 'interaction.failed', interaction: { id: 'v1' }, error })).toStrictEqual(
      expected,
    );
    expect(normalizeEvent({ event_type: 'interaction.failed', interaction: { id: 'v1', error } })).toStrictEqual(
      expected,
    );
    expect(
      normalizeEvent({ event_type: 'interaction.completed', interaction: { id: 'v1', status: 'failed' }, error }),
    ).toStrictEqual(expected);
  });

  test('keep the errors of the interaction over that of the event', () => {
    const event = {
      event_type: 'interaction.completed',
      interaction: { id: 'v1', status: 'failed', errors: [{ message: 'It broke.' }] },
      error: { message: 'Other.' },
    };
    expect(normalizeEvent(event)).toBe(event);
  });

  test('are only those of statuses that exist', () => {
    const event = { event_type: 'interaction.celebrated', interaction: { status: 'done' } };
    expect(normalizeEvent(event)).toBe(event);
  });
});

describe('a status update', () => {
  test('may have its words in a nested interaction', () => {
    const interaction = { id: 'v1', status: 'waiting' };
    expect(normalizeEvent({ event_type: 'interaction.status_update', interaction })).toStrictEqual({
      event_type: 'interaction.status_update',
      interaction_id: 'v1',
      status: 'requires_action',
      interaction,
    });
    const used = { id: 'v1', status: 'queued', usage: { total_tokens: 3 } };
    expect(normalizeEvent({ event_type: 'interaction.status_update', interaction: used, usage: 'none' })).toMatchObject(
      { usage: { total_tokens: 3 } },
    );
  });
});

describe('usage', () => {
  test('is given the current names, wherever an event carries it', () => {
    const old = { prompt_tokens: 256, completion_tokens: 128, total_tokens: 384 };
    const current = { total_input_tokens: 256, total_output_tokens: 128, total_tokens: 384 };
    expect(normalizeEvent({ event_type: 'interaction.completed', interaction: { usage: old } })).toMatchObject({
      interaction: { usage: current },
    });
    expect(normalizeEvent({ event_type: 'interaction.status_update', status: 'queued', usage: old })).toMatchObject({
      usage: current,
    });
    expect(normalizeEvent({ event_type: 'step.stop', index: 0, usage: old, step_usage: old })).toStrictEqual({
      event_type: 'step.stop',
      index: 0,
      usage: current,
      step_usage: current,
    });
    expect(
      normalizeEvent({
        event_type: 'step.delta',
        index: 0,
        delta: { type: 'text', text: '' },
        metadata: { total_usage: old, shard: 2 },
      }),
    ).toMatchObject({ metadata: { total_usage: current, shard: 2 } });
  });

  test('of every former revision is understood', () => {
    const usage = {
      cached_input_tokens: 5,
      thoughts_token_count: 6,
      tool_use_prompt_token_count: 7,
      total_token_count: 8,
    };
    expect(normalizeEvent({ event_type: 'step.stop', usage })).toStrictEqual({
      event_type: 'step.stop',
      usage: { total_cached_tokens: 5, total_thought_tokens: 6, total_tool_use_tokens: 7, total_tokens: 8 },
    });
  });

  test('is not renamed over a count that is there under the current name', () => {
    const event = { event_type: 'step.stop', usage: { total_input_tokens: 9, prompt_tokens: 4 } };
    expect(normalizeEvent(event)).toBe(event);
  });

  test('that is none is taken out', () => {
    expect(normalizeEvent({ event_type: 'step.stop', usage: 12, step_usage: null })).toStrictEqual({
      event_type: 'step.stop',
    });
  });
});

import { describe, expect, test } from 'vitest';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';

/** What a whole stream of a dialect says in the current words. */
function translate(events: readonly unknown[]): unknown[] {
  return events.map((event) => normalizeEvent(event));
}

describe('the dialect of the migration guide', () => {
  test('says in the current words: a thought, a function call, its echoed result, an answer', () => {
    expect(
      translate([
        { type: 'interaction.created', interaction: { id: 'int_1', status: 'created' } },
        { type: 'interaction.status_update', status: 'in_progress' },
        { type: 'step.start', index: 0, step: { type: 'thought' } },
        { type: 'step.delta', index: 0, delta: { type: 'thought', text: 'I need the depth.' } },
        { type: 'step.stop', index: 0, status: 'done' },
        { type: 'step.start', index: 1, step: { type: 'function_call', id: 'fc_1', name: 'depth_of' } },
        { type: 'step.delta', index: 1, delta: { type: 'arguments', partial_arguments: '{"lake":"Baikal"}' } },
        { type: 'step.stop', index: 1, status: 'waiting' },
        { type: 'interaction.status_update', status: 'requires_action' },
        { type: 'interaction.status_update', status: 'in_progress' },
        {
          type: 'step.start',
          index: 2,
          step: { type: 'function_result', call_id: 'fc_1', result: [{ type: 'text', text: '1642 m' }] },
        },
        { type: 'step.stop', index: 2, status: 'done' },
        { type: 'step.start', index: 3, step: { type: 'google_search_call', id: 'gs_1', query: 'Baikal depth' } },
        {
          type: 'step.start',
          index: 4,
          step: { type: 'google_search_result', call_id: 'gs_1', rendered_content: '<i>1642</i>' },
        },
        { type: 'step.start', index: 5, step: { type: 'model_output' } },
        { type: 'step.delta', index: 5, delta: { type: 'text', text: 'It is 1,642 m deep.' } },
        { type: 'step.stop', index: 5, status: 'done' },
        {
          type: 'interaction.complete',
          interaction: {
            id: 'int_1',
            status: 'completed',
            usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
          },
        },
      ]),
    ).toStrictEqual([
      { event_type: 'interaction.created', interaction: { id: 'int_1', status: 'in_progress' } },
      { event_type: 'interaction.status_update', status: 'in_progress' },
      { event_type: 'step.start', index: 0, step: { type: 'thought' } },
      {
        event_type: 'step.delta',
        index: 0,
        delta: { type: 'thought_summary', content: { type: 'text', text: 'I need the depth.' } },
      },
      { event_type: 'step.stop', index: 0, status: 'done' },
      { event_type: 'step.start', index: 1, step: { type: 'function_call', id: 'fc_1', name: 'depth_of' } },
      { event_type: 'step.delta', index: 1, delta: { type: 'arguments_delta', arguments: '{"lake":"Baikal"}' } },
      { event_type: 'step.stop', index: 1, status: 'waiting' },
      { event_type: 'interaction.status_update', status: 'requires_action' },
      { event_type: 'interaction.status_update', status: 'in_progress' },
      {
        event_type: 'step.start',
        index: 2,
        step: { type: 'function_result', call_id: 'fc_1', result: [{ type: 'text', text: '1642 m' }] },
      },
      { event_type: 'step.stop', index: 2, status: 'done' },
      {
        event_type: 'step.start',
        index: 3,
        step: { type: 'google_search_call', id: 'gs_1', arguments: { queries: ['Baikal depth'] } },
      },
      {
        event_type: 'step.start',
        index: 4,
        step: { type: 'google_search_result', call_id: 'gs_1', result: [{ rendered_content: '<i>1642</i>' }] },
      },
      { event_type: 'step.start', index: 5, step: { type: 'model_output' } },
      { event_type: 'step.delta', index: 5, delta: { type: 'text', text: 'It is 1,642 m deep.' } },
      { event_type: 'step.stop', index: 5, status: 'done' },
      {
        event_type: 'interaction.completed',
        interaction: {
          id: 'int_1',
          status: 'completed',
          usage: { total_input_tokens: 9, total_output_tokens: 4, total_tokens: 13 },
        },
      },
    ]);
  });
});

describe('the revision before steps, where an interaction is a flat list of content blocks', () => {
  test('says in the current words: one block, one step', () => {
    expect(
      translate([
        { event_type: 'interaction.start', interaction: { id: 'v1', status: 'in_progress' } },
        { event_type: 'content.start', index: 0, content: { type: 'thought' } },
        { event_type: 'content.delta', index: 0, delta: { type: 'thought_summary', text: 'I need the depth.' } },
        { event_type: 'content.delta', index: 0, delta: { type: 'thought_signature', signature: 'c2ln' } },
        { event_type: 'content.stop', index: 0 },
        { event_type: 'content.start', index: 1, content: { type: 'text' } },
        { event_type: 'content.delta', index: 1, delta: { type: 'text', text: 'It is deep.' }, event_id: 'e5' },
        { event_type: 'content.stop', index: 1 },
        { event_type: 'content.start', index: 2, content: { type: 'function_call' } },
        {
          event_type: 'content.delta',
          index: 2,
          delta: { type: 'function_call', id: 'c1', name: 'depth_of', arguments: { lake: 'Baikal' } },
        },
        { event_type: 'content.stop', index: 2 },
        {
          event_type: 'interaction.complete',
          interaction: { id: 'v1', status: 'requires_action', usage: { thoughts_token_count: 3 } },
        },
      ]),
    ).toStrictEqual([
      { event_type: 'interaction.created', interaction: { id: 'v1', status: 'in_progress' } },
      { event_type: 'step.start', index: 0, step: { type: 'thought' } },
      {
        event_type: 'step.delta',
        index: 0,
        delta: { type: 'thought_summary', content: { type: 'text', text: 'I need the depth.' } },
      },
      { event_type: 'step.delta', index: 0, delta: { type: 'thought_signature', signature: 'c2ln' } },
      { event_type: 'step.stop', index: 0 },
      { event_type: 'step.start', index: 1, step: { type: 'model_output' } },
      { event_type: 'step.delta', index: 1, delta: { type: 'text', text: 'It is deep.' }, event_id: 'e5' },
      { event_type: 'step.stop', index: 1 },
      { event_type: 'step.start', index: 2, step: { type: 'function_call' } },
      {
        event_type: 'step.delta',
        index: 2,
        delta: { type: 'function_call', id: 'c1', name: 'depth_of', arguments: { lake: 'Baikal' } },
      },
      { event_type: 'step.stop', index: 2 },
      {
        event_type: 'interaction.completed',
        interaction: { id: 'v1', status: 'requires_action', usage: { total_thought_tokens: 3 } },
      },
    ]);
  });

  test.each([
    [
      { type: 'text', text: 'Hi' },
      { type: 'model_output', content: [{ type: 'text', text: 'Hi' }] },
    ],
    [{ type: 'text', text: '' }, { type: 'model_output' }],
    [
      { type: 'image', mime_type: 'image/png' },
      { type: 'model_output', content: [{ type: 'image', mime_type: 'image/png' }] },
    ],
    [{ type: 'audio' }, { type: 'model_output' }],
    [{ type: 'text', text: null }, { type: 'model_output' }],
    ['Hi', { type: 'model_output', content: [{ type: 'text', text: 'Hi' }] }],
    [{ text: 'Hi' }, { type: 'model_output', content: [{ type: 'text', text: 'Hi' }] }],
    [
      { type: 'thought', signature: '', summary: 'Hi' },
      { type: 'thought', signature: '', summary: [{ type: 'text', text: 'Hi' }] },
    ],
    [
      { type: 'google_search_call', id: 's1', query: 'lake' },
      { type: 'google_search_call', id: 's1', arguments: { queries: ['lake'] } },
    ],
    [
      { type: 'hologram', beam: 3 },
      { type: 'hologram', beam: 3 },
    ],
  ])('opens the step that a block is: %j', (content, step) => {
    expect(normalizeEvent({ event_type: 'content.start', index: 4, content })).toStrictEqual({
      event_type: 'step.start',
      index: 4,
      step,
    });
  });

  test('opens it even where the words of two revisions are mixed', () => {
    expect(normalizeEvent({ event_type: 'step.start', index: 4, step: 5, content: 'Hi' })).toStrictEqual({
      event_type: 'step.start',
      index: 4,
      step: { type: 'model_output', content: [{ type: 'text', text: 'Hi' }] },
    });
  });

  test('keeps a block of which nothing can be told', () => {
    expect(normalizeEvent({ event_type: 'content.start', index: 4, content: { beam: 3 } })).toStrictEqual({
      event_type: 'step.start',
      index: 4,
      content: { beam: 3 },
    });
  });
});

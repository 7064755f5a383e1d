import { describe, expect, it } from 'vitest';
import { closeInteraction, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { selectInteraction } from '../../../src/store/state/selectInteraction.ts';
import { interactionToEvents } from '../../../src/stream/interactionToEvents.ts';
import { normalizeInteraction } from '../../../src/protocol/normalizeInteraction.ts';
import { fold, stepsOf } from './events.ts';

describe('the dialect of the migration guide', () => {
  const events = [
    { type: 'interaction.created', interaction: { id: 'int_1', status: 'created' } },
    { type: 'step.start', index: 0, step: { type: 'thought' } },
    { type: 'step.delta', index: 0, delta: { type: 'thought', text: 'Weather.' } },
    { type: 'step.stop', index: 0, status: 'done' },
    { type: 'step.start', index: 1, step: { type: 'function_call', id: 'fc_1', name: 'get_weather' } },
    { type: 'step.delta', index: 1, delta: { type: 'arguments', partial_arguments: '{"location":' } },
    { type: 'step.delta', index: 1, delta: { type: 'arguments', partial_arguments: '"Boston"}' } },
    { type: 'step.stop', index: 1, status: 'waiting' },
    { type: 'interaction.status_update', status: 'requires_action' },
    { type: 'interaction.status_update', status: 'in_progress' },
    {
      type: 'step.start',
      index: 2,
      step: { type: 'function_result', call_id: 'fc_1', result: [{ type: 'text', text: '52' }] },
    },
    { type: 'step.stop', index: 2, status: 'done' },
    { type: 'step.start', index: 3, step: { type: 'model_output' } },
    { type: 'step.delta', index: 3, delta: { type: 'text', text: '52°F' } },
    {
      type: 'step.delta',
      index: 3,
      delta: { type: 'text_annotation_delta', annotations: [{ uri: 'https://a.example', end_index: 4 }] },
    },
    { type: 'step.stop', index: 3, status: 'done' },
    {
      type: 'interaction.complete',
      interaction: { id: 'int_1', status: 'completed', usage: { prompt_tokens: 2, completion_tokens: 1 } },
    },
  ];

  it('folds into today’s words, the tool loop within one stream included', () => {
    const state = fold(events);
    expect(state).toMatchObject({
      id: 'int_1',
      status: 'completed',
      outcome: 'finished',
      usage: { total_input_tokens: 2, total_output_tokens: 1 },
    });
    expect(stepsOf(state)).toEqual([
      { type: 'thought', summary: [{ type: 'text', text: 'Weather.' }] },
      { type: 'function_call', id: 'fc_1', name: 'get_weather', arguments: { location: 'Boston' } },
      { type: 'function_result', call_id: 'fc_1', result: [{ type: 'text', text: '52' }] },
      {
        type: 'model_output',
        content: [
          {
            type: 'text',
            text: '52°F',
            annotations: [{ type: 'url_citation', url: 'https://a.example', end_index: 4 }],
          },
        ],
      },
    ]);
  });

  it('may be mixed with today’s words in one stream', () => {
    const mixed = events.map(({ type, ...event }, at) =>
      at % 2 === 0 ? { event_type: type, ...event } : { type, ...event },
    );
    expect(fold(mixed)).toEqual(fold(events));
  });
});

describe('the dialect of former revisions', () => {
  it('folds a content block into a step', () => {
    const state = fold([
      { event_type: 'interaction.start', interaction: { id: 'old_1', status: 'in_progress' } },
      { event_type: 'content.start', index: 0, content: { type: 'thought' } },
      { event_type: 'content.delta', index: 0, delta: { type: 'thought_summary', content: { text: 'Hm.' } } },
      { event_type: 'content.stop', index: 0 },
      { event_type: 'content.start', index: 1, content: { type: 'text', text: 'Hel' } },
      { event_type: 'content.delta', index: 1, delta: { type: 'text', text: 'lo' } },
      { event_type: 'content.stop', index: 1 },
      { event_type: 'content.start', index: 2, content: { type: 'function_call' } },
      {
        event_type: 'content.delta',
        index: 2,
        delta: { type: 'function_call', id: 'c', name: 'f', arguments: { a: 1 } },
      },
      { event_type: 'content.stop', index: 2 },
      {
        event_type: 'interaction.complete',
        interaction: { id: 'old_1', status: 'completed', usage: { thoughts_token_count: 7 } },
      },
    ]);
    expect(state).toMatchObject({ id: 'old_1', outcome: 'finished', usage: { total_thought_tokens: 7 } });
    expect(stepsOf(state)).toEqual([
      { type: 'thought', summary: [{ type: 'text', text: 'Hm.' }] },
      { type: 'model_output', content: [{ type: 'text', text: 'Hello' }] },
      { type: 'function_call', id: 'c', name: 'f', arguments: { a: 1 } },
    ]);
  });

  it('ends with the fields of the interaction on the event itself', () => {
    const state = fold([
      { event_type: 'interaction.complete', id: 'flat_1', status: 'done', usage: { cached_input_tokens: 3 } },
    ]);
    expect(state).toMatchObject({
      id: 'flat_1',
      status: 'completed',
      outcome: 'finished',
      usage: { total_cached_tokens: 3 },
    });
  });
});

describe('an interaction that was not streamed', () => {
  const draw = (interaction: object) => {
    const events = interactionToEvents(normalizeInteraction(interaction) as never);
    return closeInteraction(reduceEvents(createInteractionState(), events), 'ended');
  };

  it('is drawn like a streamed one; the steps that the user sent are its input', () => {
    const steps = [
      { type: 'user_input', content: [{ type: 'text', text: 'Hi?' }] },
      { type: 'thought', signature: 'c2ln' },
      { type: 'model_output', content: [{ type: 'text', text: 'Hi.' }] },
    ];
    const state = draw({ id: 'v1_a', status: 'completed', model: 'm', usage: { total_tokens: 3 }, steps });
    expect(state.input.map(({ step }) => step)).toEqual(steps.slice(0, 1));
    expect(selectInteraction(state)).toEqual({
      id: 'v1_a',
      status: 'completed',
      model: 'm',
      usage: { total_tokens: 3 },
      steps: steps.slice(1),
    });
    expect(state.outcome).toBe('finished');
  });

  it('of former revisions is one model output of what it put out', () => {
    const state = draw({
      id: 'v1_a',
      status: 'completed',
      outputs: [{ type: 'text', text: 'La' }, { inlineData: { data: 'AA==', mimeType: 'audio/mp3' } }],
    });
    expect(stepsOf(state)).toEqual([
      {
        type: 'model_output',
        content: [
          { type: 'text', text: 'La' },
          { type: 'audio', data: 'AA==', mime_type: 'audio/mp3' },
        ],
      },
    ]);
  });

  it('may have a bare string for content', () => {
    expect(stepsOf(draw({ status: 'completed', steps: [{ type: 'model_output', content: 'Hi.' }] }))).toEqual([
      { type: 'model_output', content: [{ type: 'text', text: 'Hi.' }] },
    ]);
  });
});

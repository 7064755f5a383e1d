import { describe, expect, test } from 'vitest';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';
import { normalizeInteraction } from '../../../src/protocol/normalizeInteraction.ts';
import { currentSteps, deepFreeze } from './currentEvents.ts';

describe('an interaction in the current words', () => {
  test('comes back as the very same object', () => {
    const interaction = deepFreeze({
      id: 'v1',
      status: 'completed',
      object: 'interaction',
      model: 'gemini-3-flash',
      usage: { total_tokens: 12 },
      steps: Object.values(currentSteps),
      input: 'Which lake is the deepest?',
      output_text: 'Lake Baikal.',
    });
    expect(normalizeInteraction(interaction)).toBe(interaction);
  });

  test('may lack its id, or its steps', () => {
    for (const interaction of [
      { status: 'completed', model: 'gemini-3-flash', steps: [] },
      { id: 'v1', status: 'incomplete', usage: { total_thought_tokens: 29 } },
      { object: 'interaction', status: 'queued' },
      { agent: 'deep-research', status: 'in_progress' },
    ]) {
      expect(normalizeInteraction(interaction)).toBe(interaction);
    }
  });
});

describe('an interaction of an early dialect', () => {
  test('is said in the current words, step by step', () => {
    expect(
      normalizeInteraction({
        id: 'int_1',
        status: 'done',
        usage: { prompt_tokens: 8 },
        steps: [
          { type: 'user_input', status: 'done', content: 'How deep is it?' },
          { type: 'thought', summary: 'I need the depth.' },
          { type: 'google_search_call', status: 'done', content: [{ type: 'text', text: 'Baikal depth' }] },
          {
            type: 'model_output',
            content: [
              { text: '1,642 m.', annotations: [{ start_index: 0, end_index: 8, uri: 'https://example.org' }] },
            ],
          },
          null,
        ],
      }),
    ).toStrictEqual({
      id: 'int_1',
      status: 'completed',
      usage: { total_input_tokens: 8 },
      steps: [
        { type: 'user_input', status: 'done', content: [{ type: 'text', text: 'How deep is it?' }] },
        { type: 'thought', summary: [{ type: 'text', text: 'I need the depth.' }] },
        { type: 'google_search_call', status: 'done', arguments: { queries: ['Baikal depth'] } },
        {
          type: 'model_output',
          content: [
            {
              type: 'text',
              text: '1,642 m.',
              annotations: [{ type: 'url_citation', start_index: 0, end_index: 8, url: 'https://example.org' }],
            },
          ],
        },
      ],
    });
  });

  test('without a status is over when it has steps, and goes on when it has none', () => {
    expect(normalizeInteraction({ id: 'int_1', steps: [] })?.status).toBe('completed');
    expect(normalizeInteraction({ id: 'int_1', object: 'interaction' })?.status).toBe('in_progress');
  });

  test('may say why it failed in one error', () => {
    expect(
      normalizeInteraction({ id: 'v1', status: 'failed', error: { code: 13, message: 'It broke.' } }),
    ).toStrictEqual({
      id: 'v1',
      status: 'failed',
      errors: [{ code: '13', message: 'It broke.' }],
    });
    expect(normalizeInteraction({ id: 'v1', status: 'failed', errors: ['It broke.'], error: 'x' })).toMatchObject({
      errors: [{ message: 'It broke.' }],
    });
    const fine = { id: 'v1', status: 'completed', error: {} };
    expect(normalizeInteraction(fine)).toBe(fine);
  });
});

describe('an answer with outputs instead of steps', () => {
  test.each(['outputs', 'output'])('has its contents in one model_output: %s', (field) => {
    expect(
      normalizeInteraction({
        id: 'v1',
        status: 'completed',
        model: 'lyria-3-clip-preview',
        [field]: [
          { type: 'text', text: 'A calm piece.' },
          { type: 'audio', data: 'QQ==', mimeType: 'audio/mp3' },
          { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
          'Enjoy.',
          null,
        ],
      }),
    ).toStrictEqual({
      id: 'v1',
      status: 'completed',
      model: 'lyria-3-clip-preview',
      steps: [
        {
          type: 'model_output',
          content: [
            { type: 'text', text: 'A calm piece.' },
            { type: 'audio', data: 'QQ==', mime_type: 'audio/mp3' },
            { type: 'image', data: 'AAAA', mime_type: 'image/png' },
            { type: 'text', text: 'Enjoy.' },
          ],
        },
      ],
    });
  });

  test('has thoughts, calls and whole steps among them as steps of their own, in order', () => {
    expect(
      normalizeInteraction({
        status: 'waiting',
        outputs: [
          { type: 'thought', signature: 'c2ln', summary: 'I need the depth.' },
          { type: 'text', text: 'Let me look.' },
          { type: 'function_call', id: 'c1', name: 'depth_of', arguments: { lake: 'Baikal' } },
          { type: 'text', text: 'And?' },
          { type: 'model_output', content: 'Whole.' },
        ],
      }),
    ).toStrictEqual({
      status: 'requires_action',
      steps: [
        { type: 'thought', signature: 'c2ln', summary: [{ type: 'text', text: 'I need the depth.' }] },
        { type: 'model_output', content: [{ type: 'text', text: 'Let me look.' }] },
        { type: 'function_call', id: 'c1', name: 'depth_of', arguments: { lake: 'Baikal' } },
        { type: 'model_output', content: [{ type: 'text', text: 'And?' }] },
        { type: 'model_output', content: [{ type: 'text', text: 'Whole.' }] },
      ],
    });
  });

  test('keeps its steps when it has both', () => {
    const interaction = { status: 'completed', steps: [{ type: 'thought' }], outputs: [{ type: 'text', text: 'Hi' }] };
    expect(normalizeInteraction(interaction)).toBe(interaction);
  });

  test('takes them from whichever of the two fields has any', () => {
    const empty = { id: 'v1', status: 'completed', outputs: [] };
    expect(normalizeInteraction(empty)).toBe(empty);
    expect(normalizeInteraction({ ...empty, output: ['Hi'] })).toStrictEqual({
      ...empty,
      steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Hi' }] }],
    });
  });

  test('may come in an event, too', () => {
    expect(
      normalizeEvent({ event_type: 'interaction.complete', interaction: { id: 'v1', outputs: ['Hi'] } }),
    ).toStrictEqual({
      event_type: 'interaction.completed',
      interaction: { id: 'v1', steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Hi' }] }] },
    });
  });
});

describe('what is no interaction', () => {
  test.each([
    null,
    undefined,
    5,
    'completed',
    [],
    {},
    [{ error: { code: 400 } }],
    { error: { code: 'invalid_request', message: 'No.' } },
    { error: { code: 400, message: 'No.', status: 'INVALID_ARGUMENT' } },
    { code: 400, message: 'No.', status: 'INVALID_ARGUMENT' },
    { error: 'No.' },
    { event_type: 'interaction.status_update', interaction_id: 'v1', status: 'completed' },
    { type: 'interaction.complete', id: 'v1', status: 'done' },
    { type: 'model_output', id: 'm1', status: 'done' },
    { steps: 'none', status: 5, id: 'v1' },
  ])('is undefined: %j', (value) => {
    expect(normalizeInteraction(value)).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { isEvent } from '../../../src/protocol/guards.ts';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';

function normalizeStep(step: unknown): unknown {
  const event = normalizeEvent({ event_type: 'step.start', index: 0, step });
  return isEvent(event, 'step.start') ? event.step : expect.unreachable('another event');
}

const hi = [{ type: 'text', text: 'Hi' }];

describe('the content of a step', () => {
  test.each(['user_input', 'model_output'])(
    'of type %s may be a bare string, a bare item, or items of any dialect',
    (type) => {
      for (const content of ['Hi', { text: 'Hi' }, ['Hi'], [{ text: 'Hi' }], [null, 'Hi', 5]]) {
        expect(normalizeStep({ type, content })).toStrictEqual({ type, content: hi });
      }
      for (const content of [null, '', 5, true]) expect(normalizeStep({ type, content })).toStrictEqual({ type });
    },
  );

  test('tells the type of a step that has none', () => {
    expect(normalizeStep({ content: 'Hi' })).toStrictEqual({ type: 'model_output', content: hi });
    expect(normalizeStep({ summary: 'Hi' })).toStrictEqual({ type: 'thought', summary: hi });
    expect(normalizeStep({ id: 'c1' })).toStrictEqual({ type: '', id: 'c1' });
    expect(normalizeStep({})).toStrictEqual({ type: '' });
  });
});

describe('the summary of a thought', () => {
  test.each([
    { summary: 'Hi' },
    { summary: { text: 'Hi' } },
    { summary: ['Hi'] },
    { summary: [{ text: 'Hi' }] },
    { content: hi },
    { text: 'Hi' },
    { summary: null, text: 'Hi' },
  ])('may come as %j', (fields) => {
    expect(normalizeStep({ type: 'thought', signature: 'c2ln', ...fields })).toStrictEqual({
      type: 'thought',
      signature: 'c2ln',
      summary: hi,
    });
  });

  test('is absent rather than of no use', () => {
    expect(normalizeStep({ type: 'thought', summary: 5 })).toStrictEqual({ type: 'thought' });
  });
});

describe('a Google search that came whole in its start', () => {
  test('has its query among the arguments', () => {
    expect(normalizeStep({ type: 'google_search_call', id: 's1', query: 'deepest lake' })).toStrictEqual({
      type: 'google_search_call',
      id: 's1',
      arguments: { queries: ['deepest lake'] },
    });
  });

  test('may have its queries as content', () => {
    const content = [{ type: 'text', text: 'deepest lake' }, 'lake depth', { type: 'text', text: '' }];
    expect(normalizeStep({ type: 'google_search_call', status: 'done', content })).toStrictEqual({
      type: 'google_search_call',
      status: 'done',
      arguments: { queries: ['deepest lake', 'lake depth'] },
    });
  });

  test('keeps the arguments that it has', () => {
    const call = { type: 'google_search_call', query: 'ignored', arguments: { queries: ['deepest lake'] } };
    expect(normalizeStep(call)).toBe(call);
    expect(normalizeStep({ type: 'google_search_call', query: 'lake', arguments: { region: 'asia' } })).toStrictEqual({
      type: 'google_search_call',
      arguments: { region: 'asia', queries: ['lake'] },
    });
  });

  test('has what Google wants shown in a row of the result', () => {
    const step = { type: 'google_search_result', call_id: 's1', signature: 'c2ln' };
    expect(normalizeStep({ ...step, rendered_content: '<div>Lakes</div>' })).toStrictEqual({
      ...step,
      result: [{ rendered_content: '<div>Lakes</div>' }],
    });
    expect(
      normalizeStep({ ...step, result: [{ url: 'https://example.org' }], search_suggestions: '<b>lake</b>' }),
    ).toStrictEqual({ ...step, result: [{ url: 'https://example.org' }, { search_suggestions: '<b>lake</b>' }] });
    expect(normalizeStep({ ...step, result: null, search_suggestions: '<b>lake</b>' })).toStrictEqual({
      ...step,
      result: [{ search_suggestions: '<b>lake</b>' }],
    });
    expect(normalizeStep({ ...step, result: { search_suggestions: '<b>lake</b>' } })).toStrictEqual({
      ...step,
      result: [{ search_suggestions: '<b>lake</b>' }],
    });
  });

  test('keeps what was found, where that came as content', () => {
    expect(normalizeStep({ type: 'google_search_result', content: 'Baikal is the deepest.' })).toStrictEqual({
      type: 'google_search_result',
      content: [{ type: 'text', text: 'Baikal is the deepest.' }],
    });
  });

  test('may have an empty or missing result', () => {
    for (const result of [null, undefined, [], 'none']) {
      const step = { type: 'google_search_result', call_id: 's1', result };
      expect(normalizeStep(step)).toBe(step);
    }
  });
});

describe('the result of a function', () => {
  test.each(['plain', 42, null, [{ type: 'text', text: '1642' }], { content: [{ text: 'x' }] }, { sum: 18 }])(
    'is nobody’s business: %j',
    (result) => {
      const step = { type: 'function_result', call_id: 'c1', result };
      expect(normalizeStep(step)).toBe(step);
    },
  );
});

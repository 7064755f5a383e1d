import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Usage } from '../../../src/protocol/Usage.ts';
import { sumUsage } from '../../../src/store/reducer/usage.ts';
import { completed, created, delta, fold, start, statusUpdate, stop } from './events.ts';

describe('the usage of an interaction', () => {
  const total = (tokens: number) => ({ total_tokens: tokens });

  it('is the last running total, never a sum of them', () => {
    const events = [created(), start(0, 'thought'), stop(0, { usage: total(5), step_usage: total(5) })];
    expect(fold(events).usage).toEqual(total(5));
    const more = [
      start(1, 'model_output'),
      stop(1, { usage: total(5) }),
      start(2, 'thought'),
      stop(2, { usage: total(9) }),
    ];
    expect(fold([...events, ...more]).usage).toEqual(total(9));
  });

  it.each([
    ['a status update', statusUpdate('in_progress', { usage: total(3) })],
    ['a delta', { ...delta(0, { type: 'text', text: 'x' }), metadata: { total_usage: total(3) } }],
    ['an empty delta', { ...delta(0, {}), metadata: { total_usage: total(3) } }],
    ['a stop', stop(0, { usage: total(3) })],
    ['a stop of a step that never started', stop(9, { usage: total(3) })],
  ])('is taken from %s when interaction.completed has none, or an empty one', (_, event) => {
    const events = [created(), start(0, 'model_output'), event];
    for (const usage of [undefined, null, {}, 'none', []]) {
      expect(fold([...events, completed({ usage })]).usage).toEqual(total(3));
    }
    expect(fold([...events, completed({ usage: total(4) })]).usage).toEqual(total(4));
  });

  it('keeps counts that it does not know, and asserts no arithmetic', () => {
    const usage = { total_input_tokens: 3598, total_cached_tokens: 4096, total_tokens: 1, raw_prompt_token: 7 };
    expect(fold([created(), completed({ usage })]).usage).toEqual(usage);
  });
});

describe('the sum of two usages', () => {
  it('adds counts, and rows of the same modality or type; the rest stands beside', () => {
    const first = {
      total_tokens: 10,
      total_cached_tokens: 2,
      input_tokens_by_modality: [{ modality: 'text', tokens: 4 }],
      grounding_tool_count: [{ type: 'google_search', count: 1 }],
      model_invocation_token_counts: [{ prompt_tokens_details: [] }],
    };
    const second = {
      total_tokens: 5,
      total_thought_tokens: 1,
      input_tokens_by_modality: [
        { modality: 'image', tokens: 3 },
        { modality: 'text', tokens: 1 },
      ],
      grounding_tool_count: [{ type: 'google_search', count: 2, search_query_count: 3 }],
      model_invocation_token_counts: [{ prompt_tokens_details: [] }],
    };
    expect(sumUsage(first, second)).toEqual({
      total_tokens: 15,
      total_cached_tokens: 2,
      total_thought_tokens: 1,
      input_tokens_by_modality: [
        { modality: 'text', tokens: 5 },
        { modality: 'image', tokens: 3 },
      ],
      grounding_tool_count: [{ type: 'google_search', count: 3, search_query_count: 3 }],
      model_invocation_token_counts: [{ prompt_tokens_details: [] }, { prompt_tokens_details: [] }],
    });
  });

  it('has the initial input of the first that tells it', () => {
    expect(sumUsage({ initial_input_tokens: 4 }, { initial_input_tokens: 9 })).toEqual({ initial_input_tokens: 4 });
    expect(sumUsage({}, { initial_input_tokens: 9 })).toEqual({ initial_input_tokens: 9 });
    expect(sumUsage(undefined, { initial_input_tokens: 9 })).toEqual({ initial_input_tokens: 9 });
  });

  it('takes any JSON, and changes none of it', () => {
    const anyUsage = fc.dictionary(
      fc.constantFrom('total_tokens', 'input_tokens_by_modality', '__proto__', 'odd'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(anyUsage, anyUsage, (first, second) => {
        const before = JSON.stringify([first, second]);
        const sum = sumUsage(first as Usage, second as Usage);
        expect(JSON.stringify([first, second])).toBe(before);
        expect(new Set(Object.keys(sum))).toEqual(new Set([...Object.keys(first), ...Object.keys(second)]));
      }),
    );
  });

  it('of three hops does not depend on which are added first', () => {
    const anyUsage = fc.record({
      total_tokens: fc.nat(),
      input_tokens_by_modality: fc.uniqueArray(
        fc.record({ modality: fc.constantFrom('text', 'image', 'audio'), tokens: fc.nat() }),
        {
          selector: ({ modality }) => modality,
        },
      ),
    });
    fc.assert(
      fc.property(anyUsage, anyUsage, anyUsage, (a, b, c) => {
        expect(sumUsage(sumUsage(a, b), c)).toEqual(sumUsage(a, sumUsage(b, c)));
      }),
    );
  });
});

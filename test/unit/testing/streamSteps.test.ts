import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Step } from '../../../src/protocol/Step.ts';
import { foldFrames } from '../../../src/testing/foldFrames.ts';
import { streamSteps } from '../../../src/testing/streamSteps.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
/** Integers stay below 2^53: beyond that the fold keeps a call's arguments as text. */
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer()));
const json = fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), value, { maxKeys: 4 });
const id = fc.stringMatching(/^[a-z0-9]{8}$/);
const textItem = fc.record({ type: fc.constant('text'), text });
const annotations = fc.constant([{ type: 'url_citation', url: 'https://a.example', start_index: 0, end_index: 1 }]);
const image = fc.record({
  type: fc.constant('image'),
  mime_type: fc.constant('image/png'),
  data: fc.base64String({ minLength: 4 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('thought'), summary: fc.array(textItem, { minLength: 1 }), signature: id }),
  fc.tuple(fc.record({ type: fc.constant('text'), text, annotations }), image).map(([words, picture]) => ({
    type: 'model_output',
    content: [words, picture, { type: 'text', text: 'And so.' }],
  })),
  fc.record({ type: fc.constant('function_call'), id, name: id, arguments: json }),
  fc.record({ type: fc.constant('function_result'), call_id: id, name: id, result: json }),
  fc.record({
    type: fc.constant('code_execution_call'),
    id,
    arguments: fc.record({ code: text, language: fc.constant('python') }),
  }),
  fc.record({
    type: fc.constant('google_search_result'),
    call_id: id,
    result: fc.array(fc.record({ title: text }), { minLength: 1 }),
  }),
  fc.record({ type: fc.constant('mcp_server_tool_call'), id, name: id, server_name: id, arguments: json }),
  fc.record({ type: fc.constant('hologram_call'), id, beams: fc.nat() }),
);

test('folded again, the frames are the steps', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const { interaction } = foldFrames(
        streamSteps(steps, { id: 'v1_a', model: 'm', created: '2026-01-01T00:00:00Z' }),
      );
      expect(interaction.steps ?? []).toEqual(steps);
      expect(interaction).toMatchObject({ id: 'v1_a', model: 'm', usage: { total_tokens: expect.any(Number) } });
    }),
  );
});

test('text comes in several deltas', () => {
  const steps = [{ type: 'model_output', content: [{ type: 'text', text: 'one two three four five six seven' }] }];
  const frames = streamSteps(steps, { id: '', created: '' });
  expect(frames.filter((frame) => frame.startsWith('event: step.delta')).length).toBe(3);
});

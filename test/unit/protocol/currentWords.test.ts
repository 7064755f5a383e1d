import { describe, expect, test } from 'vitest';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';
import { currentEvents, deepFreeze } from './currentEvents.ts';

describe('an event in the current words', () => {
  test.each(currentEvents.map((event, at) => [at, event.event_type, event] as const))(
    'comes back as the very same object (%i: %s)',
    (_at, _type, event) => {
      expect(normalizeEvent(event)).toBe(event);
    },
  );

  test('is told by what it says itself, whatever the SSE event is called', () => {
    for (const event of currentEvents) expect(normalizeEvent(event, 'step.stop')).toBe(event);
  });

  test('may have fields that nobody knows yet', () => {
    const event = deepFreeze({
      event_type: 'step.delta',
      index: 2,
      delta: { type: 'text', text: 'Lake', tone: 'calm' },
      trace: { id: 9 },
    });
    expect(normalizeEvent(event)).toBe(event);
  });

  test('may be of a type that nobody knows yet, with deltas, steps and content that nobody knows yet', () => {
    const events = deepFreeze([
      { event_type: 'interaction.paused', type: 'whatever', reason: 'lunch' },
      { event_type: 'step.rewind', index: 1 },
      { event_type: 'step.start', index: 0, step: { type: 'hologram_call', id: 'h1', content: 'raw' } },
      { event_type: 'step.start', index: 0, step: { type: 'tool_call', id: 't1', signature: 'c2ln' } },
      { event_type: 'step.delta', index: 0, delta: { type: 'hologram', beam: [1, 2, 3] } },
      {
        event_type: 'step.delta',
        index: 0,
        delta: { type: 'thought_summary', content: { type: 'smell', of: 'rain' } },
      },
      {
        event_type: 'step.start',
        index: 0,
        step: {
          type: 'model_output',
          content: [
            { type: 'smell', of: 'rain' },
            { type: 'text', text: 'Rain', annotations: [{ type: 'mood_citation', mood: 'grey', start_index: 0 }] },
          ],
        },
      },
    ]);
    for (const event of events) expect(normalizeEvent(event)).toBe(event);
  });

  test('may have optional fields that are there but undefined, as objects of the SDK do', () => {
    const event = deepFreeze({
      event_type: 'step.stop',
      index: 0,
      event_id: undefined,
      usage: undefined,
      step_usage: undefined,
    });
    expect(normalizeEvent(event)).toBe(event);
  });
});

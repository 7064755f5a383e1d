import { describe, expect, test } from 'vitest';
import { isAnnotation, isContent, isEvent, isKnownEvent, isKnownStep, isStep } from '../../../src/protocol/guards.ts';
import { isTerminalStatus, isTurnOver } from '../../../src/protocol/Interaction.ts';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';
import { currentEvents, currentSteps } from './currentEvents.ts';

describe('the guards', () => {
  test('know every event and every step of the current words', () => {
    for (const event of currentEvents) expect(isKnownEvent(event)).toBe(true);
    for (const step of Object.values(currentSteps)) expect(isKnownStep(step)).toBe(true);
    expect(Object.keys(currentSteps)).toHaveLength(21);
  });

  test('do not know what only looks like one', () => {
    for (const type of ['hologram_call', 'tool_call', 'tool_search_call', '', 'toString', '__proto__', 'constructor']) {
      expect(isKnownStep({ type })).toBe(false);
      expect(isKnownEvent({ event_type: type })).toBe(false);
    }
    for (const event_type of ['done', 'unknown', 'content.start', 'interaction.complete']) {
      expect(isKnownEvent({ event_type })).toBe(false);
    }
    expect(isKnownEvent(normalizeEvent('[DONE]'))).toBe(false);
  });

  test('tell one type from another', () => {
    expect(isEvent({ event_type: 'step.stop', index: 0 }, 'step.stop')).toBe(true);
    expect(isEvent({ event_type: 'step.stop', index: 0 }, 'step.start')).toBe(false);
    expect(isStep(currentSteps.thought, 'thought')).toBe(true);
    expect(isStep(currentSteps.thought, 'model_output')).toBe(false);
    expect(isContent({ type: 'image' }, 'image')).toBe(true);
    expect(isContent({ type: 'image' }, 'text')).toBe(false);
    expect(isAnnotation({ type: 'url_citation' }, 'url_citation')).toBe(true);
    expect(isAnnotation({ type: 'mood_citation' }, 'url_citation')).toBe(false);
  });
});

describe('a status', () => {
  test.each(['completed', 'failed', 'cancelled', 'incomplete', 'budget_exceeded'])(
    'ends the interaction: %s',
    (status) => {
      expect(isTerminalStatus(status)).toBe(true);
      expect(isTurnOver(status)).toBe(true);
    },
  );

  test('may end the turn without ending the interaction', () => {
    expect(isTerminalStatus('requires_action')).toBe(false);
    expect(isTurnOver('requires_action')).toBe(true);
  });

  test.each(['in_progress', 'queued', 'requires_continuation', 'a_status_of_tomorrow', '', undefined])(
    'ends nothing: %s',
    (status) => {
      expect(isTerminalStatus(status)).toBe(false);
      expect(isTurnOver(status)).toBe(false);
    },
  );
});

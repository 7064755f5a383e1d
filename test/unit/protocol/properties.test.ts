import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEvent } from '../../../src/protocol/guards.ts';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';
import { normalizeInteraction } from '../../../src/protocol/normalizeInteraction.ts';
import { currentEvents } from './currentEvents.ts';
import { eventName, garbledEvent, garbledJson } from './garbled.ts';

const anything = fc.oneof(
  { weight: 3, arbitrary: garbledEvent },
  { weight: 2, arbitrary: garbledJson },
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
);

const runs = { numRuns: 3000 };

type Loose = { [key: string]: unknown };

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expectTyped(value: unknown): asserts value is Loose {
  expect(isObject(value)).toBe(true);
  expect(typeof (value as Loose).type).toBe('string');
}

function expectItems(value: unknown): void {
  if (value === undefined) return;
  expect(Array.isArray(value)).toBe(true);
  for (const item of value as unknown[]) {
    expectTyped(item);
    if (item.type === 'text' && item.annotations !== undefined) {
      for (const annotation of item.annotations as unknown[]) expectTyped(annotation);
    }
  }
}

function expectStep(step: unknown): void {
  expectTyped(step);
  if (step.type === 'model_output' || step.type === 'user_input') expectItems(step.content);
  if (step.type === 'thought') expectItems(step.summary);
}

function expectError(error: unknown): void {
  expect(isObject(error)).toBe(true);
  const { code, message } = error as Loose;
  expect([typeof code, typeof message].every((type) => type === 'string' || type === 'undefined')).toBe(true);
}

function expectInteraction(interaction: unknown): void {
  expect(isObject(interaction)).toBe(true);
  const { steps, errors } = interaction as Loose;
  if (steps !== undefined) for (const step of steps as unknown[]) expectStep(step);
  if (errors !== undefined) for (const error of errors as unknown[]) expectError(error);
}

describe('whatever comes in', () => {
  test('an event comes out, and it is the same one the second time', () => {
    fc.assert(
      fc.property(anything, eventName, eventName, (value, name, otherName) => {
        const once = normalizeEvent(value, name);
        expect(typeof once.event_type).toBe('string');
        expect(once.event_type).not.toBe('');
        const twice = normalizeEvent(once, otherName);
        expect(twice).toStrictEqual(once);
      }),
      runs,
    );
  });

  test('the event holds what readers are promised of it', () => {
    fc.assert(
      fc.property(anything, eventName, (value, name) => {
        const event = normalizeEvent(value, name);
        const { index, step, delta, interaction, error } = event as Loose;
        if (isEvent(event, 'step.start') && step !== undefined) expectStep(step);
        if (isEvent(event, 'step.delta') && delta !== undefined) {
          expectTyped(delta);
          if (delta.type === 'thought_summary' && delta.content !== undefined) expectTyped(delta.content);
          if (delta.type === 'text_annotation_delta') expectItems(delta.annotations);
        }
        if (isEvent(event, 'step.start') || isEvent(event, 'step.delta') || isEvent(event, 'step.stop')) {
          expect(['number', 'undefined']).toContain(typeof index);
        }
        if (isEvent(event, 'interaction.created') || isEvent(event, 'interaction.completed')) {
          if (interaction !== undefined) expectInteraction(interaction);
        }
        if (isEvent(event, 'error') && error !== undefined) expectError(error);
      }),
      runs,
    );
  });

  test('the value itself is never changed', () => {
    fc.assert(
      fc.property(fc.oneof(garbledEvent, garbledJson), eventName, (value, name) => {
        const before = JSON.stringify(value);
        normalizeEvent(value, name);
        normalizeInteraction(value);
        expect(JSON.stringify(value)).toBe(before);
      }),
    );
  });

  test('an interaction comes out, and it is the same one the second time, or there is none', () => {
    let found = 0;
    fc.assert(
      fc.property(anything, fc.constantFrom('steps', 'outputs', 'output'), garbledJson, (value, field, list) => {
        const candidate = isObject(value) ? { ...value, [field]: list } : value;
        const once = normalizeInteraction(candidate);
        if (once === undefined) return;
        found += 1;
        expectInteraction(once);
        expect(normalizeInteraction(once)).toStrictEqual(once);
      }),
      runs,
    );
    expect(found).toBeGreaterThan(100);
  });
});

describe('an event in the current words, with fields of tomorrow', () => {
  test('comes back as the very same object', () => {
    const fields = fc.dictionary(
      fc.string().map((name) => `x_${name}`),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...currentEvents), fields, eventName, (event, more, name) => {
        const extended = { ...more, ...event };
        expect(normalizeEvent(extended, name)).toBe(extended);
      }),
      runs,
    );
  });
});

import { describe, expect, test } from 'vitest';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';

const text = { index: 0, delta: { type: 'text', text: 'Hi' } };

describe('what kind of event it is', () => {
  test('says event_type before anything else', () => {
    const event = { ...text, event_type: 'step.delta', type: 'step.stop' };
    expect(normalizeEvent(event, 'error')).toBe(event);
  });

  test('says type where that looks like the type of an event', () => {
    expect(normalizeEvent({ ...text, type: 'step.delta' }, 'ping')).toStrictEqual({
      ...text,
      event_type: 'step.delta',
    });
    expect(normalizeEvent({ type: 'step.rewind', to: 3 })).toStrictEqual({ event_type: 'step.rewind', to: 3 });
  });

  test('says the SSE event name where the payload does not tell', () => {
    expect(normalizeEvent(text, 'step.delta')).toStrictEqual({ ...text, event_type: 'step.delta' });
    expect(normalizeEvent({ index: 4 }, 'content.stop')).toStrictEqual({ index: 4, event_type: 'step.stop' });
  });

  test('is not said by a type that cannot be an event’s', () => {
    const value = { type: 'text', index: 0 };
    expect(normalizeEvent(value, 'step.stop')).toStrictEqual({ ...value, event_type: 'step.stop' });
  });

  test('is the payload’s own type after all where nothing else tells', () => {
    expect(normalizeEvent({ type: 'ping', at: 5 })).toStrictEqual({ type: 'ping', at: 5, event_type: 'ping' });
    expect(normalizeEvent({ type: 'ping' }, 'message')).toStrictEqual({ type: 'ping', event_type: 'ping' });
  });

  test('is unknown where nothing tells', () => {
    expect(normalizeEvent({ hello: 'there' })).toStrictEqual({ hello: 'there', event_type: 'unknown' });
    expect(normalizeEvent({ event_type: '', type: 7 }, '')).toStrictEqual({ type: 7, event_type: 'unknown' });
  });

  test('is a name of its own for an SSE event that nobody knows', () => {
    expect(normalizeEvent({ load: 0.4 }, 'heartbeat')).toStrictEqual({ load: 0.4, event_type: 'heartbeat' });
  });

  test('may be told by one key in one event and by another in the next', () => {
    const types = [{ event_type: 'step.start' }, { type: 'step.start' }].map((key) =>
      normalizeEvent({ index: 0, step: { type: 'thought' }, ...key }),
    );
    expect(types[0]).toStrictEqual(types[1]);
  });
});

describe('the end of the stream', () => {
  test.each([
    ['the literal [DONE]', '[DONE]', undefined],
    ['a done event with any data', { ok: true }, 'done'],
    ['a done event without data', undefined, 'done'],
    ['an object of type done', { type: 'done' }, undefined],
    ['an event of type done', { event_type: 'done' }, undefined],
  ])('is one and the same event, sent as %s', (_how, value, name) => {
    expect(normalizeEvent(value, name)).toMatchObject({ event_type: 'done' });
  });
});

describe('a value that is no event', () => {
  test.each([null, undefined, 0, -1.5, true, 'plain text', '', [], [1, 2], [{ event_type: 'step.stop' }]])(
    'is kept under value (%j)',
    (value) => {
      expect(normalizeEvent(value)).toStrictEqual({ event_type: 'unknown', value });
      expect(normalizeEvent(value, 'heartbeat')).toStrictEqual({ event_type: 'heartbeat', value });
    },
  );

  test('never passes for a known event, whatever its SSE name', () => {
    expect(normalizeEvent('garbage', 'step.delta')).toStrictEqual({ event_type: 'unknown', value: 'garbage' });
    expect(normalizeEvent(null, 'interaction.completed')).toStrictEqual({ event_type: 'unknown', value: null });
  });

  test('may even be what JSON cannot say', () => {
    const values = [Symbol('s'), 10n, () => 1, new Map(), new Date(0), Object.create(null), Number.NaN];
    for (const value of values) expect(normalizeEvent(value)).toMatchObject({ event_type: 'unknown' });
  });
});

describe('an index', () => {
  test('in digits becomes the number', () => {
    expect(normalizeEvent({ event_type: 'step.stop', index: '3' })).toStrictEqual({
      event_type: 'step.stop',
      index: 3,
    });
  });

  test('that is missing stays missing', () => {
    const event = { event_type: 'step.delta', delta: { type: 'text', text: 'Hi' } };
    expect(normalizeEvent(event)).toBe(event);
  });

  test.each([null, '', 'first', true, {}, [0], '1.5'])('that is no number is taken out (%j)', (index) => {
    expect(normalizeEvent({ event_type: 'step.stop', index })).toStrictEqual({ event_type: 'step.stop' });
  });
});

describe('a known event without its vital part', () => {
  test.each([
    { event_type: 'step.start', index: 0 },
    { event_type: 'step.delta', index: 0 },
    { event_type: 'interaction.created' },
    { event_type: 'interaction.completed', event_id: 'e9' },
    { event_type: 'interaction.status_update' },
  ])('stays as it is: $event_type', (event) => {
    expect(normalizeEvent(event)).toBe(event);
  });

  test.each([null, 5, 'thought', [], true])('has no part that is not an object (%j)', (part) => {
    expect(normalizeEvent({ event_type: 'step.start', index: 0, step: part })).toStrictEqual({
      event_type: 'step.start',
      index: 0,
    });
    expect(normalizeEvent({ event_type: 'interaction.created', interaction: part })).toStrictEqual({
      event_type: 'interaction.created',
    });
  });

  test.each([null, 5, [], true])('has no delta that is neither an object nor text (%j)', (delta) => {
    expect(normalizeEvent({ event_type: 'step.delta', index: 0, delta })).toStrictEqual({
      event_type: 'step.delta',
      index: 0,
    });
  });
});

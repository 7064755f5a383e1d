import { describe, expect, test } from 'vitest';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';

const event_type = 'error';

describe('an error event', () => {
  test('with a numeric code has it as a string, and keeps the rest', () => {
    const error = { code: 400, message: 'Bad input.', status: 'INVALID_ARGUMENT', details: [{ why: 'x' }] };
    expect(normalizeEvent({ event_type, error })).toStrictEqual({ event_type, error: { ...error, code: '400' } });
  });

  test('with bare text has it as the message', () => {
    expect(normalizeEvent({ event_type, error: 'Overloaded' })).toStrictEqual({
      event_type,
      error: { message: 'Overloaded' },
    });
    expect(normalizeEvent('Overloaded', 'error')).toStrictEqual({ event_type, error: { message: 'Overloaded' } });
  });

  test('with code and message on the event itself has them gathered', () => {
    expect(normalizeEvent({ type: 'error', code: 503, message: 'Overloaded', event_id: 'e7' })).toStrictEqual({
      event_type,
      event_id: 'e7',
      error: { code: '503', message: 'Overloaded' },
    });
  });

  test('keeps its error over what else stands on the event', () => {
    const event = { event_type, error: { code: 'aborted' }, code: 5, message: 'Other.' };
    expect(normalizeEvent(event)).toBe(event);
  });

  test('with an empty error says what stands on the event', () => {
    expect(normalizeEvent({ event_type, error: {}, message: 'Too late.' })).toStrictEqual({
      event_type,
      error: { message: 'Too late.' },
    });
  });

  test('without an error, or with an empty one, is noise and stays so', () => {
    for (const noise of [{ event_type }, { event_type, error: {} }]) expect(normalizeEvent(noise)).toBe(noise);
    for (const error of [null, '', 0, false, []])
      expect(normalizeEvent({ event_type, error })).toStrictEqual({ event_type });
  });

  test('never has a code or message that cannot be shown', () => {
    expect(normalizeEvent({ event_type, error: { code: { a: 1 }, message: ['x'], hint: 'y' } })).toStrictEqual({
      event_type,
      error: { hint: 'y' },
    });
    expect(normalizeEvent({ event_type, error: { message: 7 } })).toStrictEqual({
      event_type,
      error: { message: '7' },
    });
  });

  test('may bring the interaction along', () => {
    expect(
      normalizeEvent({ event_type, error: { code: 'aborted' }, interaction: { id: 'v1', status: 'done' } }),
    ).toStrictEqual({ event_type, error: { code: 'aborted' }, interaction: { id: 'v1', status: 'completed' } });
  });
});

describe('an error that is no event', () => {
  const error = { code: 504, message: 'The deadline passed.' };
  const expected = { event_type, error: { code: '504', message: 'The deadline passed.' } };

  test('is one, bare', () => {
    expect(normalizeEvent({ error })).toStrictEqual(expected);
    expect(normalizeEvent({ error }, 'message')).toStrictEqual(expected);
    expect(normalizeEvent({ error }, 'gateway')).toStrictEqual(expected);
  });

  test('is one, in a list, as a stream that is cut ends with', () => {
    expect(normalizeEvent([{ error }])).toStrictEqual(expected);
    expect(normalizeEvent([null, { other: 1 }, { error }, { error: 'later' }])).toStrictEqual(expected);
  });

  test('is one, as a list of errors', () => {
    expect(normalizeEvent({ error: [null, error, { message: 'later' }] })).toStrictEqual(expected);
  });

  test('is none where another event merely mentions one', () => {
    const mention = { event_type: 'tool.progress', error: { message: 'retrying' } };
    expect(normalizeEvent(mention)).toBe(mention);
    expect(normalizeEvent({ type: 'tool_progress', error: { message: 'retrying' } })).toMatchObject({
      event_type: 'tool_progress',
    });
    expect(normalizeEvent({ index: 0, error: 'x' }, 'step.stop')).toMatchObject({ event_type: 'step.stop' });
    expect(normalizeEvent({ error: {} })).toStrictEqual({ event_type: 'unknown', error: {} });
  });
});

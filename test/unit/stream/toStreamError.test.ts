import { describe, expect, test } from 'vitest';
import { InteractionStreamError } from '../../../src/stream/InteractionStreamError.ts';
import { excerptOf, redactKeys } from '../../../src/stream/redactKeys.ts';
import { toStreamError } from '../../../src/stream/toStreamError.ts';

describe('toStreamError', () => {
  test('returns one that it has made', () => {
    const error = toStreamError(new Error('x'));
    expect(toStreamError(error)).toBe(error);
  });

  test.each([
    ['an AbortError', new DOMException('The operation was aborted.', 'AbortError')],
    ['an abort of the SDK', Object.assign(new Error('Request was aborted.'), { name: 'APIUserAbortError' })],
  ])('takes %s for stopped', (_name, thrown) => {
    expect(toStreamError(thrown)).toMatchObject({ type: 'aborted', retryable: false, cause: thrown });
  });

  test.each([
    [
      'an inner error',
      { status: 429, error: { code: 'rate_limit_exceeded', message: 'Slow.' } },
      'rate_limit_exceeded',
    ],
    [
      'an outer error',
      { status: 429, error: { error: { code: 'quota_exceeded', message: 'Slow.' } } },
      'quota_exceeded',
    ],
    ['a body', { statusCode: 429, body: '{"error":{"code":"quota_exceeded","message":"Slow."}}' }, 'quota_exceeded'],
    ['JSON in its message', { status: 429, message: '{"error":{"code":429,"message":"Slow.","status":"X"}}' }, 'x'],
    ['a message', { status: 429, message: 'Slow.' }, undefined],
  ])('reads an API error with %s', (_name, fields, code) => {
    const error = toStreamError(Object.assign(new Error(''), fields));
    expect(error).toMatchObject({ type: 'http', status: 429 });
    expect(error.code).toBe(code);
    expect(error.message).toContain('Slow.');
  });

  test('honours the Retry-After of an API error', () => {
    const thrown = Object.assign(new Error('no'), { status: 503, headers: new Headers({ 'Retry-After': '2' }) });
    expect(toStreamError(thrown)).toMatchObject({ retryable: true, retryAfter: 2000 });
  });

  test('looks behind a continuation that was interrupted', () => {
    const cause = Object.assign(new Error('no'), { status: 404 });
    const thrown = Object.assign(new Error('interrupted', { cause }), { name: 'ContinuationInterruptedError' });
    expect(toStreamError(thrown)).toMatchObject({ type: 'http', status: 404 });
  });

  test.each([
    [new TypeError('terminated')],
    ['terminated'],
    [undefined],
    [null],
    [{}],
    [[{}]],
    [{ message: { code: 1 } }],
    [{ message: undefined }],
    [Symbol('x')],
    [Object.create(null)],
  ])('takes anything else (%o) for a connection that broke off', (thrown) => {
    const error = toStreamError(thrown);
    expect(error).toBeInstanceOf(InteractionStreamError);
    expect(error).toMatchObject({ type: 'network', retryable: true, cause: thrown });
    expect(error.message).toMatch(/^The connection broke off( \(terminated\))?\. Try again\.$/);
  });
});

test('an error is plain data to JSON, without what it does not know', () => {
  const error = new InteractionStreamError({ type: 'http', message: 'No.', retryable: false, status: 400 });
  expect(error).toBeInstanceOf(Error);
  expect(JSON.parse(JSON.stringify(error))).toEqual({ type: 'http', message: 'No.', retryable: false, status: 400 });
});

describe('keys', () => {
  test.each([
    ['AIzaSyA1234567890abcdefghijklmnopqrstuv', '[redacted]'],
    ['key AQ.Ab8RN6Lxxxxxxxxxxxxxxxxxxxx.', 'key [redacted].'],
    ['?alt=sse&key=hush&x=1', '?alt=sse&key=[redacted]&x=1'],
    ['Authorization: Bearer ya29.a0AfH6SMBxxxxxxxx', 'Authorization: Bearer [redacted]'],
    ['monkey=banana', 'monkey=banana'],
  ])('in "%s" are taken out', (text, expected) => {
    expect(redactKeys(text)).toBe(expected);
  });

  test('an excerpt is one line of limited length, and a key cut by the limit does not show', () => {
    expect(excerptOf(' a\n\n b\t', 10)).toBe('a b');
    expect(excerptOf('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
    const key = 'AIzaSyA1234567890abcdefghijklmnopqrstuv';
    for (let limit = 1; limit < 80; limit++) expect(excerptOf(`${'-'.repeat(30)}${key}`, limit)).not.toContain('AIzaS');
  });
});

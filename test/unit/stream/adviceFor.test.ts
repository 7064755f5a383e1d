import { expect, test } from 'vitest';
import { adviceFor } from '../../../src/stream/adviceFor.ts';

test.each([
  ['the API key', ['authentication', 'unauthenticated', 'permission_denied'], [401, 403]],
  ['the plan', ['payment_required', 'quota_exceeded', 'resource_exhausted'], [402]],
  ['the url, the model or agent', ['not_found', 'model_not_found'], [404]],
  [
    'Try again in a moment',
    ['api_error', 'internal', 'gateway_timeout', 'who_knows', '500'],
    [408, 409, 425, 429, 500],
  ],
  [
    'Change the request',
    ['invalid_request', 'out_of_range', 'safety', 'recitation', 'spii', 'content_blocked', '3', '7', '9', '11'],
    [400, 422],
  ],
  ['the route does not take this request', [], [405]],
  ['too large', [], [413]],
])('%s: what %j and %j are advised', (advice, codes, statuses) => {
  for (const code of codes) {
    expect(adviceFor({ code })).toContain(advice);
    expect(adviceFor({ code, status: 400 })).toContain(code === 'who_knows' || code === '500' ? 'Change' : advice);
  }
  for (const status of statuses) {
    expect(adviceFor({ status })).toContain(advice);
    if (status !== 429) expect(adviceFor({ code: 'who_knows', status })).toContain(advice);
  }
});

test('a rate limit with a code that nobody knows counts as a quota, unless it says when to come back', () => {
  expect(adviceFor({ code: 'who_knows', status: 429 })).toContain('the plan');
  expect(adviceFor({ code: 'who_knows', status: 429, retryAfter: 1000 })).toContain('Try again in a moment');
});

test('a status that an event of the stream has for its code is advised on like that status', () => {
  expect(adviceFor({ code: '403' })).toContain('the API key');
  expect(adviceFor({ code: '404' })).toContain('the url');
});

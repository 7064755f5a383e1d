import { expect, test } from 'vitest';
import { errorKind } from '../../../src/stream/errorKind.ts';
import type { InteractionStreamErrorData } from '../../../src/stream/InteractionStreamError.ts';
import { tooManyRounds } from '../../../src/store/thread/tooManyRounds.ts';

const kindOf = (fields: Partial<InteractionStreamErrorData>) =>
  errorKind({ type: 'http', message: 'No.', retryable: false, ...fields });

test.each([
  ['network', { type: 'network' }],
  ['malformed', { type: 'malformed' }],
  ['limit', { type: 'limit', code: 'streamBytes' }],
  ['busy', { status: 503 }],
  ['busy', { status: 429 }],
  ['busy', { status: 409 }],
  ['busy', { type: 'api', code: 'gateway_timeout' }],
  ['busy', { status: 429, code: 'resource_exhausted', retryAfter: 1000 }],
  ['quota', { status: 429, code: 'resource_exhausted' }],
  ['quota', { status: 402 }],
  ['access', { status: 401 }],
  ['access', { type: 'api', code: 'permission_denied' }],
  ['missing', { status: 404 }],
  ['missing', { status: 400, code: 'model_not_found' }],
  ['withheld', { type: 'api', code: 'safety' }],
  ['withheld', { status: 400, code: 'prohibited_content' }],
  ['withheld', { type: 'api', code: '7' }],
  ['size', { status: 413 }],
  ['request', { status: 418 }],
  ['request', { type: 'api', code: '3' }],
  ['other', { status: 500 }],
  ['other', { status: 400, code: 'api_error' }],
  ['other', { type: 'api' }],
  ['other', { type: 'usage' }],
  ['other', { type: 'api', code: 'constructor' }],
] as const)('%s is the kind of %j', (kind, fields) => {
  expect(kindOf(fields)).toBe(kind);
});

test('a model that asks for functions too often has a kind of its own', () => {
  expect(errorKind(tooManyRounds(8))).toBe('rounds');
});

import { expect, test } from 'vitest';
import type { Fault, FaultRequest } from '../../../src/testing.ts';
import { model, play, readAll, setUpSdk } from './sdkClient.ts';

const once = (fault: Fault) => ({
  faults: ({ attempt }: FaultRequest) => (attempt === 0 ? fault : undefined),
});
const ask = { model, input: 'Hi' };
const noRetries = { maxRetries: 0 };

test('the official client finds the message of an error where it looks for it', async () => {
  const { interactions } = await setUpSdk();
  await expect(interactions.create({ ...ask, previous_interaction_id: 'v1_none' })).rejects.toMatchObject({
    message: expect.stringContaining('There is no interaction "v1_none".'),
  });
});

test.each([
  [{ type: 'http_error', status: 400 }, 'BadRequestError', 400],
  [{ type: 'http_error', status: 401 }, 'AuthenticationError', 401],
  [{ type: 'http_error', status: 403 }, 'PermissionDeniedError', 403],
  [{ type: 'http_error', status: 404 }, 'NotFoundError', 404],
  [{ type: 'http_error', status: 429 }, 'RateLimitError', 429],
  [{ type: 'http_error', status: 500 }, 'InternalServerError', 500],
  [{ type: 'http_error', status: 503 }, 'InternalServerError', 503],
  [{ type: 'html_page', status: 502 }, 'InternalServerError', 502],
] as [Fault, string, number][])('the official client takes %j for a %s', async (fault, name, status) => {
  const { interactions } = await setUpSdk(once(fault));
  for (const stream of [false, true]) {
    const { interactions } = await setUpSdk(once(fault));
    const failed = interactions.create({ ...ask, stream }, noRetries).catch((error: unknown) => error);
    const error = (await failed) as Error;
    expect({ type: error.constructor.name, ...error }).toMatchObject({ type: name, status });
  }
  await expect(interactions.get('v1_none', {}, noRetries)).rejects.toMatchObject({ status });
});

test('the official client cannot read a page', async () => {
  const { interactions } = await setUpSdk(once({ type: 'html_page', status: 200 }));
  await expect(interactions.create(ask, noRetries)).rejects.toThrow(/text\/html|content.type/i);
});

test('the official client tries again after Retry-After, and after a server that was not there', async () => {
  for (const fault of [{ type: 'http_error', status: 429, retryAfter: 1 }, { type: 'unreachable' }] as const) {
    const { interactions } = await setUpSdk(once(fault));
    expect(await interactions.create(ask)).toMatchObject({ status: 'completed' });
  }
});

test('the official client throws where the connection breaks, and has what came', async () => {
  const { interactions } = await setUpSdk(once({ type: 'cut_after', events: 4, how: 'break' }));
  const stream = await interactions.create({ ...play('counting', { pace: '20' }), stream: true });
  const types: string[] = [];
  const reading = (async () => {
    for await (const event of stream) types.push(event.event_type);
  })();
  await expect(reading).rejects.toThrow('terminated');
  const sent = ['interaction.created', 'interaction.status_update', 'step.start', 'step.delta'];
  expect(types.length).toBeGreaterThan(0);
  expect(sent.slice(0, types.length)).toEqual(types);
});

test('the official client hands on an error event, and passes over one that is bare JSON', async () => {
  const last = async (fault: Fault) => {
    const { interactions } = await setUpSdk(once(fault));
    return (await readAll(await interactions.create({ ...play('counting'), stream: true }))).at(-1);
  };
  expect(await last({ type: 'error_after', events: 3, code: 'gateway_timeout' })).toMatchObject({
    event_type: 'error',
    error: { code: 'gateway_timeout' },
  });
  expect(await last({ type: 'bare_error_after', events: 3 })).toMatchObject({ event_type: 'step.start' });
});

test.each([
  { type: 'comments' },
  { type: 'crlf' },
  { type: 'split_utf8' },
  { type: 'drip', bytes: 900, ms: 0 },
] as Fault[])('the official client sees nothing of %j', async (fault) => {
  const { interactions } = await setUpSdk({ faults: () => fault });
  const events = await readAll(await interactions.create({ ...play('rtl'), stream: true }));
  expect(JSON.stringify(events)).toContain('الأفلاج في سلطنة');
  expect(events.at(-1)).toMatchObject({ interaction: { status: 'completed' } });
});

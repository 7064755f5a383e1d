import { describe, expect, test } from 'vitest';
import type { InteractionsServerOptions, RespondHistory } from '../../../src/testing.ts';
import { setUpServer } from './askServer.ts';

const call = (id: string, more: object = {}) => ({
  type: 'function_call',
  id,
  name: 'add',
  arguments: { a: 1 },
  ...more,
});
const result = (call_id: string, more: object = {}) => ({
  type: 'function_result',
  call_id,
  name: 'add',
  result: 2,
  ...more,
});
const thought = (signature: string) => ({ type: 'thought', signature });
const ask = { type: 'user_input', content: [{ type: 'text', text: 'Add' }] };
const say = (text: string) => ({ type: 'model_output', content: [{ type: 'text', text }] });

/** Calls until it has been sent a result, and then says so. */
const adder = (...steps: object[]): InteractionsServerOptions => ({
  respond: ({ input }) => (JSON.stringify(input).includes('function_result') ? [say('Done')] : (steps as [])),
});

async function ends(response: Response) {
  const { error, status, steps } = await response.json();
  return error ? { code: error.code, message: error.message, http: response.status } : { status, steps };
}

describe('a function result', () => {
  async function afterCalls(...steps: object[]) {
    const { create } = setUpServer(adder(...steps));
    const { id } = await (await create({})).json();
    return async (...input: object[]) => ends(await create({ previous_interaction_id: id, input }));
  }

  test('that answers a call of the previous interaction is taken', async () => {
    const answer = await afterCalls(call('c1'), call('c2'));
    expect(await answer(result('c1'), result('c2'))).toMatchObject({ status: 'completed', steps: [say('Done')] });
  });

  test.each([
    ['no call', 'c3', [call('c1')]],
    ['a call that the server has answered itself', 'c1', [call('c1'), result('c1'), say('Sum')]],
    ['nothing at all', 'c1', [say('Hello')]],
  ])('that answers %s is refused', async (_, callId, steps) => {
    const answer = await afterCalls(...steps);
    const message = expect.stringContaining(`no open call with the id "${callId}"`);
    expect(await answer(result(callId))).toEqual({ http: 400, code: 'invalid_request', message });
  });

  test('that answers a call of an earlier hop of the same turn is taken', async () => {
    const { create } = setUpServer({
      respond: ({ input }) =>
        JSON.stringify(input).includes('function_result') ? [say('Done')] : { hops: [[call('c1')], [call('c2')]] },
    });
    const first = await (await create({})).json();
    const { id: previous_interaction_id, continuation_token } = first;
    const second = await (await create({ input: undefined, previous_interaction_id, continuation_token })).json();
    const answer = { previous_interaction_id: second.id, input: [result('c1'), result('c2')] };
    expect(await ends(await create(answer))).toMatchObject({ status: 'completed' });
  });

  test('is measured by the calls that are sent along, where nothing is stored', async () => {
    const { create } = setUpServer(adder(call('c1')));
    const stateless = async (...input: object[]) => ends(await create({ store: false, input }));
    expect(await stateless(ask)).toMatchObject({ status: 'requires_action' });
    expect(await stateless(ask, call('c1'), result('c1'))).toMatchObject({ status: 'completed' });
    expect(await stateless(ask, call('c1'), result('c2'))).toMatchObject({ http: 400, code: 'invalid_request' });
    expect(await stateless(ask, result('c1'), call('c1'))).toMatchObject({ http: 400, code: 'invalid_request' });
  });
});

describe('a call that is sent back', () => {
  const UNSIGNED = { http: 400, code: 'invalid_request', message: expect.stringMatching(/"add".*thought signature/) };

  test.each([
    ['the thought before it', [thought('s1'), call('c1')], [thought('s1'), call('c1')], undefined],
    ['no thought', [thought('s1'), call('c1')], [call('c1')], UNSIGNED],
    ['a thought without its signature', [thought('s1'), call('c1')], [{ type: 'thought' }, call('c1')], UNSIGNED],
    ['another signature', [thought('s1'), call('c1')], [thought('s2'), call('c1')], UNSIGNED],
    ['the thought after it', [thought('s1'), call('c1')], [call('c1'), thought('s1')], UNSIGNED],
    ['its own signature', [call('c1', { signature: 's1' })], [call('c1', { signature: 's1' })], undefined],
    ['its own signature gone', [call('c1', { signature: 's1' })], [call('c1')], UNSIGNED],
    ['no signature where there was none', [call('c1', { signature: '' })], [call('c1')], undefined],
    ['a call that nobody knows', [thought('s1'), call('c9')], [call('c1')], undefined],
    [
      'the sentinel that stands for any signature',
      [thought('s1'), call('c1')],
      [thought('skip_thought_signature_validator'), call('c1')],
      undefined,
    ],
  ])('with %s', async (_, sent, back, refused) => {
    const { create } = setUpServer(adder(...sent));
    await (await create({ store: false })).json();
    const answer = await ends(await create({ store: false, input: [ask, ...back, result('c1')] }));
    expect(answer).toEqual(refused ?? { status: 'completed', steps: [say('Done')] });
  });

  test('is measured by the recording that it came from', async () => {
    const { create } = setUpServer();
    const labels = { recording: 'function-call-turn-1' };
    const { steps } = await (await create({ store: false, labels })).json();
    const { id } = steps.at(-1);
    expect(await ends(await create({ store: false, input: [ask, ...steps, result(id)] }))).toMatchObject({
      status: 'completed',
    });
    const stripped = steps.map(({ signature: _, ...step }: { signature: string }) => step);
    expect(await ends(await create({ store: false, input: [ask, ...stripped, result(id)] }))).toMatchObject({
      http: 400,
    });
  });

  test('may be any of those that had its id', async () => {
    let signature = 's1';
    const { create } = setUpServer({
      respond: ({ input }) =>
        JSON.stringify(input).includes('function_result') ? [say('Done')] : [thought(signature), call('c1')],
    });
    await (await create({ store: false })).json();
    signature = 's2';
    await (await create({ store: false })).json();
    for (const known of ['s1', 's2']) {
      const input = [ask, thought(known), call('c1'), result('c1')];
      expect(await ends(await create({ store: false, input }))).toMatchObject({ status: 'completed' });
    }
  });
});

describe('respond', () => {
  test('is given the interactions before, oldest first, with what was sent', async () => {
    const histories: RespondHistory[] = [];
    const { create } = setUpServer({
      respond: (_, history) => {
        histories.push(history);
        return [say(`${history.interactions.length} before`)];
      },
    });
    const first = await (await create({ input: 'A' })).json();
    const second = await (await create({ input: [ask], previous_interaction_id: first.id })).json();
    await create({ input: 'C', previous_interaction_id: second.id });
    await create({ input: 'Other' });
    const input = { type: 'user_input', content: [{ type: 'text', text: 'A' }] };
    expect(histories.map(({ interactions }) => interactions)).toEqual([
      [],
      [{ ...first, input: [input] }],
      [
        { ...first, input: [input] },
        { ...second, input: [ask] },
      ],
      [],
    ]);
    expect(second.steps).toEqual([say('1 before')]);
  });

  test('that goes wrong is an error of the server', async () => {
    const thrown = setUpServer({
      respond: () => {
        throw new Error('No idea.');
      },
    });
    expect(await ends(await thrown.create({}))).toEqual({ http: 500, code: 'api_error', message: 'No idea.' });
    const empty = setUpServer({ respond: () => ({ hops: [] }) });
    expect(await ends(await empty.create({}))).toMatchObject({ http: 500, code: 'api_error' });
  });
});

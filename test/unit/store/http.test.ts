import type { ServerResponse } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createFetchTransport } from '../../../src/stream/createFetchTransport.ts';
import { createInteractionsServer } from '../../../src/testing/createInteractionsServer.ts';
import { bodyOf, gone, serve } from '../stream/serve.ts';
import { listenFetch } from '../testing/listen.ts';
import { answer, completed, created, start, stepsOf, text, textsOf } from './events.ts';
import { forbidUnhandledRejections, lastOf, lastTexts, sse, thread, wholeStream } from './thread.ts';

beforeEach(forbidUnhandledRejections);

const storeAt = (origin: string, params = {}) =>
  createInteractionStore({
    transport: createFetchTransport({ url: `${origin}/v1beta/interactions` }),
    params: { model: 'm', ...params },
    reconnect: false,
  });

/** A server that answers with these one after another. */
const serveAnswers = (...answers: ((response: ServerResponse, body: string) => void)[]) =>
  serve(async (request, response) => answers.shift()?.(response, await bodyOf(request)));

const eventStream = (body: string) => (response: ServerResponse) =>
  response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(body);

describe('a thread over HTTP', () => {
  it('talks with a server of the API: a turn, the next one, a function call and its result', async () => {
    const calls = [{ type: 'function_call', id: 'call_1', name: 'add', arguments: { a: 1, b: 2 } }];
    const server = createInteractionsServer({
      respond: ({ input }) => (input === 'Add.' ? calls : undefined),
      chunkSize: 11,
    });
    const store = storeAt(await listenFetch(server.fetch));
    expect(await thread(store).send('Hello?')).toMatchObject({ outcome: 'finished', status: 'completed' });
    expect(lastTexts(store)).toEqual(['You said: Hello?']);
    expect(await thread(store).send('Add.')).toMatchObject({ outcome: 'finished', status: 'requires_action' });
    expect(stepsOf(lastOf(store))).toEqual(calls);
    await thread(store).send([{ type: 'function_result', call_id: 'call_1', name: 'add', result: '3' }]);
    expect(lastTexts(store).join('')).toContain('3');
    expect(thread(store).interactions.map(({ id }) => typeof id)).toEqual(['string', 'string', 'string']);
  });

  it('holds a conversation of which the server stores nothing', async () => {
    const bodies: { input: unknown[]; previous_interaction_id?: string }[] = [];
    const server = createInteractionsServer();
    const origin = await listenFetch(async (request) => {
      bodies.push((await request.clone().json()) as (typeof bodies)[0]);
      return server.fetch(request);
    });
    const store = storeAt(origin, { store: false });
    await thread(store).send('One.');
    await thread(store).send('Two.');
    expect(lastTexts(store)).toEqual(['You said: Two.']);
    expect(bodies[1]?.input).toHaveLength(3);
    expect(bodies[1]?.previous_interaction_id).toBeUndefined();
  });

  it('closes the connection when it is stopped', async () => {
    let left: Promise<void> | undefined;
    const origin = await serveAnswers((response) => {
      left = gone(response);
      response
        .writeHead(200, { 'Content-Type': 'text/event-stream' })
        .write(sse([created(), start(0, 'model_output'), text(0, 'Hel')]));
    });
    const store = storeAt(origin);
    const sent = thread(store).send('Hi');
    await new Promise<void>((resolve) => {
      store.subscribe(() => {
        if (lastOf(store).steps.length > 0) resolve();
      });
    });
    thread(store).stop();
    expect((await sent).outcome).toBe('stopped');
    expect(lastTexts(store)).toEqual(['Hel']);
    await left;
  });

  it('closes the connection of a server that leaves it open after [DONE]', async () => {
    let left: Promise<void> | undefined;
    const origin = await serveAnswers((response) => {
      left = gone(response);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(wholeStream(answer('Hello.')));
    });
    expect((await thread(storeAt(origin)).send('Hi')).outcome).toBe('finished');
    await left;
  });

  it.each([
    ['in the midst of a text', sse([created(), start(0, 'model_output'), text(0, 'Hel')]), ['Hel']],
    [
      'in the midst of an event',
      sse([created(), start(0, 'model_output'), text(0, 'Hel'), text(0, 'lo')]).slice(0, -20),
      ['Hel'],
    ],
  ])('keeps what had arrived when the connection is cut %s, and can retry', async (_, begun, texts) => {
    const origin = await serveAnswers(
      (response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write(begun, () => setTimeout(() => response.destroy(), 20));
      },
      eventStream(wholeStream(answer('Hello.'))),
    );
    const store = storeAt(origin);
    expect(await thread(store).send('Hi')).toMatchObject({
      outcome: 'truncated',
      error: { type: 'network', retryable: true },
    });
    expect(lastTexts(store)).toEqual(texts);
    expect(thread(store).error).toMatchObject({ type: 'network' });
    expect(await thread(store).retry()).toMatchObject({ outcome: 'finished' });
    expect(lastTexts(store)).toEqual(['Hello.']);
    expect(thread(store).interactions).toHaveLength(1);
  });

  it.each([
    [
      400,
      'application/json',
      '{"error":{"code":"invalid_request","message":"No model."}}',
      { code: 'invalid_request', retryable: false },
      'No model.',
    ],
    [
      403,
      'application/json',
      '[{"error":{"code":403,"status":"PERMISSION_DENIED","message":"Not you."}}]',
      { code: 'permission_denied' },
      'Not you.',
    ],
    [
      429,
      'application/json',
      '{"error":{"code":"rate_limit_exceeded","message":"Slow down."}}',
      { retryable: true },
      'Slow down.',
    ],
    [500, 'text/html', '<html><title>Oops</title></html>', {}, 'Oops'],
    [502, 'text/plain', 'Bad gateway', {}, 'Bad gateway'],
    [503, 'text/event-stream', 'event: error\ndata: {"error":{"message":"Busy."}}\n\n', { retryable: true }, 'Busy.'],
    [404, 'application/json', '', {}, '404'],
  ])(
    'tells of HTTP %i (%s) in the thread and in the interaction, and can retry',
    async (status, type, body, fields, said) => {
      const origin = await serveAnswers(
        (response) => response.writeHead(status, { 'Content-Type': type }).end(body),
        eventStream(wholeStream(answer('Hello.'))),
      );
      const store = storeAt(origin);
      const interaction = await thread(store).send('Hi');
      expect(interaction).toMatchObject({ outcome: 'error', error: { type: 'http', status, ...fields } });
      expect(interaction.error?.message).toContain(said);
      expect(thread(store).error).toEqual(interaction.error);
      expect(interaction.input).toHaveLength(1);
      await thread(store).retry();
      expect(thread(store).interactions.map(({ outcome }) => outcome)).toEqual(['finished']);
      expect(thread(store).error).toBeUndefined();
    },
  );

  it('tells of a server that is not there', async () => {
    const interaction = await thread(storeAt('http://127.0.0.1:1')).send('Hi');
    expect(interaction).toMatchObject({ outcome: 'error', error: { type: 'network', retryable: true } });
  });

  it('draws an error that is written as bare JSON into the stream, and keeps the text', async () => {
    const refusal = '{"error":{"code":"prohibited_content","message":"Refused."}}\n';
    const origin = await serveAnswers(
      eventStream(sse([created(), start(0, 'model_output'), text(0, 'Hel')]) + refusal),
    );
    const store = storeAt(origin);
    expect(await thread(store).send('Hi')).toMatchObject({
      outcome: 'error',
      error: { type: 'api', code: 'prohibited_content' },
    });
    expect(lastTexts(store)).toEqual(['Hel']);
  });

  it('has two threads at once that know nothing of each other', async () => {
    const origin = await serve(async (request, response) => {
      const { input } = JSON.parse(await bodyOf(request)) as { input: string };
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const [head, ...rest] = answer(`To ${input}`);
      response.write(sse(head ? [head] : []));
      setTimeout(() => response.end(wholeStream([...rest, completed()])), 10);
    });
    const [one, two] = [storeAt(origin), storeAt(origin)];
    const states = await Promise.all([thread(one).send('A'), thread(two).send('B')]);
    expect(states.map(textsOf)).toEqual([['To A'], ['To B']]);
  });
});

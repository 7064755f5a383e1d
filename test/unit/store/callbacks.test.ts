import { beforeEach, describe, expect, it } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import type { StreamDiagnostic } from '../../../src/stream/StreamDiagnostic.ts';
import { answer, completed, created, error, start, text } from './events.ts';
import {
  DONE,
  forbidUnhandledRejections,
  lastTexts,
  recordingTransport,
  respond,
  settle,
  sse,
  thread,
  uncaughtErrors,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

function storeFor(stream: string, options: InteractionStreamOptions = {}) {
  const { transport } = recordingTransport(respond(stream), respond(stream));
  return createInteractionStore({ transport, ...options });
}

describe('the callbacks of a thread', () => {
  it('hear of every event in order, with its time, and once of the end', async () => {
    const heard: unknown[] = [];
    const store = storeFor(wholeStream(answer('Hello.')), {
      now: () => 42,
      onEvent: (event, time) => heard.push([event.event_type, time]),
      onFinish: ({ outcome, key }) => heard.push([outcome, key]),
      onError: () => heard.push('error'),
      onUnknownEvent: () => heard.push('unknown'),
    });
    await thread(store).send('Hi');
    expect(heard).toEqual([...answer('').map(({ event_type }) => [event_type, 42]), ['finished', '0']]);
  });

  it('hear of events of unknown type, and of what was passed over', async () => {
    const unknown: string[] = [];
    const diagnostics: StreamDiagnostic[] = [];
    const stream = `${sse([created(), { event_type: 'billing.notice' }])}event: odd\ndata: not JSON\n\n${sse([completed()])}${DONE}`;
    const store = storeFor(stream, {
      onUnknownEvent: ({ event_type }) => unknown.push(event_type),
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    });
    await thread(store).send('Hi');
    expect(unknown).toEqual(['billing.notice']);
    expect(diagnostics).toMatchObject([{ type: 'undecodable_event' }]);
  });

  it.each([
    ['the API', sse([created(), error('api_error', 'Oops.')]), 'api'],
    ['a stream that ends too early', sse([created(), start(0, 'model_output')]), 'network'],
    ['a body that is no stream', '<html>', 'malformed'],
  ])('hear of an error of %s, before the end', async (_, stream, type) => {
    const heard: unknown[] = [];
    const store = storeFor(stream, {
      onError: (failure) => heard.push(failure.type),
      onFinish: ({ error: failure }) => heard.push(['end', failure?.type]),
    });
    await thread(store).send('Hi');
    expect(heard).toEqual([type, ['end', type]]);
  });

  it('are those that the options have by then', async () => {
    const heard: string[] = [];
    const store = storeFor(wholeStream(answer('Hello.')), { onFinish: () => heard.push('old') });
    const sent = thread(store).send('Hi');
    store.setOptions({ onFinish: () => heard.push('new') });
    await sent;
    expect(heard).toEqual(['new']);
  });

  it('may send again as soon as one stream has ended', async () => {
    const store = storeFor(wholeStream(answer('Hello.')), {
      onFinish: ({ key }) => {
        if (key === '0') void thread(store).send('More?');
      },
    });
    await thread(store).send('Hi');
    await settle();
    expect(thread(store).interactions.map(({ outcome }) => outcome)).toEqual(['finished', 'finished']);
  });

  it.each(['onEvent', 'onUnknownEvent', 'onDiagnostic', 'onError', 'onFinish'] as const)(
    'do not break the stream when %s throws; the error surfaces as the host’s own',
    async (name) => {
      const errors = uncaughtErrors();
      const events = [
        created(),
        { event_type: 'billing.notice' },
        start(0, 'model_output'),
        text(0, 'Hello.'),
        error('api_error', 'Oops.'),
      ];
      const store = storeFor(`event: odd\ndata: not JSON\n\n${wholeStream(events)}`, {
        [name]: () => {
          throw new Error(`from ${name}`);
        },
      });
      const interaction = await thread(store).send('Hi');
      await settle();
      expect(interaction).toMatchObject({ outcome: 'error', error: { code: 'api_error' } });
      expect(lastTexts(store)).toEqual(['Hello.']);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.every((thrown) => (thrown as Error).message === `from ${name}`)).toBe(true);
    },
  );

  it('are not what a subscriber that throws can silence', async () => {
    const errors = uncaughtErrors();
    let finished = 0;
    const store = storeFor(wholeStream(answer('Hello.')), { onFinish: () => (finished += 1) });
    store.subscribe(() => {
      throw new Error('from a subscriber');
    });
    expect((await thread(store).send('Hi')).outcome).toBe('finished');
    await settle();
    expect(finished).toBe(1);
    expect(lastTexts(store)).toEqual(['Hello.']);
    expect(errors.length).toBeGreaterThan(0);
  });
});

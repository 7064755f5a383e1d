import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { answer, completed, created, error, start, stop, text } from './events.ts';
import {
  forbidUnhandledRejections,
  lastOf,
  lastTexts,
  manualFrames,
  openStream,
  recordingTransport,
  respond,
  settle,
  thread,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

const stream = [
  created(),
  start(0, 'thought'),
  stop(0),
  start(1, 'model_output'),
  text(1, 'Hel'),
  text(1, 'lo.'),
  stop(1),
  completed(),
];

describe('stop', () => {
  it('at any point leaves what had arrived, closes the source, and ignores what is late', async () => {
    for (let at = 0; at <= stream.length; at += 1) {
      const open = openStream();
      const { transport, signals } = recordingTransport(respond(open.stream));
      const store = createInteractionStore({ transport });
      const sent = thread(store).send('Hi');
      await settle();
      open.write(stream.slice(0, at));
      await settle();
      const before = lastOf(store);
      thread(store).stop();
      const interaction = await sent;
      expect(interaction.outcome).toBe(at === stream.length ? 'finished' : 'stopped');
      expect(interaction.error).toBeUndefined();
      expect(interaction.steps.map(({ step }) => step)).toEqual(before.steps.map(({ step }) => step));
      expect(interaction.steps.map(({ status }) => status)).toEqual(
        before.steps.map(({ status }) => (status === 'streaming' ? 'interrupted' : status)),
      );
      expect(thread(store)).toMatchObject({ connection: 'closed' });
      expect(thread(store).error).toBeUndefined();
      expect(signals[0]?.aborted).toBe(true);
      expect(open.cancelled).toBe(true);
      await settle();
      expect(lastOf(store)).toBe(interaction);
    }
  });

  it('keeps the events that arrived but still wait for a frame', async () => {
    const frames = manualFrames();
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream));
    const store = createInteractionStore({ transport, scheduler: frames.scheduler });
    const sent = thread(store).send('Hi');
    await settle();
    open.write(stream.slice(0, 5));
    await settle();
    expect(lastOf(store).steps).toEqual([]);
    thread(store).stop();
    expect(lastTexts(store)).toEqual(['Hel']);
    expect(frames.waiting).toBe(0);
    expect((await sent).outcome).toBe('stopped');
  });

  it('before there is an answer resolves at once, and closes the answer when it comes', async () => {
    const open = openStream();
    let answer: (response: Response) => void = () => {};
    const store = createInteractionStore({ transport: { create: () => new Promise((resolve) => (answer = resolve)) } });
    const sent = thread(store).send('Hi');
    await settle();
    thread(store).stop();
    expect(await sent).toMatchObject({ outcome: 'stopped', status: 'idle', steps: [] });
    answer(respond(open.stream)());
    await settle();
    expect(open.cancelled).toBe(true);
    expect(lastOf(store).outcome).toBe('stopped');
  });

  it('by a subscriber, as the request is made, sends nothing', async () => {
    const { transport, requests } = recordingTransport(respond(wholeStream(stream)));
    const store = createInteractionStore({ transport });
    const unsubscribe = store.subscribe(({ stop }) => stop());
    expect((await thread(store).send('Hi')).outcome).toBe('stopped');
    unsubscribe();
    expect(requests).toEqual([]);
  });

  it('by a subscriber, as an event is folded, ends the stream once', async () => {
    for (const scheduler of [undefined, manualFrames().scheduler]) {
      const ends: unknown[] = [];
      const { transport } = recordingTransport(respond(wholeStream(stream.slice(0, 6))));
      const store = createInteractionStore({ transport, scheduler, onFinish: (interaction) => ends.push(interaction) });
      store.subscribe(({ interactions, stop }) => (interactions.at(-1)?.steps.length ? stop() : undefined));
      const interaction = await thread(store).send('Hi');
      await settle();
      expect(interaction.outcome).toBe('stopped');
      expect(ends).toEqual([interaction]);
      expect(lastOf(store)).toBe(interaction);
    }
  });

  it('by onEvent, in the midst of a chunk, hears of no more events', async () => {
    const heard: string[] = [];
    const { transport } = recordingTransport(respond(openStreamOf(stream.slice(0, 6))));
    const store = createInteractionStore({
      transport,
      onEvent: ({ event_type }) => {
        if (heard.push(event_type) === 4) thread(store).stop();
      },
    });
    const interaction = await thread(store).send('Hi');
    await settle();
    expect(heard).toHaveLength(4);
    expect(interaction.outcome).toBe('stopped');
    expect(thread(store).connection).toBe('closed');
    expect(lastOf(store)).toBe(interaction);
  });

  it('does nothing where nothing runs', async () => {
    const store = createInteractionStore({ transport: createReplayTransport(wholeStream(stream)) });
    thread(store).stop();
    expect(thread(store)).toMatchObject({ interactions: [], connection: 'idle' });
    const interaction = await thread(store).send('Hi');
    thread(store).stop();
    expect(lastOf(store)).toBe(interaction);
  });
});

describe('a stream that ends too early', () => {
  it('is truncated wherever it is cut: the text stays, with an error, and retry gives the whole', async () => {
    const bytes = new TextEncoder().encode(wholeStream(stream));
    const whole = bytes.length - new TextEncoder().encode('\nevent: done\ndata: [DONE]\n\n').length;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole - 20 }), fc.constantFrom('close', 'error'), async (cutAt, cutWith) => {
        const transport = createReplayTransport([{ recording: bytes, cutAt, cutWith }, { recording: bytes }]);
        const store = createInteractionStore({ transport });
        const cut = await thread(store).send('Hi');
        expect(cut.status === 'idle' ? ['truncated', 'error'] : ['truncated']).toContain(cut.outcome);
        expect(cut.error?.message).toBeTruthy();
        expect(thread(store).error).toEqual(cut.error);
        expect('Hello.'.startsWith(lastTexts(store).join(''))).toBe(true);
        const again = await thread(store).retry();
        expect(again).toMatchObject({ outcome: 'finished', key: cut.key });
        expect(thread(store).interactions).toEqual([again]);
        expect(thread(store).error).toBeUndefined();
        expect(lastTexts(store)).toEqual(['Hello.']);
      }),
      { numRuns: 60 },
    );
  });

  it('is no less truncated for ending in [DONE]', async () => {
    const store = createInteractionStore({ transport: createReplayTransport(wholeStream(stream.slice(0, 6))) });
    expect(await thread(store).send('Hi')).toMatchObject({ outcome: 'truncated', error: { retryable: true } });
    expect(lastTexts(store)).toEqual(['Hello.']);
  });

  it('is finished without [DONE], after the API said so', async () => {
    const { transport } = recordingTransport(respond(wholeStream(stream).replace(/event: done[^]*/, '')));
    expect((await thread(createInteractionStore({ transport })).send('Hi')).outcome).toBe('finished');
  });
});

describe('retry', () => {
  it('sends the same again in the place of the failed attempt, with the user’s words once', async () => {
    const failed = wholeStream([created(), error('api_error', 'Oops.')]);
    const { transport, requests } = recordingTransport(
      respond(wholeStream(answer('One.'))),
      respond(failed),
      respond(failed),
      respond(wholeStream(stream)),
    );
    const store = createInteractionStore({ transport, params: { model: 'm' } });
    await thread(store).send('first');
    await thread(store).send('second', { temperature: 1 });
    expect(lastOf(store)).toMatchObject({ outcome: 'error', error: { type: 'api' } });
    await thread(store).retry();
    await thread(store).retry();
    expect(thread(store).interactions.map(({ outcome }) => outcome)).toEqual(['finished', 'finished']);
    expect(lastOf(store).input).toHaveLength(1);
    expect(lastTexts(store)).toEqual(['Hello.']);
    expect(thread(store).error).toBeUndefined();
    const asked = { stream: true, model: 'm', temperature: 1, previous_interaction_id: 'v1_test', input: 'second' };
    expect(requests.slice(1)).toEqual([asked, asked, asked]);
  });

  it('asks again after a stop', async () => {
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream), respond(wholeStream(stream)));
    const store = createInteractionStore({ transport });
    const sent = thread(store).send('Hi');
    await settle();
    open.write(stream.slice(0, 5));
    await settle();
    thread(store).stop();
    await sent;
    expect(await thread(store).retry()).toMatchObject({ outcome: 'finished' });
    expect(thread(store).interactions).toHaveLength(1);
    expect(lastTexts(store)).toEqual(['Hello.']);
  });

  it('sends the input of an attached or restored interaction', async () => {
    const { transport, requests } = recordingTransport(respond(wholeStream(stream)), respond(wholeStream(stream)));
    const store = createInteractionStore({ transport });
    await thread(store).attach(respond(wholeStream(stream.slice(0, 3)))(), { input: 'Hi' });
    expect(lastOf(store).outcome).toBe('truncated');
    const restored = createInteractionStore({ transport, initialInteractions: thread(store).getSnapshot() });
    await thread(store).retry();
    await thread(restored).retry();
    const input = [{ type: 'user_input', content: [{ type: 'text', text: 'Hi' }] }];
    expect(requests.map((request) => request.input)).toEqual([input, input]);
    expect(lastOf(restored).input).toHaveLength(1);
  });

  it('is refused where there is nothing to send again, or no transport', async () => {
    const store = createInteractionStore({ transport: createReplayTransport(wholeStream(stream)) });
    await expect(thread(store).retry()).rejects.toMatchObject({ type: 'usage' });
    await thread(store).attach(respond(wholeStream(stream))());
    await expect(thread(store).retry()).rejects.toMatchObject({
      type: 'usage',
      message: expect.stringContaining('send()'),
    });
    const without = createInteractionStore();
    await thread(without).attach(respond(wholeStream(stream))(), { input: 'Hi' });
    await expect(thread(without).retry()).rejects.toMatchObject({
      type: 'usage',
      message: expect.stringContaining('transport'),
    });
    expect(lastOf(without).outcome).toBe('finished');
  });
});

/** A stream with these events in one chunk, which then stays open. */
function openStreamOf(events: readonly { event_type: string }[]): ReadableStream<Uint8Array> {
  const open = openStream();
  open.write(events);
  return open.stream;
}

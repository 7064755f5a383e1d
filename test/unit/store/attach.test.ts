import { beforeEach, describe, expect, it } from 'vitest';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionSource } from '../../../src/stream/InteractionSource.ts';
import { answer, created, normalized, start, text } from './events.ts';
import {
  forbidUnhandledRejections,
  lastOf,
  lastTexts,
  openStream,
  recordingTransport,
  respond,
  settle,
  thread,
  wholeStream,
} from './thread.ts';

beforeEach(forbidUnhandledRejections);

const events = answer('Hello.');
const stored = {
  id: 'v1_test',
  status: 'completed',
  steps: [{ type: 'model_output', content: [{ type: 'text', text: 'Hello.' }] }],
} as const;

async function* generate(list: readonly object[]) {
  for (const event of list) yield event;
}

const sources: [string, () => InteractionSource | Promise<InteractionSource>][] = [
  ['a response', respond(wholeStream(events))],
  ['a JSON response', () => Response.json(stored)],
  ['a stream of bytes', () => respond(wholeStream(events))().body as ReadableStream<Uint8Array>],
  ['an async iterable of events', () => generate(normalized(events)) as InteractionSource],
  [
    'an async iterable of events in another dialect',
    () => generate(events.map(({ event_type, ...event }) => ({ type: event_type, ...event }))) as InteractionSource,
  ],
  ['an interaction', () => structuredClone(stored) as unknown as InteractionSource],
  ['a promise of a source', async () => respond(wholeStream(events))()],
];

describe('attach', () => {
  it.each(sources)('draws %s', async (_, source) => {
    const store = createInteractionStore();
    const interaction = await thread(store).attach(source(), { input: 'Hi' });
    expect(interaction).toMatchObject({ id: 'v1_test', outcome: 'finished', status: 'completed', key: '0' });
    expect(interaction.input.map(({ step }) => step)).toEqual([
      { type: 'user_input', content: [{ type: 'text', text: 'Hi' }] },
    ]);
    expect(lastTexts(store)).toEqual(['Hello.']);
    expect(thread(store)).toMatchObject({ connection: 'closed', interactions: [interaction] });
  });

  it('needs no input', async () => {
    const store = createInteractionStore();
    expect((await thread(store).attach(respond(wholeStream(events))())).input).toEqual([]);
  });

  it('is a turn of the thread: the next send goes on from it', async () => {
    const { transport, requests } = recordingTransport(respond(wholeStream(events)));
    const store = createInteractionStore({ transport });
    await thread(store).attach(respond(wholeStream(events))());
    await thread(store).send('And now?');
    expect(requests[0]?.previous_interaction_id).toBe('v1_test');
    expect(thread(store).interactions.map(({ key }) => key)).toEqual(['0', '1']);
  });

  it.each([
    ['a promise that rejects', () => Promise.reject(new Error('No token.')), 'No token.'],
    [
      'a response that failed',
      () => Response.json({ error: { code: 'permission_denied', message: 'Not you.' } }, { status: 403 }),
      'Not you.',
    ],
    [
      'a body that was read already',
      async () => {
        const response = respond(wholeStream(events))();
        await response.text();
        return response;
      },
      'clone()',
    ],
    ['an HTML page', () => new Response('<!doctype html><title>Oops</title>'), ''],
    ['nothing', () => undefined as never, ''],
    ['an iterable that throws', () => failing(), 'Broken pipe.'],
  ] as [string, () => InteractionSource | Promise<InteractionSource>, string][])(
    'tells an error of %s',
    async (_, source, said) => {
      const store = createInteractionStore();
      const interaction = await thread(store).attach(source());
      expect(interaction.outcome).toBe('error');
      expect(interaction.error?.message).toContain(said);
      expect(thread(store).error).toEqual(interaction.error);
      expect(thread(store).connection).toBe('closed');
    },
  );

  it('keeps what an iterable gave before it threw', async () => {
    const store = createInteractionStore();
    const interaction = await thread(store).attach(failing([created(), start(0, 'model_output'), text(0, 'Hel')]));
    expect(interaction).toMatchObject({ outcome: 'truncated', error: { type: 'network' } });
    expect(lastTexts(store)).toEqual(['Hel']);
  });

  it('is stopped, not failed, when whoever opened the source aborts it', async () => {
    const open = openStream();
    const store = createInteractionStore();
    const attached = thread(store).attach(respond(open.stream)());
    await settle();
    open.write(events.slice(0, 3));
    await settle();
    open.fail(new DOMException('This operation was aborted', 'AbortError'));
    const interaction = await attached;
    expect(interaction.outcome).toBe('stopped');
    expect(thread(store).error).toBeUndefined();
    expect(lastTexts(store)).toEqual(['Hello.']);
  });

  it('of the source that is being read already, as an effect that runs twice does it, is the same run', async () => {
    const store = createInteractionStore();
    const response = respond(wholeStream(events))();
    const [first, second] = await Promise.all([thread(store).attach(response), thread(store).attach(response)]);
    expect(second).toBe(first);
    expect(thread(store).interactions).toHaveLength(1);
  });

  it('is stopped before its promise has resolved, and lets go of the source then', async () => {
    const open = openStream();
    let give: (source: InteractionSource) => void = () => {};
    const store = createInteractionStore();
    const attached = thread(store).attach(new Promise<InteractionSource>((resolve) => (give = resolve)));
    await settle();
    thread(store).stop();
    expect((await attached).outcome).toBe('stopped');
    give(open.stream);
    await settle();
    expect(open.cancelled).toBe(true);
  });

  it('is stopped before its promise rejects, and nobody has to catch that', async () => {
    let fail: (reason: unknown) => void = () => {};
    const store = createInteractionStore();
    const attached = thread(store).attach(new Promise<InteractionSource>((_, reject) => (fail = reject)));
    await settle();
    thread(store).stop();
    await attached;
    fail(new Error('Too late.'));
    await settle();
    expect(lastOf(store)).toMatchObject({ outcome: 'stopped' });
  });
});

function failing(list: readonly object[] = []): InteractionSource {
  async function* generator() {
    yield* generate(list);
    throw new Error('Broken pipe.');
  }
  return generator() as InteractionSource;
}

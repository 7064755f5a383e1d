import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { reopenInteraction } from '../../../src/store/state/reopenInteraction.ts';
import type { StoredState } from '../../../src/store/thread/threadSnapshot.ts';
import { selectInteraction } from '../../../src/store/state/selectInteraction.ts';
import { closeInteraction, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import {
  answer,
  completed,
  created,
  delta,
  error,
  fold,
  recordedEvents,
  recordingNames,
  start,
  stepsOf,
  stop,
  text,
  textsOf,
  withEventIds,
} from './events.ts';
import { lastOf, openStream, recordingTransport, respond, settle, thread, wholeStream } from './thread.ts';

/** An interaction without the ids of its events, which a snapshot holds in another place. */
const shown = ({ eventIds: _ids, fold: { seen: _seen, ...fold }, ...rest }: StoredState) => ({ ...rest, fold });

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('a snapshot', () => {
  it('survives JSON: a thread that begins with it is the same thread', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...recordingNames), { maxLength: 3 }), fc.nat(), (names, place) => {
        const interactions = names.map((name, at) => {
          const events = recordedEvents(name);
          const cut = at === names.length - 1 ? place % (events.length + 1) : events.length;
          return closeInteraction(
            reduceEvents(createInteractionState(String(at)), events.slice(0, cut), 5),
            'ended',
            6,
          );
        });
        const store = createInteractionStore({ initialInteractions: { version: 1, interactions } });
        expect(thread(store).interactions).toEqual(interactions);
        const snapshot = json(thread(store).getSnapshot());
        const restored = thread(createInteractionStore({ initialInteractions: snapshot }));
        expect(restored.interactions.map(shown)).toEqual(snapshot.interactions.map(shown));
        expect(restored.interactions.map(selectInteraction)).toEqual(interactions.map(selectInteraction));
        expect(json(restored.getSnapshot())).toEqual(snapshot);
      }),
      { numRuns: 40 },
    );
  });

  it('of a thread that ended badly keeps why', async () => {
    const { transport } = recordingTransport(
      respond(wholeStream([created({ id: 'a' }), error('api_error', 'Oops.')])),
      () => Promise.reject(new TypeError('Failed to fetch')),
    );
    const store = createInteractionStore({ transport });
    await thread(store).send('one');
    await thread(store).send('two');
    const again = createInteractionStore({ initialInteractions: json(thread(store).getSnapshot()) });
    expect(thread(again).interactions).toEqual(json(thread(store).interactions));
    expect(lastOf(again).error).toEqual(lastOf(store).error);
  });

  it('of a running thread is restored as cut off, its audio joined', async () => {
    const open = openStream();
    const { transport } = recordingTransport(respond(open.stream));
    const store = createInteractionStore({ transport });
    const sent = thread(store).send('Hi');
    await settle();
    const pieces = Array.from({ length: 20_000 }, () =>
      delta(0, { type: 'audio', data: 'QQ==', mime_type: 'audio/wav' }),
    );
    open.write([created(), start(0, 'model_output'), ...pieces]);
    await settle();
    await settle();
    const restored = createInteractionStore({ initialInteractions: json(thread(store).getSnapshot()) });
    expect(lastOf(restored)).toMatchObject({ outcome: 'truncated', steps: [{ status: 'interrupted' }] });
    const audio = { type: 'audio', mime_type: 'audio/wav', data: Buffer.from('A'.repeat(20_000)).toString('base64') };
    expect(stepsOf(lastOf(restored))).toEqual([{ type: 'model_output', content: [audio] }]);
    expect(lastOf(store).outcome).toBe('running');
    thread(store).stop();
    await sent;
  });

  it('of what can be taken up knows its events: those that the server repeats come once', async () => {
    const events = withEventIds([
      created(),
      start(0, 'model_output'),
      ...['Hel', 'lo, ', 'world.'].map((said) => text(0, said)),
      stop(0),
      completed(),
    ]);
    const { transport } = recordingTransport(respond(wholeStream(events.slice(0, 4) as never)));
    const store = createInteractionStore({ transport });
    await thread(store).send('Hi');
    const get = async () => respond(wholeStream(events.slice(2) as never))();
    const restored = createInteractionStore({
      transport: { ...transport, get },
      initialInteractions: json(thread(store).getSnapshot()),
    });
    expect(textsOf(await thread(restored).resume())).toEqual(['Hello, world.']);
    expect(json(thread(restored).getSnapshot()).interactions[0]).not.toHaveProperty('eventIds');
  });

  it('in the midst of a replay says that all has to be asked for again', () => {
    const cut = fold([...withEventIds([created(), start(0, 'model_output'), text(0, 'Hel')]), text(0, 'lo')]);
    expect(cut.lastEventId).toBeUndefined();
    const replayed = fold(withEventIds([created(), start(0, 'model_output')]), reopenInteraction(cut));
    expect(replayed.lastEventId).toBe('event-1');
    const store = createInteractionStore();
    store.setState({ interactions: [replayed] });
    const [stored] = thread(store).getSnapshot().interactions;
    expect(stored).not.toHaveProperty('lastEventId');
    expect(stored).not.toHaveProperty('eventIds');
  });

  it('goes on under keys that nobody had, also after a clear', async () => {
    const store = createInteractionStore({ transport: createReplayTransport(wholeStream(answer('Hello.'))) });
    await thread(store).send('one');
    thread(store).clear();
    await thread(store).send('two');
    const snapshot = json(thread(store).getSnapshot());
    const restored = createInteractionStore({
      transport: createReplayTransport(wholeStream(answer('Hello.'))),
      initialInteractions: snapshot,
    });
    await thread(restored).send('three');
    expect(thread(restored).interactions.map(({ key }) => key)).toEqual(['1', '2']);
  });

  it('goes on from its last interaction', async () => {
    const store = createInteractionStore({ transport: createReplayTransport(wholeStream(answer('Hello.'))) });
    await thread(store).send('one');
    const { transport, requests } = recordingTransport(respond(wholeStream(answer('More.'))));
    const restored = createInteractionStore({ transport, initialInteractions: json(thread(store).getSnapshot()) });
    await thread(restored).send('two');
    expect(requests[0]?.previous_interaction_id).toBe('v1_test');
  });

  it.each([
    [{ version: 2, interactions: [] }, 'version 2'],
    [{ version: 1, interactions: [{}] }, 'cannot be read'],
    [{ version: 1 }, 'neither'],
    [{ interactions: [] }, 'neither'],
    ['a string', 'neither'],
    [{ version: 1, interactions: [{}] }, 'cannot be read'],
    [{ version: 1, interactions: [null] }, 'cannot be read'],
  ])('that is %j is refused, and says why', (initial, said) => {
    const create = () => createInteractionStore({ initialInteractions: initial as never });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(said);
  });
});

describe('stored interactions', () => {
  it('that are none, or hold no list of steps, begin a thread all the same', () => {
    const stored = [null, 7, { id: 'a', steps: 'x', input: null }, { id: 'b', status: 'completed', steps: null }];
    const { interactions } = thread(createInteractionStore({ initialInteractions: stored as never }));
    expect(interactions.map(({ id, steps, input }) => ({ id, steps, input }))).toEqual([
      { id: 'a', steps: [], input: [] },
      { id: 'b', steps: [], input: [] },
    ]);
  });

  const user = { type: 'user_input', content: [{ type: 'text', text: 'Hi' }] };
  const output = { type: 'model_output', content: [{ type: 'text', text: 'Hello.' }] };

  it('are a thread, each with what the user said', () => {
    const initial = [
      { id: 'a', status: 'completed', model: 'm', usage: { total_tokens: 3 }, steps: [user, output] },
      { id: 'b', status: 'completed', input: 'And now?', steps: [output] },
      {
        id: 'c',
        status: 'requires_action',
        input: 'ignored',
        steps: [user, { type: 'function_call', id: 'f', name: 'f', arguments: {} }],
      },
    ];
    const { interactions, connection } = thread(createInteractionStore({ initialInteractions: initial as never }));
    expect(connection).toBe('idle');
    expect(interactions.map(({ key, id, outcome, status }) => ({ key, id, outcome, status }))).toEqual([
      { key: '0', id: 'a', outcome: 'finished', status: 'completed' },
      { key: '1', id: 'b', outcome: 'finished', status: 'completed' },
      { key: '2', id: 'c', outcome: 'finished', status: 'requires_action' },
    ]);
    const said = interactions.map(({ input }) => input.map(({ step }) => (step as typeof user).content[0]?.text));
    expect(said).toEqual([['Hi'], ['And now?'], ['Hi']]);
    expect(interactions.map(stepsOf)).toMatchObject([[output], [output], [{ type: 'function_call' }]]);
    expect(new Set(interactions.flatMap(({ input, steps }) => [...input, ...steps]).map(({ key }) => key)).size).toBe(
      6,
    );
  });

  it('may be in another dialect', () => {
    const store = createInteractionStore({
      initialInteractions: [{ id: 'a', status: 'done', outputs: [{ text: 'La' }] }] as never,
    });
    expect(textsOf(lastOf(store))).toEqual(['La']);
    expect(lastOf(store)).toMatchObject({ status: 'completed', outcome: 'finished' });
  });

  it('are passed over where they are nothing', () => {
    const initial = [null, { id: 'a', status: 'completed', steps: [output] }, undefined];
    const { interactions } = thread(createInteractionStore({ initialInteractions: initial as never }));
    expect(interactions.map(({ id }) => id)).toEqual(['a']);
  });

  it('that still run, or failed, say so', () => {
    const initial = [
      { id: 'a', status: 'in_progress', steps: [output] },
      { id: 'b', status: 'failed', errors: [{ message: 'Refused.' }] },
    ];
    const { interactions } = thread(createInteractionStore({ initialInteractions: initial as never }));
    expect(interactions.map(({ outcome }) => outcome)).toEqual(['truncated', 'error']);
    expect(interactions[1]?.error?.message).toContain('Refused.');
  });

  it('are not written to', () => {
    const initial = [{ id: 'a', status: 'completed', steps: [user, output] }];
    const before = JSON.stringify(initial);
    const state = lastOf(createInteractionStore({ initialInteractions: initial as never }));
    reduceEvents(state, [delta(0, { type: 'text', text: '!' }), completed()] as never);
    expect(JSON.stringify(initial)).toBe(before);
  });
});

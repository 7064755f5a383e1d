import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { closeInteraction, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import type { InteractionState, StepEntry } from '../../../src/store/state/InteractionState.ts';
import {
  args,
  completed,
  created,
  delta,
  error,
  type Fields,
  fold,
  normalized,
  recordedEvents,
  recordingNames,
  start,
  statusUpdate,
  stepsOf,
  stop,
  text,
  textsOf,
  withEventIds,
  withoutIndex,
} from './events.ts';

const hops = normalized([
  created({ id: 'hop_a' }),
  start(0, 'thought'),
  delta(0, { type: 'hologram', depth: 1 }),
  stop(0, { usage: { total_tokens: 2 } }),
  start(1, 'model_output'),
  text(1, 'One, '),
  text(1, 'two, '),
  stop(1),
  completed({ id: 'hop_a', status: 'requires_continuation', continuation_token: 't', usage: { total_tokens: 5 } }),
  created({ id: 'hop_b' }),
  start(0, 'model_output'),
  text(0, 'three, '),
  { event_type: 'billing.notice' },
  text(0, 'four.'),
  stop(0, { usage: { total_tokens: 3 } }),
  completed({ id: 'hop_b', usage: { total_tokens: 4 } }),
]);

/** Streams that can be replayed: they have an id, and no event ids. */
const streams = new Map<string, readonly InteractionSSEEvent[]>([['two hops', hops]]);
for (const name of recordingNames) {
  const events = recordedEvents(name).map(({ event_id: _, ...event }) => event as InteractionSSEEvent);
  if (reduceEvents(createInteractionState(), events).id !== undefined) streams.set(name, events);
}

const anyStream = fc.constantFrom(...streams.keys());
const anyEnd = fc.constantFrom('ended', 'stopped', 'broken', undefined);

/** Folds events one by one, a millisecond apart, and hands out every state on the way. */
function play(
  events: readonly InteractionSSEEvent[],
  from = createInteractionState(),
  time = 0,
  onState: (state: InteractionState) => void = () => {},
): InteractionState {
  return events.reduce((state, event, at) => {
    const next = reduceEvents(state, [event], time + at);
    onState(next);
    return next;
  }, from);
}

function cut(state: InteractionState, end: 'ended' | 'stopped' | 'broken' | undefined, time: number): InteractionState {
  if (end === undefined) return state;
  const broken = { type: 'network', message: 'The connection broke off.', retryable: true } as const;
  return closeInteraction(state, end === 'broken' ? broken : end, time);
}

/** How much is on screen: the letters of all steps, whatever their numbers are. */
const size = ({ input, steps }: InteractionState) =>
  JSON.stringify(
    [...input, ...steps].map(({ step }) => step),
    (_, value: unknown) => (typeof value === 'number' || typeof value === 'boolean' ? 0 : value),
  ).length;

function expectNoLess(now: InteractionState, before: InteractionState): void {
  expect(size(now)).toBeGreaterThanOrEqual(size(before));
  const texts = textsOf(now);
  textsOf(before).forEach((text, at) => expect(texts[at]?.slice(0, text.length)).toBe(text));
}

const timeless = ({ startedAt: _s, stoppedAt: _e, ...entry }: StepEntry) => entry;

/** All of a state but its times, once its stream has ended. */
function ended(state: InteractionState) {
  const { startedAt: _s, stoppedAt: _e, ...rest } = closeInteraction(state, 'ended');
  return { ...rest, input: state.input.map(timeless), steps: rest.steps.map(timeless) };
}

describe('a replay without event ids', () => {
  it('never shows less, ends where an uncut stream does, and keeps times, keys and equal entries', () => {
    fc.assert(
      fc.property(anyStream, fc.nat(), anyEnd, (name, place, end) => {
        const events = streams.get(name) ?? [];
        const at = place % (events.length + 1);
        const before = cut(play(events.slice(0, at)), end, at);
        let last = before;
        const replayed = play(events, before, 1000, (state) => {
          expectNoLess(state, last);
          last = state;
        });
        expect(ended(replayed)).toEqual(ended(play(events)));
        if (at > 0) expect(replayed.startedAt).toBe(before.startedAt);
        before.steps.forEach((entry, position) => {
          const now = replayed.steps[position];
          expect(now?.startedAt).toBe(entry.startedAt);
          if (entry.status !== 'done' || JSON.stringify(now?.step) !== JSON.stringify(entry.step)) return;
          expect(now).toBe(entry);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('loses nothing when it is cut too, at any place, and the next one ends it', () => {
    fc.assert(
      fc.property(anyStream, fc.array(fc.tuple(fc.nat(), anyEnd), { minLength: 2, maxLength: 4 }), (name, cuts) => {
        const events = streams.get(name) ?? [];
        let last = createInteractionState();
        for (const [place, end] of cuts) {
          const now = cut(play(events.slice(0, place % (events.length + 1)), last, 1000), end, 2000);
          expectNoLess(now, last);
          last = now;
        }
        expect(ended(play(events, last))).toEqual(ended(play(events)));
      }),
      { numRuns: 150 },
    );
  });

  it('is on screen as soon as it has caught up, and goes on from there', () => {
    const events = [created(), start(0, 'model_output'), text(0, 'Hel'), text(0, 'lo'), text(0, ' you')];
    const cutOff = fold(events.slice(0, 4));
    const caughtUp = fold(events.slice(0, 4), cutOff);
    expect(caughtUp.steps).toEqual(cutOff.steps);
    expect(caughtUp.fold.replay).toBeUndefined();
    expect(textsOf(fold(events.slice(0, 3), cutOff))).toEqual(['Hello']);
    expect(textsOf(fold(events, cutOff))).toEqual(['Hello you']);
  });

  it('may begin with the input of the user, as fetched streams do, and still finds each step again', () => {
    const input = { content: [{ type: 'text', text: 'Hi?' }] };
    const said = (first: number) => [
      start(first, 'thought'),
      stop(first),
      start(first + 1, 'model_output'),
      text(first + 1, 'Hello'),
    ];
    const cutOff = closeInteraction(fold([created(), ...said(0)]), 'ended');
    const state = fold([created(), start(0, 'user_input', input), stop(0), ...said(1), stop(2), completed()], cutOff);
    expect(state.input.map(({ step }) => step)).toEqual([{ type: 'user_input', ...input }]);
    expect(state.steps[0]?.step).toBe(cutOff.steps[0]?.step);
    expect(state.steps.map(({ key, index }) => ({ key, index }))).toEqual([
      { key: '0.0', index: 0 },
      { key: '0.1', index: 1 },
    ]);
    expect(textsOf(state)).toEqual(['Hello']);
  });

  it('does not repeat an input that had only come itself', () => {
    const events = [created(), start(0, 'user_input', { content: [{ type: 'text', text: 'Hi?' }] }), stop(0)];
    const state = fold([...events, start(1, 'model_output'), text(1, 'Yes.')], fold(events));
    expect(state.input).toHaveLength(1);
    expect(textsOf(state)).toEqual(['Yes.']);
    expect(state.steps).toMatchObject([{ index: 0, key: '0.0' }]);
  });

  it('of a later hop leaves the hops before it alone', () => {
    const all = play(hops);
    const again = play(hops.slice(9, 12), play(hops.slice(0, 14)));
    expect(textsOf(again)).toEqual(['One, two, ', 'three, four.']);
    expect(ended(play(hops.slice(9), again))).toEqual(ended(all));
  });

  it('counts neither tokens nor unknown things twice', () => {
    const all = play(hops);
    expect(all).toMatchObject({ usage: { total_tokens: 9 }, unknownCount: 2 });
    expect(play(hops, play(hops, all))).toMatchObject({ usage: { total_tokens: 9 }, unknownCount: 2 });
  });

  it('counts unknown things once that had come before any step', () => {
    const events = [created(), { event_type: 'billing.notice' }];
    expect(fold([...events, start(0, 'thought')], fold(events)).unknownCount).toBe(1);
  });

  it('waits for the pieces of audio that have come but are not joined yet', () => {
    const piece = (data: string) => delta(0, { type: 'audio', data });
    const events = [created(), start(0, 'model_output'), piece('QQ=='), piece('Qg=='), piece('Qw=='), piece('RA==')];
    const state = closeInteraction(fold(events.slice(0, 4), fold(events.slice(0, 5))), 'ended');
    expect(stepsOf(state)[0]?.content).toEqual([{ type: 'audio', data: 'QUJD' }]);
    expect(stepsOf(fold([...events, stop(0)], state))[0]?.content).toEqual([{ type: 'audio', data: 'QUJDRA==' }]);
  });

  it('takes back a passing error once it has caught up', () => {
    const events = [created(), start(0, 'model_output'), text(0, 'Hi')];
    const state = fold(events, fold([...events, error('gateway_timeout', 'Too late.')]));
    expect(state.outcome).toBe('running');
    expect(state.error).toBeUndefined();
  });

  it('hands on an error that comes in its midst', () => {
    const events = [created(), start(0, 'model_output'), text(0, 'Hi')];
    const state = fold([...events.slice(0, 2), error('api_error', 'Oops.')], fold(events));
    expect(state).toMatchObject({ outcome: 'error', error: { code: 'api_error' } });
    expect(fold([text(0, 'Hi')], state)).toMatchObject({ outcome: 'error', error: { code: 'api_error' } });
  });

  it('leaves finished what is finished, even if it is cut', () => {
    const events = [created(), start(0, 'model_output'), text(0, 'Hi'), stop(0), completed()];
    const finished = fold(events);
    for (let at = 1; at <= events.length; at += 1) {
      const again = closeInteraction(fold(events.slice(0, at), finished), 'ended');
      expect(again).toMatchObject({ outcome: 'finished', status: 'completed' });
      expect(again.steps).toEqual(finished.steps);
    }
  });
});

describe('an interaction.created that comes twice, without a replay', () => {
  const before = [created(), start(0, 'thought'), stop(0), start(1, 'model_output'), text(1, 'Hel')];
  const after: Fields[][] = [
    [text(1, 'lo'), stop(1), completed()],
    [stop(1), start(2, 'model_output'), text(2, 'lo'), stop(2), completed()],
    [statusUpdate('in_progress'), text(1, 'lo'), completed()],
    [created(), created(), text(1, 'lo'), completed()],
  ];

  it.each(after.map((events) => [events.map(({ event_type }) => event_type).join(', '), events] as const))(
    'swallows nothing of %s',
    (_, events) => {
      const state = fold([...before, created(), ...events]);
      expect(textsOf(state).join('')).toBe('Hello');
      expect(state).toMatchObject({ outcome: 'finished', status: 'completed' });
    },
  );

  it.each([
    ['interaction.completed', completed()],
    ['a last status', statusUpdate('completed')],
    ['a status that asks for the host', statusUpdate('requires_action')],
  ])('leaves %s its say', (_, event) => {
    const state = closeInteraction(fold([...before, created(), event]), 'ended');
    expect(state.outcome).toBe('finished');
    expect(textsOf(state)).toEqual(['Hel']);
  });

  it('swallows no new steps of a stream without indices', () => {
    const more = [
      start(0, 'function_call', { id: 'a', name: 'f' }),
      args(0, '{"n":1}'),
      stop(0),
      start(1, 'model_output'),
      text(1, 'Done.'),
    ];
    const state = fold(withoutIndex([...before, created(), ...more, completed()]));
    expect(stepsOf(state)).toMatchObject([
      { type: 'thought' },
      { type: 'model_output' },
      { type: 'function_call', arguments: { n: 1 } },
      { type: 'model_output' },
    ]);
    expect(textsOf(state)).toEqual(['Hel', 'Done.']);
    expect(new Set(state.steps.map(({ key }) => key)).size).toBe(4);
  });
});

describe('a replay that says something else', () => {
  const first = [created(), start(0, 'thought'), stop(0), start(1, 'model_output'), text(1, 'One.')];

  it('is none: what it says is added, at once when a step is of another type', () => {
    const state = fold([...first, created(), start(0, 'model_output'), text(0, 'Another.')]);
    expect(textsOf(state)).toEqual(['One.', 'Another.']);
    expect(state.steps.map(({ index }) => index)).toEqual([0, 1, 2]);
    const later = fold([stop(0), start(1, 'model_output'), text(1, 'More.'), completed()], state);
    expect(textsOf(later)).toEqual(['One.', 'Another.', 'More.']);
    expect(later.outcome).toBe('finished');
  });

  it.each([
    ['the step is whole', [stop(1)]],
    ['the interaction is completed', [completed()]],
  ])('is added when %s and the text is another', (_, ending) => {
    const other = [...first.slice(0, 4), text(1, 'Two.'), ...ending];
    const state = fold([...first, ...other]);
    expect(textsOf(state)).toEqual(['One.', 'Two.']);
    expect(stepsOf(state).map(({ type }) => type)).toEqual(['thought', 'model_output', 'thought', 'model_output']);
  });

  it('is added when it is cut off, and sums up with its usage', () => {
    const [a, b] = [{ usage: { total_tokens: 2 } }, { usage: { total_tokens: 5 } }];
    const one = fold([...first, stop(1, a)]);
    const state = closeInteraction(
      fold([...first.slice(0, 4), text(1, 'Two.'), statusUpdate('in_progress', b)], one),
      'ended',
    );
    expect(textsOf(state)).toEqual(['One.', 'Two.']);
    expect(state.usage).toEqual({ total_tokens: 7 });
    expect(state.outcome).toBe('truncated');
  });
});

describe('events with ids', () => {
  const identified = (name: string) => withEventIds(recordedEvents(name)) as InteractionSSEEvent[];
  const anyRecording = fc.constantFrom(...recordingNames);

  it('change nothing when they come again, in part or as a whole', () => {
    fc.assert(
      fc.property(anyRecording, fc.nat(), fc.nat(), (name, from, to) => {
        const events = identified(name);
        const state = play(events);
        const [first, last] = [from % events.length, to % events.length].sort((a, b) => a - b);
        expect(reduceEvents(state, events.slice(first, (last ?? 0) + 1), 99)).toBe(state);
      }),
    );
  });

  it('go on after the last one where the stream was cut, however much of it is repeated', () => {
    fc.assert(
      fc.property(anyRecording, fc.nat(), fc.nat({ max: 20 }), anyEnd, (name, place, back, end) => {
        const events = identified(name);
        const at = place % (events.length + 1);
        const before = cut(play(events.slice(0, at)), end, at);
        const resumed = play(events.slice(Math.max(0, at - back)), before);
        expect(ended(resumed)).toEqual(ended(play(events)));
      }),
    );
  });

  it('say where to resume', () => {
    const state = fold(withEventIds([created(), start(0, 'thought'), stop(0)]));
    expect(state.lastEventId).toBe('event-2');
  });

  it('may be followed by an interaction.created with a new id, and then go on', () => {
    const events = withEventIds([
      created(),
      start(0, 'thought'),
      stop(0),
      start(1, 'model_output'),
      text(1, 'Hel'),
      text(1, 'lo'),
      stop(1),
      completed(),
    ]);
    const again = { ...created(), event_id: 'new' };
    expect(textsOf(fold([...events.slice(0, 5), again, ...events.slice(5)]))).toEqual(['Hello']);
  });

  it('are told apart on two branches from one state', () => {
    const [first, second] = withEventIds([created(), start(0, 'thought')]);
    const base = fold([first]);
    const left = fold([second], base);
    const right = fold([{ ...stop(0), event_id: 'other' }], base);
    expect(left.steps).toHaveLength(1);
    expect(fold([second], right).steps).toHaveLength(1);
    expect(fold([second], left)).toBe(left);
    expect(fold([{ ...text(0, 'x'), event_id: 'other' }], left)).not.toBe(left);
  });
});

describe('a step of unknown type', () => {
  it('that another one of its type takes the place of in what seemed a replay is kept, and so is the other one', () => {
    const strange = (said: string) => start(0, 'hologram', { said });
    const state = fold([
      created(),
      strange('one'),
      created(),
      strange('two'),
      start(1, 'thought'),
      stop(1),
      completed(),
    ]);
    expect(JSON.stringify(state.steps)).toContain('"one"');
    expect(JSON.stringify(state.steps)).toContain('"two"');
  });

  it('that is said again, and more of it, is there once', () => {
    const strange = (said: string) => start(0, 'hologram', { said });
    const state = fold([created(), strange('on'), created(), strange('one'), completed()]);
    expect(state.steps.map(({ step }) => step)).toEqual([{ type: 'hologram', said: 'one' }]);
  });
});

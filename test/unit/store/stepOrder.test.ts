import { describe, expect, it } from 'vitest';
import { closeInteraction, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import {
  args,
  completed,
  created,
  delta,
  fold,
  normalized,
  start,
  stepsOf,
  stop,
  text,
  textsOf,
  withoutIndex,
} from './events.ts';

const typesOf = (state: InteractionState) => state.steps.map(({ step }) => step.type);
const statusesOf = (state: InteractionState) => state.steps.map(({ status }) => status);

describe('steps in order', () => {
  it('stand in the order of the wire, a search after the answer that it grounds included', () => {
    const state = fold([
      created(),
      start(0, 'model_output'),
      text(0, 'Grounded.'),
      stop(0),
      start(1, 'google_search_call', { id: 'a' }),
      stop(1),
      start(2, 'google_search_result', { call_id: 'a' }),
      stop(2),
      completed(),
    ]);
    expect(typesOf(state)).toEqual(['model_output', 'google_search_call', 'google_search_result']);
  });

  it('stand in the order of their indices when they are open at the same time', () => {
    const state = fold([
      created(),
      start(1, 'function_call', { id: 'b', name: 'two', arguments: {} }),
      start(0, 'function_call', { id: 'a', name: 'one', arguments: {} }),
      args(1, '{"n":'),
      args(0, '{"n":1}'),
      stop(0),
      args(1, '2}'),
      stop(1),
      completed(),
    ]);
    expect(stepsOf(state)).toMatchObject([
      { name: 'one', arguments: { n: 1 } },
      { name: 'two', arguments: { n: 2 } },
    ]);
    expect(state.steps.map(({ key }) => key)).toEqual(['0.0', '0.1']);
  });

  it('leave room for indices that never come, and go on in between', () => {
    const state = fold([
      created(),
      start(0, 'thought'),
      start(7, 'model_output'),
      text(7, 'b'),
      start(3, 'model_output'),
      text(3, 'a'),
    ]);
    expect(state.steps.map(({ index }) => index)).toEqual([0, 3, 7]);
    expect(textsOf(state)).toEqual(['a', 'b']);
  });
});

describe('a stream without indices', () => {
  const events = [
    created(),
    start(0, 'thought'),
    delta(0, { type: 'thought_summary', content: { type: 'text', text: 'Hm.' } }),
    stop(0),
    start(1, 'function_call', { id: 'a', name: 'f', arguments: {} }),
    args(1, '{"n":1}'),
    stop(1),
    start(2, 'model_output'),
    text(2, 'Hel'),
    text(2, 'lo'),
    stop(2),
    completed(),
  ];

  it('folds into what the same stream with indices folds into', () => {
    expect(fold(withoutIndex(events))).toEqual(fold(events));
  });

  it('gives each delta to the open step that it fits', () => {
    const state = fold(
      withoutIndex([
        created(),
        start(0, 'function_call', { id: 'a', name: 'f', arguments: {} }),
        start(1, 'model_output'),
        args(0, '{"n":1}'),
        text(1, 'Hi'),
        delta(0, { type: 'thought_signature', signature: 'c2ln' }),
        completed(),
      ]),
    );
    expect(stepsOf(state)).toEqual([
      { type: 'function_call', id: 'a', name: 'f', arguments: { n: 1 } },
      { type: 'model_output', content: [{ type: 'text', text: 'Hi' }] },
      { type: 'thought', signature: 'c2ln' },
    ]);
  });

  it('gives no text to the input of the user, even if that was never stopped', () => {
    const state = fold(
      withoutIndex([created(), start(0, 'user_input', { content: [{ type: 'text', text: 'Hi?' }] }), text(1, 'Yes.')]),
    );
    expect(state.input.map(({ step }) => step)).toEqual([
      { type: 'user_input', content: [{ type: 'text', text: 'Hi?' }] },
    ]);
    expect(textsOf(state)).toEqual(['Yes.']);
  });

  it.each([-1, 1.5, Number.MAX_SAFE_INTEGER, 1e308, '', 'x', null, [], {}])(
    'is what %j as an index makes of it',
    (index) => {
      const events = [created(), start(0, 'model_output'), text(0, 'Hel'), text(0, 'lo'), stop(0), completed()];
      const state = fold(events.map((event) => ('index' in event ? { ...event, index } : event)));
      expect(state).toEqual(fold(events));
    },
  );
});

describe('an index that is started twice', () => {
  const twice = [
    created(),
    start(0, 'thought'),
    start(1, 'model_output'),
    text(1, 'one'),
    start(1, 'model_output'),
    text(1, 'two'),
  ];

  it('closes the first step and opens another one, and merges nothing', () => {
    const state = fold(twice);
    expect(textsOf(state)).toEqual(['one', 'two']);
    expect(statusesOf(state)).toEqual(['streaming', 'done', 'streaming']);
  });

  it('leads what still comes for it to the step that started last', () => {
    const state = fold([...twice, stop(1), text(1, '!'), start(1, 'model_output'), text(1, 'three'), stop(1)]);
    expect(textsOf(state)).toEqual(['one', 'two!', 'three']);
    expect(statusesOf(state)).toEqual(['streaming', 'done', 'done', 'done']);
  });

  it('moves the next index aside, too, and keeps them apart', () => {
    const started = fold([...twice, start(2, 'model_output')]);
    expect(statusesOf(started)).toEqual(['streaming', 'done', 'streaming', 'streaming']);
    const state = fold([...twice, start(2, 'model_output'), text(2, 'three'), text(1, ' more'), stop(2), stop(1)]);
    expect(textsOf(state)).toEqual(['one', 'two more', 'three']);
    expect(statusesOf(state)).toEqual(['streaming', 'done', 'done', 'done']);
    expect(new Set(state.steps.map(({ key }) => key)).size).toBe(4);
    expect(state.steps.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  it('holds for the input that leads the stream, too', () => {
    const said = (text: string) => ({ content: [{ type: 'text', text }] });
    const state = fold([
      created(),
      start(0, 'user_input', said('a')),
      start(0, 'user_input', said('b')),
      start(0, 'model_output'),
      text(0, 'c'),
    ]);
    expect(state.input.map(({ step }) => step)).toEqual([
      { type: 'user_input', ...said('a') },
      { type: 'user_input', ...said('b') },
    ]);
    expect(textsOf(state)).toEqual(['c']);
    expect(state.steps.map(({ index }) => index)).toEqual([0]);
  });

  it('leads what comes for an input that started twice to the later one', () => {
    const state = fold([created(), start(0, 'user_input'), text(0, 'a'), start(0, 'user_input'), text(0, 'b')]);
    expect(state.input.map(({ step }) => (step as { content?: unknown }).content)).toEqual([
      [{ type: 'text', text: 'a' }],
      [{ type: 'text', text: 'b' }],
    ]);
  });
});

describe('a delta for a step that never started', () => {
  it.each([
    [
      { type: 'text', text: 'Hi' },
      { type: 'model_output', content: [{ type: 'text', text: 'Hi' }] },
    ],
    [
      { type: 'image', data: 'AA==', mime_type: 'image/png' },
      { type: 'model_output', content: [{ type: 'image', data: 'AA==', mime_type: 'image/png' }] },
    ],
    [
      { type: 'text_annotation_delta', annotations: [{ type: 'url_citation' }] },
      { type: 'model_output', content: [{ type: 'text', text: '', annotations: [{ type: 'url_citation' }] }] },
    ],
    [
      { type: 'thought_signature', signature: 'c2ln' },
      { type: 'thought', signature: 'c2ln' },
    ],
    [
      { type: 'thought_summary', content: { type: 'text', text: 'Hm' } },
      { type: 'thought', summary: [{ type: 'text', text: 'Hm' }] },
    ],
    [
      { type: 'google_search_call', arguments: { queries: ['a'] } },
      { type: 'google_search_call', arguments: { queries: ['a'] } },
    ],
    [
      { type: 'function_result', result: 'ok' },
      { type: 'function_result', result: 'ok' },
    ],
    [
      { type: 'hologram', depth: 3 },
      { type: 'hologram', depth: 3 },
    ],
  ])('%j opens the step that it implies', (fields, step) => {
    expect(stepsOf(fold([created(), delta(4, fields)]))).toEqual([step]);
    expect(fold([delta(4, fields)]).steps[0]).toMatchObject({ index: 4, status: 'streaming' });
  });

  it('opens a call without a name for arguments', () => {
    const state = fold([created(), args(2, '{"n":'), args(2, '1}'), stop(2)]);
    expect(stepsOf(state)).toEqual([{ type: 'function_call', arguments: { n: 1 } }]);
  });

  it.each([{}, { type: '' }, { type: null }, null, 7, [], undefined])('opens none when it is %j', (fields) => {
    const state = fold([created(), { event_type: 'step.delta', index: 3, delta: fields }]);
    expect(state.steps).toEqual([]);
  });
});

describe('step.stop', () => {
  it('changes nothing for a step that never started, or a second time', () => {
    const state = fold([created(), start(0, 'model_output'), text(0, 'Hi'), stop(0)]);
    expect(fold([stop(0)], state)).toBe(state);
    expect(fold([stop(5)], state)).toBe(state);
  });

  it('keeps the time at which the step was whole first, also when a second one brings its tokens', () => {
    const [usage, again] = [stop(0, { step_usage: { total_tokens: 3 } }), stop(0)];
    const state = fold([created(), start(0, 'thought')]);
    const once = reduceEvents(state, normalized([again]), 10);
    expect(reduceEvents(once, normalized([usage]), 20).steps).toMatchObject([
      { status: 'done', stoppedAt: 10, usage: { total_tokens: 3 } },
    ]);
  });

  it('is not the end of a step: a late delta is folded, and the step stays done', () => {
    const state = fold([
      created(),
      start(0, 'model_output'),
      text(0, 'Hi'),
      stop(0),
      delta(0, { type: 'text_annotation_delta', annotations: [{ type: 'url_citation', url: 'https://a.example' }] }),
    ]);
    expect(state.steps[0]).toMatchObject({ status: 'done' });
    expect(stepsOf(state)[0]?.content).toEqual([
      { type: 'text', text: 'Hi', annotations: [{ type: 'url_citation', url: 'https://a.example' }] },
    ]);
  });

  it('may be missing: the end of the interaction, or of the stream, closes what is open', () => {
    const open = [created(), start(0, 'thought'), start(1, 'model_output'), text(1, 'Hi')];
    expect(statusesOf(fold([...open, completed()]))).toEqual(['done', 'done']);
    expect(statusesOf(closeInteraction(fold(open), 'ended'))).toEqual(['interrupted', 'interrupted']);
  });

  it('keeps the tokens of its model call with the step', () => {
    const state = fold([
      created(),
      start(0, 'thought'),
      stop(0, { step_usage: { total_tokens: 12 }, usage: { total_tokens: 40 } }),
    ]);
    expect(state.steps[0]?.usage).toEqual({ total_tokens: 12 });
    expect(state.usage).toEqual({ total_tokens: 40 });
  });
});

describe('step.start', () => {
  it.each([undefined, null, 'thought', 7, []])(
    'without a step (%j) opens none, and what comes for it is implied',
    (step) => {
      const state = fold([created(), { event_type: 'step.start', index: 0, step }]);
      expect(state.steps).toEqual([]);
      expect(textsOf(fold([text(0, 'Hi')], state))).toEqual(['Hi']);
    },
  );

  it('that comes after interaction.completed is kept', () => {
    const state = fold([created(), completed(), start(0, 'model_output'), text(0, 'PS')]);
    expect(textsOf(state)).toEqual(['PS']);
    expect(statusesOf(closeInteraction(state, 'ended'))).toEqual(['done']);
  });
});

describe('the input of the user in a stream', () => {
  const said = { content: [{ type: 'text', text: 'Hi?' }] };

  it('is input, not a step of the answer, and does not count in the indices', () => {
    const state = fold([
      created(),
      start(0, 'user_input', said),
      stop(0),
      start(1, 'model_output'),
      text(1, 'Yes.'),
      stop(1),
    ]);
    expect(state.input).toMatchObject([{ key: '0.in.0', status: 'done', step: { type: 'user_input', ...said } }]);
    expect(state.steps).toMatchObject([{ key: '0.0', index: 0, status: 'done', step: { type: 'model_output' } }]);
  });

  it('may itself arrive in deltas', () => {
    const state = fold([
      created(),
      start(0, 'user_input'),
      text(0, 'Hi'),
      text(0, '?'),
      stop(0),
      start(1, 'model_output'),
      text(1, 'Yes.'),
    ]);
    expect(state.input.map(({ step }) => step)).toEqual([{ type: 'user_input', ...said }]);
    expect(textsOf(state)).toEqual(['Yes.']);
  });

  it('stays where it is when it comes between other steps', () => {
    const state = fold([created(), start(0, 'model_output'), stop(0), start(1, 'user_input', said), stop(1)]);
    expect(typesOf(state)).toEqual(['model_output', 'user_input']);
    expect(state.input).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { args, completed, created, delta, fold, start, stepsOf, stop, text } from './events.ts';

const search = [
  created(),
  start(0, 'thought', { signature: '' }),
  delta(0, { type: 'thought_summary', content: { type: 'text', text: 'Hm, hm.' } }),
  stop(0),
  start(1, 'google_search_call', { id: 'a' }),
  delta(1, { type: 'google_search_call', arguments: { queries: ['q'] } }),
  stop(1),
  start(2, 'model_output'),
  text(2, 'Hello'),
  stop(2),
];
const thought = { type: 'thought', summary: [{ type: 'text', text: 'Hm, hm.' }] };
const call = { type: 'google_search_call', id: 'a', arguments: { queries: ['q'] } };
const output = { type: 'model_output', content: [{ type: 'text', text: 'Hello' }] };

describe('the steps that interaction.completed brings', () => {
  it('take the place of what was folded when they say more; equal entries stay the same objects', () => {
    const before = fold(search);
    const richer = [thought, { ...call, search_type: 'web_search' }, output];
    const state = fold([completed({ steps: richer })], before);
    expect(stepsOf(state)).toEqual(richer);
    expect(state.steps.map(({ key }) => key)).toEqual(before.steps.map(({ key }) => key));
    expect(state.steps[2]).toBe(before.steps[2]);
  });

  it('may be more than were streamed', () => {
    const more = [thought, call, output, { type: 'model_output', content: [{ type: 'text', text: 'PS' }] }];
    const state = fold([completed({ steps: more })], fold(search));
    expect(stepsOf(state)).toEqual(more);
    expect(state.steps[3]).toMatchObject({ key: '0.3', index: 3, status: 'done' });
  });

  it('may be all that there is', () => {
    expect(stepsOf(fold([created(), completed({ steps: [thought, output] })]))).toEqual([thought, output]);
  });

  it('begin with the input of the user at times, which is no step of the answer', () => {
    const input = { type: 'user_input', content: [{ type: 'text', text: 'Hi?' }] };
    expect(stepsOf(fold([...search, completed({ steps: [input, thought, call, output] })]))).toEqual([
      thought,
      call,
      output,
    ]);
  });

  it.each([
    ['are fewer', [thought, output]],
    ['lack the thought', [{ type: 'thought', signature: 'a signature longer than the summary' }, call, output]],
    [
      'lack text, and make up for it in annotations',
      [
        thought,
        call,
        {
          type: 'model_output',
          content: [{ type: 'text', text: 'Hel', annotations: [{ type: 'url_citation', url: 'https://a.example' }] }],
        },
      ],
    ],
    [
      'lack arguments',
      [thought, { type: 'google_search_call', id: 'a', signature: 'long enough to weigh more' }, output],
    ],
    [
      'hold another text, long as it may be',
      [thought, call, { type: 'model_output', content: [{ type: 'text', text: 'Good morning to you' }] }],
    ],
    ['are of other types', [thought, output, call]],
    ['are none', []],
    ['are no steps', [null, 7, 'x', {}]],
  ])('are passed over when they %s', (_, steps) => {
    const before = fold(search);
    const state = fold([completed({ steps })], before);
    expect(state.steps).toBe(before.steps);
    expect(state.outcome).toBe('finished');
  });

  it('give a call its arguments that the stream had only begun', () => {
    const begun = fold([
      created(),
      start(0, 'function_call', { id: 'a', name: 'f', arguments: {} }),
      args(0, '{"city":"Bos'),
    ]);
    const whole = { type: 'function_call', id: 'a', name: 'f', arguments: { city: 'Boston' } };
    const state = fold([completed({ steps: [whole] })], begun);
    expect(state.steps).toMatchObject([{ status: 'done', step: whole }]);
    expect(state.steps[0]?.argumentsText).toBeUndefined();
    expect(state.steps[0]?.argumentsError).toBeUndefined();
  });

  it('do not take from a call the arguments that the stream had begun', () => {
    const begun = fold([
      created(),
      start(0, 'function_call', { id: 'a', name: 'f', arguments: {} }),
      args(0, '{"city":"Bos'),
    ]);
    for (const signature of ['', 'c2ln']) {
      const empty = { type: 'function_call', id: 'a', name: 'f', arguments: {}, signature };
      const state = fold([completed({ steps: [empty] })], begun);
      expect(state.steps[0]).toMatchObject({ argumentsText: '{"city":"Bos', argumentsError: expect.any(String) });
    }
  });

  it('do not get the pieces of audio once more that were still to be joined', () => {
    const pieces = ['QQ==', 'Qg=='].map((data) => delta(0, { type: 'audio', data, mime_type: 'audio/wav' }));
    const audio = {
      type: 'model_output',
      content: [{ type: 'audio', mime_type: 'audio/wav', data: 'QUI=', sample_rate: 24_000 }],
    };
    const state = fold([created(), start(0, 'model_output'), ...pieces, completed({ steps: [audio] })]);
    expect(stepsOf(state)).toEqual([audio]);
    expect(state.steps[0]?.pendingData).toBeUndefined();
  });

  it('find their places where indices were left out', () => {
    const gaps = [created(), start(0, 'thought'), stop(0), start(2, 'model_output'), text(2, 'Hello'), stop(2)];
    const state = fold([...gaps, completed({ steps: [{ type: 'thought' }, output, call] })]);
    expect(stepsOf(state)).toEqual([{ type: 'thought' }, output, call]);
    expect(state.steps.map(({ index }) => index)).toEqual([0, 2, 3]);
    const later = fold([text(2, '!')], state);
    expect(stepsOf(later)[1]?.content).toEqual([{ type: 'text', text: 'Hello!' }]);
  });

  it('are not written to by what comes after', () => {
    const event = completed({ steps: [thought, call, output] });
    const before = JSON.stringify(event);
    const state = fold([text(2, '!'), delta(3, { type: 'text', text: 'more' })], fold([...search, event]));
    expect(stepsOf(state)[2]).toEqual({ type: 'model_output', content: [{ type: 'text', text: 'Hello!' }] });
    expect(JSON.stringify(event)).toBe(before);
  });
});

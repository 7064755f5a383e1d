import { describe, expect, it } from 'vitest';
import { closeInteraction } from '../../../src/store/reducer/interactionReducer.ts';
import { args, completed, created, delta, fold, start, stepsOf, stop } from './events.ts';

const call = (fields = {}) => start(0, 'function_call', { id: 'call_1', name: 'f', arguments: {}, ...fields });

describe('the arguments of a function call', () => {
  it('are text while they arrive and an object when they are whole', () => {
    const arriving = fold([created(), call(), args(0, '{"city":"Bos'), args(0, 'ton"')]);
    expect(arriving.steps[0]).toMatchObject({
      argumentsText: '{"city":"Boston"',
      step: { arguments: {} },
      status: 'streaming',
    });
    const whole = fold([args(0, '}'), stop(0)], arriving);
    expect(whole.steps[0]).toMatchObject({
      argumentsText: '{"city":"Boston"}',
      step: { arguments: { city: 'Boston' } },
      status: 'done',
    });
    expect(whole.steps[0]?.argumentsError).toBeUndefined();
  });

  it.each([
    ['no delta', [], { a: 1 }],
    ['an empty delta', [args(0, '')], { a: 1 }],
    ['white space', [args(0, ' \n')], { a: 1 }],
    ['an empty object', [args(0, '{}')], {}],
    ['all of them once more', [args(0, '{"a":1}')], { a: 1 }],
  ])('of step.start stand when %s follows, and are never joined with it', (_, deltas, expected) => {
    const state = fold([created(), call({ arguments: { a: 1 } }), ...deltas, stop(0)]);
    expect(stepsOf(state)[0]?.arguments).toEqual(expected);
    expect(state.steps[0]?.argumentsError).toBeUndefined();
  });

  it('of step.start may be text, which is read as they are; deltas are never joined with it', () => {
    const written = call({ arguments: '{"id":9007199254740993}' });
    for (const deltas of [[], [args(0, ' ')], [args(0, '{"id":'), args(0, '9007199254740993}')]]) {
      const state = fold([created(), written, ...deltas, stop(0), completed({ status: 'requires_action' })]);
      expect(stepsOf(state)[0]?.arguments).toEqual({ id: '9007199254740993' });
      expect(state.steps[0]?.argumentsError).toBeUndefined();
    }
    const broken = fold([created(), call({ arguments: '{"city":"Bos' }), stop(0)]);
    expect(broken.steps[0]).toMatchObject({ argumentsText: '{"city":"Bos', argumentsError: expect.any(String) });
    const late = fold([created(), written, stop(0), args(0, '{"id":1}')]);
    expect(stepsOf(late)[0]?.arguments).toEqual({ id: 1 });
  });

  it('under the index of a step that has no place for them open a call of their own', () => {
    const state = fold([created(), start(0, 'model_output'), args(0, '{"n":'), args(0, '1}'), stop(0), completed()]);
    expect(stepsOf(state)).toEqual([{ type: 'model_output' }, { type: 'function_call', arguments: { n: 1 } }]);
  });

  it('may be whole objects, in either dialect that has them so', () => {
    const legacy = delta(0, { type: 'function_call', id: 'call_1', name: 'f', arguments: { a: 1 } });
    expect(stepsOf(fold([created(), call(), legacy, stop(0)]))[0]?.arguments).toEqual({ a: 1 });
    const whole = delta(0, { type: 'arguments_delta', arguments: { a: 1 } });
    expect(stepsOf(fold([created(), call(), whole, stop(0)]))[0]?.arguments).toEqual({ a: 1 });
  });

  it('keep integers that a double cannot hold, as their digits', () => {
    const state = fold([created(), call(), args(0, '{"id":9007199254740993,"n":-12}'), stop(0)]);
    expect(stepsOf(state)[0]?.arguments).toEqual({ id: '9007199254740993', n: -12 });
  });

  it.each([
    ['break off', '{"city":"Bos'],
    ['are no JSON', '{city:"Boston"}'],
    ['are no object', '["Boston"]'],
    ['are followed by something', '{"city":"Boston"} ok'],
  ])('that %s stay as text, with the reason beside them', (_, json) => {
    const state = fold([created(), call(), args(0, json), stop(0), completed({ status: 'requires_action' })]);
    expect(state.steps[0]).toMatchObject({ argumentsText: json, step: { arguments: {} } });
    expect(state.steps[0]?.argumentsError).toMatch(/\.$/);
  });

  it('that break off with the stream are not taken for whole, and heal when the rest comes', () => {
    const cut = closeInteraction(fold([created(), call(), args(0, '{"city":"Bos')]), 'ended');
    expect(cut.steps[0]).toMatchObject({ status: 'interrupted', argumentsError: expect.any(String) });
    const healed = fold([args(0, 'ton"}'), stop(0)], cut);
    expect(healed.steps[0]).toMatchObject({ status: 'done', step: { arguments: { city: 'Boston' } } });
    expect(healed.steps[0]?.argumentsError).toBeUndefined();
  });

  it('cannot reach a prototype', () => {
    const state = fold([created(), call(), args(0, '{"__proto__":{"polluted":true},"constructor":1}'), stop(0)]);
    const { arguments: parsed } = stepsOf(state)[0] as { arguments: object };
    expect(Object.keys(parsed)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('under the index of the thought before the call go to the call, if only one is open', () => {
    const before = [
      created(),
      start(0, 'thought'),
      stop(0),
      start(1, 'function_call', { id: 'a', name: 'f', arguments: {} }),
    ];
    const one = fold([...before, args(0, '{"n":1}'), stop(1)]);
    expect(stepsOf(one)).toEqual([
      { type: 'thought' },
      { type: 'function_call', id: 'a', name: 'f', arguments: { n: 1 } },
    ]);
    const two = fold([...before, start(2, 'function_call', { id: 'b', name: 'f', arguments: {} }), args(0, '{"n":1}')]);
    expect(two.steps.map(({ argumentsText }) => argumentsText)).toEqual(['{"n":1}', undefined, undefined]);
  });

  it('under the index of their own call go there, whatever else is open', () => {
    const state = fold([
      created(),
      start(0, 'function_call', {}),
      start(1, 'function_call', {}),
      args(0, '{"n":0}'),
      args(1, '{"n":1}'),
      completed(),
    ]);
    expect(stepsOf(state).map((step) => step.arguments)).toEqual([{ n: 0 }, { n: 1 }]);
  });

  it('belong to each call by its place: ids may be empty or the same', () => {
    for (const id of ['', 'same']) {
      const events = [0, 1].flatMap((index) => [
        start(index, 'function_call', { id, name: 'f' }),
        args(index, `{"n":${index}}`),
        stop(index),
      ]);
      const state = fold([created(), ...events, completed({ status: 'requires_action' })]);
      expect(stepsOf(state).map((step) => step.arguments)).toEqual([{ n: 0 }, { n: 1 }]);
      expect(state.steps.map(({ key }) => key)).toEqual(['0.0', '0.1']);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { completed, created, delta, fold, start, stepsOf, stop, text } from './events.ts';

describe('what this version does not know', () => {
  it('is counted when it is an event, and changes nothing else', () => {
    const state = fold([created(), start(0, 'model_output')]);
    const after = fold([{ event_type: 'billing.notice', notice: 'x' }, { no: 'event' }, 7], state);
    expect(after.unknownCount).toBe(3);
    expect(after.steps).toBe(state.steps);
  });

  it('is kept verbatim when it is a step, and counted', () => {
    const step = { type: 'hologram_call', id: 'a', projector: { depth: [1, 2] } };
    const state = fold([created(), start(0, step.type, step), stop(0)]);
    expect(stepsOf(state)).toEqual([step]);
    expect(state.unknownCount).toBe(1);
  });

  it('is a step all the same when it has no type, or none that is text', () => {
    expect(stepsOf(fold([created(), { event_type: 'step.start', index: 0, step: { a: 1 } }]))).toEqual([
      { type: '', a: 1 },
    ]);
    expect(stepsOf(fold([created(), { event_type: 'step.start', index: 0, step: { type: 7, a: 1 } }]))).toEqual([
      { type: '', a: 1 },
    ]);
  });

  it('is no longer unknown when its first delta says what it is', () => {
    const state = fold([
      created(),
      { event_type: 'step.start', index: 0, step: {} },
      text(0, 'Hi'),
      { event_type: 'step.start', index: 1, step: { type: null } },
      delta(1, { type: 'thought_summary', content: { type: 'text', text: 'Hm' } }),
    ]);
    expect(stepsOf(state)).toEqual([
      { type: 'model_output', content: [{ type: 'text', text: 'Hi' }] },
      { type: 'thought', summary: [{ type: 'text', text: 'Hm' }] },
    ]);
  });

  it('is kept verbatim when it is a delta, counted, and laid over an unknown step', () => {
    const progress = [0.4, 1].map((progress) => ({ type: 'hologram_progress', progress }));
    const state = fold([created(), start(0, 'hologram_call'), ...progress.map((each) => delta(0, each))]);
    expect(stepsOf(state)).toEqual([{ type: 'hologram_call', progress: 1 }]);
    expect(state.steps[0]?.unknownDeltas).toEqual(progress);
    expect(state.unknownCount).toBe(3);
  });

  it('adds to a known step, but overwrites nothing of it', () => {
    const odd = { type: 'odd', reading_level: 6, content: 'gone?', error: { code: 1 } };
    const state = fold([
      created(),
      start(0, 'model_output', { error: { code: 7 } }),
      text(0, 'Hi'),
      delta(0, odd),
      text(0, '!'),
    ]);
    expect(stepsOf(state)).toEqual([
      { type: 'model_output', error: { code: 7 }, content: [{ type: 'text', text: 'Hi!' }], reading_level: 6 },
    ]);
    expect(state.steps[0]?.unknownDeltas).toEqual([odd]);
  });

  it('cannot take the place of content that is still to come', () => {
    const state = fold([created(), start(0, 'model_output'), delta(0, { type: 'odd', content: 7 }), text(0, 'Hi')]);
    expect(stepsOf(state)).toEqual([{ type: 'model_output', content: [{ type: 'text', text: 'Hi' }] }]);
  });

  it('cannot reach a prototype', () => {
    const hostile = JSON.parse('{"type":"odd","__proto__":{"polluted":true},"constructor":{"prototype":1}}') as object;
    const state = fold([created(), start(0, 'hologram'), delta(0, { ...hostile }), completed({ ...hostile })]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(state.steps[0]?.step)).toBe(Object.prototype);
    expect(Object.keys(state.steps[0]?.step ?? {})).toContain('__proto__');
  });
});

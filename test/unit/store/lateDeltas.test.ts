import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FunctionCallStep, ModelOutputStep } from '../../../src/index.ts';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { closeInteraction, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';

/** What the real readers have read, in characters. */
const work = vi.hoisted(() => ({ characters: 0 }));
vi.mock('../../../src/store/reducer/parsePartialJson.ts', async (load) => {
  const { parsePartialJson } = await load<typeof import('../../../src/store/reducer/parsePartialJson.ts')>();
  return { parsePartialJson: (text: string) => ((work.characters += text.length), parsePartialJson(text)) };
});
vi.mock('../../../src/store/reducer/joinBase64.ts', async (load) => {
  const { joinBase64 } = await load<typeof import('../../../src/store/reducer/joinBase64.ts')>();
  return { joinBase64: (parts: string[]) => ((work.characters += parts.join('').length), joinBase64(parts)) };
});
beforeEach(() => void (work.characters = 0));

const delta = (fields: object) => ({ event_type: 'step.delta', index: 0, delta: fields }) as InteractionSSEEvent;
const stop: InteractionSSEEvent = { event_type: 'step.stop', index: 0 };
const completed = { event_type: 'interaction.completed', interaction: { id: 'a', status: 'completed' } } as const;
const start = (step: object) => ({ event_type: 'step.start', index: 0, step }) as InteractionSSEEvent;

/** Each event in a batch of its own, as on a slow wire. */
function fold(events: readonly InteractionSSEEvent[], from = createInteractionState()): InteractionState {
  return events.reduce((state, event) => reduceEvents(state, [event]), from);
}
const callOf = (state: InteractionState) => state.steps[0]?.step as FunctionCallStep;
const pieces = (count: number) =>
  Array.from({ length: count }, (_, at) => delta({ type: 'arguments_delta', arguments: `${at},` }));
const opened = [
  start({ type: 'function_call', id: 'a', name: 'f', arguments: {} }),
  delta({ type: 'arguments_delta', arguments: '{"a":[' }),
  stop,
];
const last = delta({ type: 'arguments_delta', arguments: '0]}' });

describe('deltas after the step has stopped', () => {
  it.each([
    ['the interaction completes', (state: InteractionState) => fold([completed], state)],
    ['the step stops once more', (state: InteractionState) => fold([stop], state)],
    ['the connection ends', (state: InteractionState) => closeInteraction(state, 'ended')],
  ])('are read in full when %s', (_, end) => {
    const state = end(fold([...opened, ...pieces(5000), last]));
    expect(callOf(state).arguments.a).toHaveLength(5001);
    expect(state.steps[0]).not.toHaveProperty('unsettled');
    expect(state.steps[0]).not.toHaveProperty('argumentsError');
  });

  it('leave no call that could be run on half of its arguments', () => {
    const state = fold([...opened, ...pieces(5000), last, delta({ type: 'arguments_delta', arguments: 'x' })]);
    expect(state.steps[0]?.argumentsError).toBeDefined();
  });

  it('are read at once while there is little to read', () => {
    const state = fold([...opened, ...pieces(100), last]);
    expect(callOf(state).arguments.a).toHaveLength(101);
    expect(state.steps[0]).not.toHaveProperty('argumentsError');
  });

  it('cost in proportion to their number', () => {
    const cost = (count: number) => {
      work.characters = 0;
      fold([...opened, ...pieces(count), last, completed]);
      return work.characters;
    };
    cost(2500);
    const [less, more] = [cost(4000), cost(16_000)];
    expect(more / less).toBeLessThan(6);
  });

  it('of audio are joined in full at the end, at a cost in proportion to their number', () => {
    const audio = (count: number) => [
      start({ type: 'model_output' }),
      delta({ type: 'audio', data: 'AAAA', mime_type: 'audio/l16' }),
      stop,
      ...Array.from({ length: count }, () => delta({ type: 'audio', data: 'QUJD' })),
    ];
    const cost = (count: number) => {
      work.characters = 0;
      const state = fold([...audio(count), completed]);
      const item = (state.steps[0]?.step as ModelOutputStep | undefined)?.content?.[0];
      expect(item).toMatchObject({ data: `AAAA${'QUJD'.repeat(count)}` });
      expect(state.steps[0]).not.toHaveProperty('pendingData');
      return work.characters;
    };
    const [less, more] = [cost(4000), cost(16_000)];
    expect(more / less).toBeLessThan(6);
  });

  it('that add nothing to read cost nothing', () => {
    const settled = fold([...opened, ...pieces(5000), last, completed]);
    work.characters = 0;
    fold(
      Array.from({ length: 100 }, () => delta({ type: 'thought_signature', signature: 'x' })),
      settled,
    );
    expect(work.characters).toBe(0);
  });
});

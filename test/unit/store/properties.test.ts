import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { closeInteraction, interactionReducer, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import { selectInteraction } from '../../../src/store/state/selectInteraction.ts';
import { deepFreeze, type Fields, normalized, recordedEvents, recordingNames, textsOf } from './events.ts';
import { garbledEvents, mutatedRecording } from './mutations.ts';

/** Events as they come from the parser, and as somebody may hand them to the reducer without it. */
const anyEvents = fc.oneof(
  mutatedRecording.map(normalized),
  mutatedRecording.map((events) => events as unknown as InteractionSSEEvent[]),
  garbledEvents.map(normalized),
  garbledEvents.map((events) => events as unknown as InteractionSSEEvent[]),
  fc.array(fc.jsonValue(), { maxLength: 10 }).map(normalized),
);

/** The log of event ids grows in place; what can be seen of it does not. */
const isLog = (key: string) => key === 'seen';

/** The texts of the steps that are made of text. What an unknown step holds, an unknown delta may overwrite. */
const saidIn = ({ input, steps, ...rest }: InteractionState) =>
  textsOf({
    ...rest,
    input,
    steps: [...input, ...steps].filter(({ step }) => ['user_input', 'model_output', 'thought'].includes(step.type)),
  });

function inBatches(events: readonly InteractionSSEEvent[], places: readonly number[]): InteractionSSEEvent[][] {
  const cuts = [...new Set(places.map((place) => place % (events.length + 1)))].sort((a, b) => a - b);
  return [0, ...cuts].map((from, at) => events.slice(from, cuts[at] ?? events.length));
}

function bringsSteps(event: InteractionSSEEvent): boolean {
  const { interaction } = event as Fields;
  return Array.isArray((interaction as Fields | undefined)?.steps);
}

describe('the reducer', () => {
  it('takes any events without throwing, and loses no text that was there', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state = createInteractionState();
        for (const event of events) {
          const next = interactionReducer(state, event, 1);
          const texts = saidIn(next);
          const lost = saidIn(state).filter((text) => !texts.some((longer) => longer.startsWith(text)));
          if (!bringsSteps(event)) expect(lost).toEqual([]);
          expect(next.steps.length).toBeGreaterThanOrEqual(state.steps.length);
          state = next;
        }
        const closed = closeInteraction(state, 'ended', 2);
        expect(closed.outcome).not.toBe('running');
        expect(closed.steps.every(({ status }) => status !== 'streaming')).toBe(true);
        expect(() => JSON.stringify([closed, selectInteraction(closed)])).not.toThrow();
      }),
      { numRuns: 600 },
    );
  });

  it('keeps steps in the order of their indices, with a key of its own each', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { steps } = reduceEvents(createInteractionState(), events);
        const indices = steps.map(({ index }) => index);
        expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
        expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
      }),
      { numRuns: 300 },
    );
  });

  it('writes to nothing that it was given: no state, no event', () => {
    fc.assert(
      fc.property(anyEvents, fc.array(fc.nat(), { maxLength: 8 }), (events, places) => {
        deepFreeze(events);
        let state = deepFreeze(createInteractionState());
        for (const batch of inBatches(events, places)) state = deepFreeze(reduceEvents(state, batch, 1), isLog);
        deepFreeze(closeInteraction(state, 'stopped', 2), isLog);
      }),
      { numRuns: 600 },
    );
  });

  it('comes to the same state however its events are put into batches', () => {
    fc.assert(
      fc.property(anyEvents, fc.array(fc.nat(), { maxLength: 12 }), (events, places) => {
        const apart = inBatches(events, places).reduce(
          (state, batch) => reduceEvents(state, batch),
          createInteractionState(),
        );
        expect(apart).toEqual(reduceEvents(createInteractionState(), events));
      }),
      { numRuns: 600 },
    );
  });

  it('changes the entry of a delta, and leaves all others the same objects', () => {
    fc.assert(
      fc.property(fc.constantFrom(...recordingNames), (name) => {
        let state: InteractionState = createInteractionState();
        for (const event of recordedEvents(name)) {
          const next = interactionReducer(state, event, 1);
          const changed = next.steps.filter((entry, at) => entry !== state.steps[at]);
          if (event.event_type === 'step.delta') expect(changed.length).toBe(1);
          if (event.event_type === 'interaction.status_update') expect(next.steps).toBe(state.steps);
          if (event.event_type === 'step.start') expect(next.steps.slice(0, state.steps.length)).toEqual(state.steps);
          state = next;
        }
      }),
      { numRuns: recordingNames.length * 2 },
    );
  });

  it('changes one entry at most with a delta, whatever it holds', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state: InteractionState = createInteractionState();
        for (const event of events) {
          const next = interactionReducer(state, event, 1);
          const known = new Set(state.steps);
          const isPlain = event.event_type === 'step.delta' && !state.fold.replay;
          if (isPlain) expect(next.steps.filter((entry) => !known.has(entry)).length).toBeLessThanOrEqual(1);
          state = next;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not fold what it was given before anew: an old state can be taken up again', () => {
    fc.assert(
      fc.property(mutatedRecording.map(normalized), fc.nat(), (events, place) => {
        const at = place % (events.length + 1);
        const base = reduceEvents(createInteractionState(), events.slice(0, at));
        const first = reduceEvents(base, events.slice(at));
        reduceEvents(base, events.slice(at).reverse());
        expect(reduceEvents(base, events.slice(at))).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });

  it('takes values that nest very deep', () => {
    let deep: unknown = 'core';
    for (let depth = 0; depth < 100_000; depth += 1) deep = depth % 2 === 0 ? [deep] : { text: deep, usage: deep };
    const events = normalized([
      { event_type: 'interaction.created', interaction: { id: 'a', odd: deep, usage: { deep } } },
      { event_type: 'step.start', index: 0, step: { type: 'model_output', content: [deep], deep } },
      { event_type: 'step.delta', index: 0, delta: { type: 'odd', deep } },
      { event_type: 'step.delta', index: 0, delta: { type: 'text', text: 'x' }, metadata: { total_usage: { deep } } },
      { event_type: 'interaction.created', interaction: { id: 'b', usage: { deep } } },
      { event_type: 'interaction.created', interaction: { id: 'a' } },
      { event_type: 'step.start', index: 0, step: { type: 'model_output', content: [deep], deep } },
      {
        event_type: 'interaction.completed',
        interaction: { id: 'a', steps: [{ type: 'model_output', content: [deep] }] },
      },
    ]);
    expect(() => reduceEvents(createInteractionState(), events)).not.toThrow();
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import { closeInteraction, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import type { InteractionState } from '../../../src/store/state/InteractionState.ts';
import { reopenInteraction } from '../../../src/store/state/reopenInteraction.ts';
import { interactionToEvents } from '../../../src/stream/interactionToEvents.ts';
import { foldFrames } from '../../../src/testing/foldFrames.ts';
import { recordings } from '../../../src/testing/recordings.ts';
import { readFrame, splitFrames } from '../../../src/testing/sseFrames.ts';
import { args, completed, created, delta, fold, normalized, start, stepsOf, stop, text, textsOf } from './events.ts';

const lost = { type: 'network', message: 'Lost.', retryable: true } as const;

const streams = new Map(
  Object.entries(recordings)
    .map(([name, recording]) => [name, splitFrames(recording)] as const)
    .filter(([, frames]) => foldFrames(frames).interaction.id),
);

/** What the API answers when it is asked, without streaming, how far an interaction is. */
function fetched(frames: readonly string[], isPoorer: boolean): Interaction {
  const { interaction } = foldFrames(frames);
  const poorer = (key: string, value: unknown) => (isPoorer && key === 'signature' ? undefined : value);
  return JSON.parse(JSON.stringify(interaction, poorer)) as Interaction;
}

/** Steps without what their stream says and a poorer answer does not, or the other way round. */
function words(steps: readonly unknown[]): unknown {
  const isSaid = (key: string) => key !== 'signature' && key !== 'search_type';
  return JSON.parse(JSON.stringify(steps, (key, value: unknown) => (isSaid(key) ? value : undefined)));
}

function poll(state: InteractionState, interaction: Interaction): InteractionState {
  return reduceEvents(reopenInteraction(state), interactionToEvents(interaction));
}

it('an interaction that is cut anywhere and fetched again and again is there once, whole, and never goes back', () => {
  const places = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.constantFrom(...streams.keys()), places, fc.boolean(), fc.boolean(), (name, at, isCut, isPoorer) => {
      const frames = streams.get(name) ?? [];
      const [cut = 0, ...polls] = at
        .map((place) => Math.ceil((place / 1000) * frames.length))
        .sort((one, other) => one - other);
      const sent = normalized(frames.slice(0, cut).flatMap((frame) => readFrame(frame) ?? []));
      let state = createInteractionState();
      if (isCut) state = closeInteraction(reduceEvents(state, sent), lost);
      if (state.outcome === 'finished' || state.outcome === 'error') return;
      for (const place of [...polls, frames.length]) {
        if (place === 0) continue;
        const before = textsOf(state);
        state = poll(state, fetched(frames.slice(0, place), isPoorer));
        const now = textsOf(state);
        before.forEach((said, nth) => expect(now[nth]?.slice(0, said.length)).toBe(said));
      }
      const whole = foldFrames(frames).interaction.steps ?? [];
      expect(words(stepsOf(closeInteraction(state, 'ended')))).toEqual(words(whole));
    }),
    { numRuns: 200 },
  );
});

const image = { type: 'image', data: 'AAAA', mime_type: 'image/png' };
const said = (...content: object[]) => ({ type: 'model_output', content }) as never;
const call = { type: 'function_call', id: 'a', name: 'f' };

it.each<[string, object[], Interaction['steps'], object]>([
  [
    'text after an image',
    [start(0, 'model_output'), delta(0, image)],
    [said(image, { type: 'text', text: 'So.' })],
    { content: [image, { type: 'text', text: 'So.' }] },
  ],
  [
    'the rest of a call’s arguments',
    [start(0, 'function_call', { ...call, arguments: {} }), args(0, '{"city":"Bos')],
    [{ ...call, arguments: { city: 'Boston' } } as never, said({ type: 'text', text: 'So.' })],
    { arguments: { city: 'Boston' } },
  ],
  [
    'more text than had come, of a step that had stopped',
    [start(0, 'model_output'), text(0, 'Hel'), stop(0)],
    [said({ type: 'text', text: 'Hello' })],
    { content: [{ type: 'text', text: 'Hello' }] },
  ],
])('a fetched interaction with %s goes on from its stream', (_, events, steps, step) => {
  const cut = closeInteraction(fold([created(), ...events]), lost);
  const id = cut.id ?? '';
  const once = poll(cut, { id, status: 'in_progress', steps });
  for (const status of ['in_progress', 'completed']) {
    const state = closeInteraction(poll(once, { id, status, steps }), 'ended');
    expect(state.steps).toHaveLength(steps?.length ?? 0);
    expect(stepsOf(state)[0]).toMatchObject(step);
  }
});

it('what only the stream has said of a step is kept when more of it is fetched', () => {
  const odd = { type: 'scent', note: 'rose' };
  const cut = closeInteraction(fold([created(), start(0, 'model_output'), text(0, 'Hel'), delta(0, odd)]), lost);
  const whole = { id: cut.id ?? '', status: 'completed', steps: [said({ type: 'text', text: 'Hello' })] };
  const state = poll(cut, whole);
  expect(state).toMatchObject({ outcome: 'finished', status: 'completed' });
  expect(textsOf(state)).toEqual(['Hello']);
  expect(state.steps[0]?.unknownDeltas).toEqual([odd]);
  expect(fold([completed()], state).steps).toBe(state.steps);
});

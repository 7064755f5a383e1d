// @vitest-environment jsdom
import { act, cleanup, fireEvent, render } from '@testing-library/react';
import fc from 'fast-check';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { closeInteraction, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import { selectInteraction } from '../../../src/store/state/selectInteraction.ts';
import { createInteractionParser } from '../../../src/stream/createInteractionParser.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { normalized } from '../store/events.ts';
import { timeoutOf, tryFor } from './budget.ts';
import { damagedBytes, mutatedStream, toSse } from './mutatedStream.ts';

const SHARE = 1 / 4;

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

function parse(pieces: readonly Uint8Array[]) {
  const parser = createInteractionParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

test(
  'damaged bytes give events, the same ones however they are cut, and these a state',
  { timeout: timeoutOf(SHARE) },
  () =>
    tryFor(
      SHARE,
      fc.property(damagedBytes, ({ whole, pieces }) => {
        const events = parse([whole]);
        expect(parse(pieces)).toEqual(events);
        const state = closeInteraction(reduceEvents(createInteractionState(), events, 1), 'ended', 2);
        expect(state.outcome).not.toBe('running');
        expect(() => JSON.stringify(state)).not.toThrow();
      }),
    ),
);

test('mutated events are folded with all that they said, known or not', { timeout: timeoutOf(SHARE) }, () =>
  tryFor(
    SHARE,
    fc.property(mutatedStream, ({ events, marks }) => {
      const folded = reduceEvents(createInteractionState(), normalized(events), 1);
      const one = normalized(events).reduce(
        (state, event) => reduceEvents(state, [event], 1),
        createInteractionState(),
      );
      expect(one).toEqual(folded);
      const closed = closeInteraction(folded, 'ended', 2);
      expect(closed.steps.every(({ status }) => status !== 'streaming')).toBe(true);
      const kept = JSON.stringify([closed.steps, closed.input]);
      expect(marks.filter(({ word }) => !kept.includes(word))).toEqual([]);
    }),
  ),
);

test('mutated interactions are drawn on a server', { timeout: timeoutOf(SHARE) }, () =>
  tryFor(
    SHARE,
    fc.property(mutatedStream, ({ events, marks }) => {
      const state = reduceEvents(createInteractionState(), normalized(events), 1);
      const html = renderToString(
        <InteractionSteps interaction={selectInteraction(closeInteraction(state, 'ended'))} />,
      );
      const texts = marks.filter(({ kind }) => kind === 'text');
      // A transcript has an element for each word, which may part a mark.
      const shown = html + html.replace(/<[^>]*>/g, '');
      expect(texts.filter(({ word }) => !shown.includes(word))).toEqual([]);
    }),
  ),
);

test(
  'mutated streams are drawn in a page as they come, and what they said is there',
  { timeout: timeoutOf(SHARE) },
  () =>
    tryFor(
      SHARE,
      fc.asyncProperty(mutatedStream, async ({ events, marks }) => {
        const transport = createReplayTransport(`${toSse(events)}data: [DONE]\n\n`);
        const store = createInteractionStore({ transport, reconnect: false, functions: {} });
        const { container } = render(<InteractionSteps stream={{ store }} />);
        await act(() => store.getState().send('Go.'));
        for (let round = 0; round < 2; round += 1) {
          for (const row of container.querySelectorAll('[aria-expanded="false"], [aria-pressed="false"]')) {
            fireEvent.click(row);
          }
        }
        expect(container.textContent).not.toContain('could not be drawn');
        // What comes after the stream's end is not read, and a replay that has not caught up is not shown.
        const read = JSON.stringify(store.getState().interactions.map(({ steps }) => steps));
        const texts = marks.filter(({ kind, word }) => kind === 'text' && read.includes(word));
        expect(texts.filter(({ word }) => !container.textContent?.includes(word))).toEqual([]);
        cleanup();
      }),
    ),
);

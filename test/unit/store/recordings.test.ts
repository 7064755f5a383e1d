import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { closeInteraction, reduceEvents } from '../../../src/store/reducer/interactionReducer.ts';
import { selectInteraction } from '../../../src/store/state/selectInteraction.ts';
import { createInteractionParser } from '../../../src/stream/createInteractionParser.ts';
import { canonical } from './canonical.ts';

const folder = new URL('../../../src/testing/recordings/', import.meta.url);
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.sse') ? [file.slice(0, -4)] : []));

function fold(chunks: readonly Uint8Array[]) {
  const parser = createInteractionParser();
  let state = createInteractionState();
  for (const chunk of chunks) state = reduceEvents(state, parser.push(chunk), 0);
  state = reduceEvents(state, parser.end(), 0);
  return closeInteraction(state, 'ended', 0);
}

/** Cuts bytes at the given places; places past the end count from the start again. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [...new Set(places.map((place) => place % bytes.length))].sort((a, b) => a - b);
  return [0, ...at].map((start, index) => bytes.subarray(start, at[index] ?? bytes.length));
}

describe.each(names)('the recording %s', (name) => {
  const bytes = readFileSync(new URL(`${name}.sse`, folder));
  const expected: object = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

  it('folds into the interaction that was written down beside it, without our reducer', () => {
    expect(canonical(selectInteraction(fold([bytes])))).toEqual(canonical(expected));
  });

  it('folds into the same interaction however its bytes are cut', () => {
    const whole = selectInteraction(fold([bytes]));
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (places) => {
        expect(selectInteraction(fold(cut(bytes, places)))).toEqual(whole);
      }),
      { numRuns: bytes.length > 50_000 ? 15 : 60 },
    );
  });

  it('folds into the same state whether its events come one by one or all at once', () => {
    const parser = createInteractionParser();
    const events = [...parser.push(bytes), ...parser.end()];
    const oneByOne = events.reduce((state, event) => reduceEvents(state, [event], 0), createInteractionState());
    expect(oneByOne).toEqual(reduceEvents(createInteractionState(), events, 0));
  });
});

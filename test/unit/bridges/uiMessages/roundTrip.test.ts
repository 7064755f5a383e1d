import { convertToModelMessages, type UIMessage, validateUIMessages } from 'ai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUIMessages } from '../../../../src/bridges/uiMessages/fromUIMessages.ts';
import { toUIMessages } from '../../../../src/bridges/uiMessages/toUIMessages.ts';
import type { Step } from '../../../../src/protocol/Step.ts';
import { createInteractionStore } from '../../../../src/store/thread/createInteractionStore.ts';
import { fromInitial } from '../../../../src/store/thread/threadSnapshot.ts';
import { recordings } from '../../../../src/testing.ts';
import { anyThread } from './anyThread.ts';

/** As a host stores them. */
const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

describe('a thread as messages of the AI SDK', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyThread, (thread) => {
        expect(fromUIMessages(stored(toUIMessages(thread)))).toEqual(thread);
      }),
      { numRuns: 300 },
    );
  });

  it('is accepted by the AI SDK', async () => {
    await fc.assert(
      fc.asyncProperty(anyThread, async (thread) => {
        const messages = stored(toUIMessages(thread));
        fc.pre(messages.length > 0);
        expect(await validateUIMessages<UIMessage>({ messages })).toEqual(messages);
        await convertToModelMessages(messages);
      }),
      { numRuns: 100 },
    );
  });

  const names = Object.keys(recordings) as (keyof typeof recordings)[];

  it.each(names)('the recording %s: is accepted, and keeps its text, calls and results', async (name) => {
    const store = createInteractionStore();
    const bytes = new TextEncoder().encode(recordings[name]);
    await store.getState().attach(new Response(bytes), { input: 'Hi' });
    const messages = stored(toUIMessages(store.getState()));
    expect(await validateUIMessages<UIMessage>({ messages })).toEqual(messages);
    await convertToModelMessages(messages);
    const again = fromUIMessages(messages);
    expect(toUIMessages(again)).toEqual(messages);
    const said = store.getState().interactions.flatMap(({ steps }) => steps.map(({ step }) => step));
    expect(byType(again.flatMap(({ steps = [] }) => steps))).toEqual(byType(stored(said)));
  });

  it('is a thread again, to go on with', () => {
    const [thread] = fc.sample(anyThread, { numRuns: 1, seed: 3 });
    const again = fromUIMessages(toUIMessages(thread ?? []));
    expect(fromInitial(again).interactions.every(({ outcome }) => outcome === 'finished')).toBe(true);
  });
});

/** Steps by their type, since a result comes back right after its call; without what says nothing. */
function byType(steps: readonly Step[]): { [type: string]: Step[] } {
  const said = steps
    .map((step) => ({ ...step, ...(step.type === 'function_result' && { name: undefined }) }))
    .map((step) => Object.entries(step).filter(([, value]) => !isEmpty(value)))
    .map((fields) => Object.fromEntries(fields) as unknown as Step);
  return Object.fromEntries(said.map(({ type }) => [type, said.filter((step) => step.type === type)]));
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    value === false ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}

import { beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../../../src/protocol/Step.ts';
import { createInteractionState } from '../../../src/store/state/createInteractionState.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { selectBranches } from '../../../src/store/thread/threadBranches.ts';
import { turnStart } from '../../../src/store/thread/threadHistory.ts';
import { textsOf } from './events.ts';
import { serverThread } from './serverThread.ts';
import { forbidUnhandledRejections, lastTexts, openStream, recordingTransport, thread } from './thread.ts';

beforeEach(forbidUnhandledRejections);

const keysOf = (store: ReturnType<typeof serverThread>['store']) => thread(store).interactions.map(({ key }) => key);
const textsIn = (store: ReturnType<typeof serverThread>['store']) => thread(store).interactions.flatMap(textsOf);

async function threeTurns() {
  const made = serverThread({});
  for (const text of ['One.', 'Two.', 'Three.']) await thread(made.store).send(text);
  return made;
}

describe('edit', () => {
  it('sends another input in the place of a turn’s, and keeps what had come of it', async () => {
    const { store, asked } = await threeTurns();
    const [first] = thread(store).interactions;
    await thread(store).edit('1', 'Other.');
    expect(keysOf(store)).toEqual(['0', '3']);
    expect(textsIn(store)).toEqual(['You said: One.', 'You said: Other.']);
    expect(asked.at(-1)?.body).toMatchObject({ input: 'Other.', previous_interaction_id: first?.id });
    expect(thread(store).branches).toMatchObject([{ key: '1', parent: '0' }]);
    expect(thread(store).branches[0]?.interactions.flatMap(textsOf)).toEqual(['You said: Two.', 'You said: Three.']);
  });

  it('of the first turn begins the thread anew', async () => {
    const { store, asked } = await threeTurns();
    await thread(store).edit('0', 'Other.');
    expect(keysOf(store)).toEqual(['3']);
    expect(asked.at(-1)?.body).not.toHaveProperty('previous_interaction_id');
    expect(thread(store).branches).toMatchObject([{ key: '0' }]);
    expect(thread(store).branches[0]).not.toHaveProperty('parent');
  });

  it('rejects for a key that the thread does not have, and changes nothing', async () => {
    const { store } = await threeTurns();
    const before = thread(store);
    await expect(thread(store).edit('9', 'Other.')).rejects.toMatchObject({ type: 'usage' });
    expect(thread(store)).toEqual(before);
  });

  it('and the others refuse while a stream runs', async () => {
    const { transport } = recordingTransport(() => openStream().stream);
    const store = createInteractionStore({ transport });
    const sent = thread(store).send('One.');
    await expect(thread(store).edit('0', 'Other.')).rejects.toMatchObject({ type: 'usage' });
    await expect(thread(store).regenerate()).rejects.toMatchObject({ type: 'usage' });
    expect(() => thread(store).switchBranch('0')).toThrow(expect.objectContaining({ type: 'usage' }));
    expect(thread(store).branches).toEqual([]);
    thread(store).stop();
    await sent;
  });
});

describe('a turn', () => {
  it('begins with what is no function result, were it nothing at all', () => {
    const result: Step = { type: 'function_result', call_id: 'a', result: '' };
    const [told, unknown, followUp] = [
      createInteractionState('0', [{ type: 'user_input', content: [] }]),
      createInteractionState('1'),
      createInteractionState('2', [result]),
    ];
    expect(turnStart([told, followUp], 1)).toBe(0);
    expect(turnStart([told, unknown, followUp], 2)).toBe(1);
    expect(turnStart([told, createInteractionState('1', [result, { type: 'user_input', content: [] }])], 1)).toBe(1);
  });
});

describe('regenerate', () => {
  it('sends the same input once more, from any turn, with the params of its request', async () => {
    const { store, asked } = serverThread({});
    await thread(store).send('One.', { temperature: 1 });
    await thread(store).send('Two.');
    await thread(store).regenerate('0');
    expect(asked.at(-1)?.body).toMatchObject({ input: 'One.', temperature: 1 });
    expect(asked.at(-1)?.body).not.toHaveProperty('previous_interaction_id');
    expect(keysOf(store)).toEqual(['2']);
    await thread(store).regenerate();
    expect(keysOf(store)).toEqual(['3']);
    expect(selectBranches(thread(store), '3')).toEqual(['0', '2', '3']);
  });

  it('goes back to where the turn began when it is asked for a follow-up with function results', async () => {
    const calls = [{ type: 'function_call', id: 'c', name: 'add', arguments: {} } as const];
    const { store, asked } = serverThread({ respond: ({ input }) => (input === 'Add.' ? calls : undefined) });
    await thread(store).send('Hello.');
    const asking = await thread(store).send('Add.');
    const call = asking.steps[0]?.step as { id: string };
    await thread(store).send([{ type: 'function_result', call_id: call.id, name: 'add', result: '3' }]);
    await thread(store).regenerate();
    expect(asked.at(-1)?.body).toMatchObject({ input: 'Add.' });
    expect(keysOf(store)).toEqual(['0', '3']);
    expect(thread(store).branches).toMatchObject([
      { key: '1', parent: '0', interactions: [{ key: '1' }, { key: '2' }] },
    ]);
  });
});

describe('switchBranch', () => {
  it('shows another branch, with all that came after, and keeps the one that was shown', async () => {
    const { store, asked } = await threeTurns();
    await thread(store).edit('1', 'Other.');
    await thread(store).send('And more.');
    thread(store).switchBranch('1');
    expect(textsIn(store)).toEqual(['You said: One.', 'You said: Two.', 'You said: Three.']);
    expect(selectBranches(thread(store), '1')).toEqual(['1', '3']);
    thread(store).switchBranch('3');
    expect(textsIn(store)).toEqual(['You said: One.', 'You said: Other.', 'You said: And more.']);
    thread(store).switchBranch('3');
    expect(keysOf(store)).toEqual(['0', '3', '4']);
    thread(store).switchBranch('1');
    await thread(store).send('On.');
    const two = thread(store).interactions[2];
    expect(asked.at(-1)?.body).toMatchObject({ previous_interaction_id: two?.id });
    expect(lastTexts(store)).toEqual(['You said: On.']);
  });

  it('reaches a branch of a branch', async () => {
    const { store } = await threeTurns();
    await thread(store).edit('2', 'Third, again.');
    await thread(store).edit('0', 'From the start.');
    expect(keysOf(store)).toEqual(['4']);
    thread(store).switchBranch('2');
    expect(keysOf(store)).toEqual(['0', '1', '2']);
    expect(selectBranches(thread(store), '2')).toEqual(['2', '3']);
    expect(selectBranches(thread(store), '0')).toEqual(['0', '4']);
    expect(selectBranches(thread(store), '1')).toEqual([]);
    const everywhere = [
      ...thread(store).interactions,
      ...thread(store).branches.flatMap(({ interactions }) => interactions),
    ];
    expect(everywhere.map(({ key }) => key).sort()).toEqual(['0', '1', '2', '3', '4']);
  });

  it('throws for a key that no branch has', async () => {
    const { store } = await threeTurns();
    expect(() => thread(store).switchBranch('7')).toThrow(/no branch "7"/);
  });
});

describe('branches in a snapshot', () => {
  it('are there again, and new keys are nobody’s', async () => {
    const { store, transport } = await threeTurns();
    await thread(store).edit('1', 'Other.');
    const snapshot = JSON.parse(JSON.stringify(thread(store).getSnapshot()));
    const again = createInteractionStore({ initialInteractions: snapshot, transport, params: { model: 'm' } });
    expect(thread(again).branches).toEqual(JSON.parse(JSON.stringify(thread(store).branches)));
    await thread(again).send('More.');
    expect(keysOf(again)).toEqual(['0', '3', '4']);
    thread(again).switchBranch('1');
    expect(textsIn(again)).toEqual(['You said: One.', 'You said: Two.', 'You said: Three.']);
  });

  it('whose parents form a circle are shown all the same', async () => {
    const { store } = await threeTurns();
    const { interactions } = thread(store).getSnapshot();
    const [one, two, three] = interactions.map((interaction) => [interaction]);
    const circle = [
      { key: '1', parent: '2', interactions: two ?? [] },
      { key: '2', parent: '1', interactions: three ?? [] },
    ];
    const again = createInteractionStore({
      initialInteractions: { version: 1, interactions: one ?? [], branches: circle },
    });
    thread(again).switchBranch('1');
    expect(textsIn(again)).toContain('You said: Two.');
    const everywhere = [
      ...thread(again).interactions,
      ...thread(again).branches.flatMap(({ interactions: left }) => left),
    ];
    expect(everywhere.map(({ key }) => key).sort()).toEqual(['0', '1', '2']);
  });

  it('go when the thread is cleared', async () => {
    const { store } = await threeTurns();
    await thread(store).edit('1', 'Other.');
    thread(store).clear();
    expect(thread(store)).toMatchObject({ interactions: [], branches: [], decisions: {} });
  });
});

// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { RowItem } from '../../../src/components/thread/arrangeRows.ts';
import { groupRow } from '../../../src/components/thread/groupRow.ts';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { isActivity } from '../../../src/components/thread/isActivity.ts';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { Step } from '../../../src/protocol/Step.ts';
import { defaultLabels } from '../../../src/react/labels.ts';
import type { StepEntry } from '../../../src/store/state/InteractionState.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { completed, createFeed, created, startText, stop, text } from '../react/createFeed.ts';
import { entriesOf } from './entries.ts';

const rowsOf = (...entries: StepEntry[]) => entries.map((entry) => ({ key: entry.key, entry }));
const lineOf = (...rows: RowItem[]) =>
  groupRow({ runs: [{ key: 'a', isActivity: true, rows, spokenOf: rows }] }, defaultLabels);

test('the line says how long was thought, and what was done how often', () => {
  const [one, two, search, again, call, code, pages, maps, files, other] = entriesOf(
    { type: 'thought' },
    { type: 'thought' },
    { type: 'google_search_call' },
    { type: 'google_search_result' },
    { type: 'function_call', name: 'f' },
    { type: 'code_execution_call' },
    { type: 'url_context_call', arguments: { urls: ['a', 'b', 'c'] } },
    { type: 'google_maps_call' },
    { type: 'file_search_call' },
    { type: 'hologram_call' },
  ) as [StepEntry, StepEntry, ...StepEntry[]];
  const thoughts = [
    { ...one, startedAt: 0, stoppedAt: 9000 },
    { ...two, startedAt: 20_000, stoppedAt: 23_000 },
  ];
  const rest = [search, call, again, code, pages, maps, files, other] as StepEntry[];
  expect(lineOf(...rowsOf(...thoughts, ...rest))).toEqual({
    icon: 'thought',
    verb: 'Thought for 12 s · 2 searches · 1 function · 1 code run · 3 pages · 1 map search · 1 file search · 1 tool call',
  });
  expect(lineOf(...rowsOf(one, two)).verb).toBe('Thought');
  expect(lineOf(...rowsOf(call as StepEntry, call as StepEntry))).toEqual({ icon: 'tool', verb: '2 functions' });
});

test('a failure is said on the line, and names of the prototype are tools like any other', () => {
  const [bad, odd] = rowsOf(...entriesOf({ type: 'function_call' }, { type: 'constructor_call' }));
  expect(lineOf({ ...bad!, status: 'error' }, odd!)).toEqual({
    icon: 'tool',
    verb: '1 function · 1 tool call',
    note: '1 failed',
    noteTone: 'error',
  });
});

test.each([
  [{ type: 'thought' }, true],
  [{ type: 'function_call', name: 'f' }, true],
  [{ type: 'function_result', name: 'f' }, true],
  [{ type: 'google_search_call' }, true],
  [{ type: 'mcp_server_tool_result' }, true],
  [{ type: 'user_input' }, false],
  [{ type: 'model_output' }, false],
  [{ type: 'hologram_call' }, false],
  [{ type: 'beam' }, false],
  [{ type: 'function_call', name: 'drawn' }, false],
  [{ type: 'function_call', name: 'brought' }, false],
  [{ type: 'function_call', name: 'toString' }, true],
])('%j is activity: %j', (step, is) => {
  const Card = () => null;
  const [entry] = entriesOf(step) as [StepEntry];
  expect(isActivity({ entry }, { functions: { drawn: Card } }, { brought: { component: Card } })).toBe(is);
});

test('a call that nobody knows is activity once its result shows that it is one', () => {
  const [entry, result] = entriesOf({ type: 'hologram_call' }, { type: 'hologram_result' }) as [StepEntry, StepEntry];
  expect(isActivity({ entry, result }, {}, undefined)).toBe(true);
});

const answer: Step = { type: 'model_output', content: [{ type: 'text', text: 'Fine.' }] };
const thought: Step = { type: 'thought', summary: [{ type: 'text', text: '**Looking**\n\nOut.' }] };
const call: Step = { type: 'function_call', id: 'a', name: 'get_weather', arguments: {} };
const result: Step = { type: 'function_result', call_id: 'a', result: 'sun' };
const stateOf = () =>
  [...document.querySelectorAll<HTMLElement>('[data-slot="activity"]')].map(({ dataset }) => dataset.state);

test('what was stored begins folded, its rows are drawn when it opens, and a row alone stays a row', async () => {
  render(<InteractionSteps interaction={{ status: 'completed', steps: [thought, call, result, answer, thought] }} />);
  expect(stateOf()).toEqual(['folded', 'plain']);
  expect(document.querySelectorAll('[data-slot="function-call-card"]')).toHaveLength(0);
  await userEvent.click(screen.getByRole('button', { name: /Thought · 1 function/, expanded: false }));
  expect(stateOf()).toEqual(['open', 'plain']);
  expect(document.querySelectorAll('[data-slot="function-call-card"]')).toHaveLength(1);
});

test('what waits for an answer is not folded', () => {
  render(<InteractionSteps interaction={{ status: 'requires_action', steps: [thought, call] }} />);
  expect(stateOf()).toEqual(['plain']);
  expect(screen.getByText('get_weather')).toBeTruthy();
});

test('thoughts that the host draws as nothing are not spoken of', () => {
  const steps = [thought, call, result, thought, answer, thought, call, result, { ...call, id: 'b' }];
  render(<InteractionSteps steps={steps} components={{ thought: () => null }} />);
  expect(stateOf()).toEqual(['plain', 'folded']);
  expect(screen.getByRole('button', { name: /^2 functions/ })).toBeTruthy();
});

test('what a function draws by itself stands outside, and parts the groups', () => {
  const Card = () => <p>Sunny.</p>;
  const steps = [thought, thought, call, result, thought, thought];
  const html = renderToString(<InteractionSteps steps={steps} components={{ functions: { get_weather: Card } }} />);
  expect(html).toMatch(/data-state="folded".*<p>Sunny\.<\/p>.*data-state="folded"/);
});

function liveThread() {
  const feed = createFeed();
  const store = createInteractionStore({
    transport: feed,
    scheduler: { schedule: (flush) => (flush(), () => {}) },
  });
  const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  const push = async (...events: InteractionSSEEvent[]) => {
    feed.push(...events);
    await settle();
  };
  const send = async (input: Parameters<ReturnType<typeof store.getState>['send']>[0]) => {
    await act(async () => void store.getState().send(input));
    await settle();
  };
  return { feed, store, push, send };
}

const start = (index: number, step: Step): InteractionSSEEvent[] => [
  { event_type: 'step.start', index, step },
  stop(index),
];

test('the rounds of a turn are one group, with the calls that were answered between them', async () => {
  const { store, push, send } = liveThread();
  render(<InteractionSteps stream={{ store }} />);
  await send('Weather?');
  await push(created('i'), ...start(0, thought), ...start(1, call), {
    event_type: 'interaction.completed',
    interaction: { id: 'i', status: 'requires_action' },
  });
  expect(stateOf()).toEqual(['plain']);
  await send([result] as never);
  await push(created('j'), ...start(0, thought), startText(1), text(1, 'Sunny.'));
  expect(stateOf()).toEqual(['plain', 'plain']);
  const rows = [...document.querySelectorAll('.ris-activity')];
  await push(stop(1), completed('j'));
  expect(stateOf()).toEqual(['folded', 'folded']);
  expect([...document.querySelectorAll('.ris-activity')]).toEqual(rows);
  expect(screen.getAllByRole('button', { name: /^Thought · 1 function/ })).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: /^Thought · 1 function/ }));
  expect(stateOf()).toEqual(['open', 'open']);
});

test('a notice between two interactions parts the groups: it does not fold away', async () => {
  const { store, feed, push, send } = liveThread();
  render(<InteractionSteps stream={{ store }} />);
  await send('Go.');
  await push(created('i'), ...start(0, thought), ...start(1, thought), {
    event_type: 'interaction.completed',
    interaction: { id: 'i', status: 'budget_exceeded' },
  });
  feed.close();
  expect(stateOf()).toEqual(['folded']);
  expect(document.querySelector('.ris-notice')?.closest('[hidden]')).toBeNull();
});

test('a thought that never stopped is thought to its end when the turn is over', async () => {
  const { store, push, send } = liveThread();
  const { container } = render(<InteractionSteps stream={{ store }} />);
  await send('Go.');
  await push(created('i'), { event_type: 'step.start', index: 0, step: { type: 'thought' } });
  expect(container.textContent).toContain('Thinking…');
  await push(completed('i'));
  expect(container.querySelector('.ris-turn')?.textContent).not.toContain('Thinking');
  const again = createInteractionStore({ initialInteractions: store.getState().getSnapshot() });
  expect(renderToString(<InteractionSteps stream={{ store: again }} />)).not.toContain('Thinking');
});

test('a thought that a reload cut off does not say that it goes on', async () => {
  const { store, push, send } = liveThread();
  render(<InteractionSteps stream={{ store }} />);
  await send('Go.');
  await push(created('i'), { event_type: 'step.start', index: 0, step: { type: 'thought' } });
  const again = createInteractionStore({
    initialInteractions: JSON.parse(JSON.stringify(store.getState().getSnapshot())) as never,
  });
  expect(renderToString(<InteractionSteps stream={{ store: again }} />)).not.toContain('Thinking');
});

test('what the reader approved may fold all the same', async () => {
  const feed = createFeed();
  const store = createInteractionStore({
    transport: feed,
    functions: { get_weather: { needsApproval: true, run: () => 'sun' } },
    scheduler: { schedule: (flush) => (flush(), () => {}) },
  });
  const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  render(<InteractionSteps stream={{ store }} />);
  await act(async () => void store.getState().send('Weather?'));
  await settle();
  feed.push(created('i'), ...start(0, thought), ...start(1, call), {
    event_type: 'interaction.completed',
    interaction: { id: 'i', status: 'requires_action' },
  });
  feed.close();
  await settle();
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
  (document.activeElement as HTMLElement).blur();
  await settle();
  feed.push(created('j'), startText(0), text(0, 'Sunny.'), stop(0), completed('j'));
  await settle();
  expect(stateOf()).toEqual(['folded']);
});

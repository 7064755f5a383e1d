// @vitest-environment jsdom
import { act, render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { placeSuggestions } from '../../../src/components/thread/placeSuggestions.ts';
import type { Step } from '../../../src/protocol/Step.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { completed, createFeed, created, startText, stop, text } from '../react/createFeed.ts';
import { entriesOf } from './entries.ts';

const answer: Step = { type: 'model_output', content: [{ type: 'text', text: 'Ramen.' }] };
const call = (id: string): Step => ({ type: 'google_search_call', id, arguments: { queries: ['ramen'] } });
const found = (id: string, html: string): Step =>
  ({ type: 'google_search_result', call_id: id, result: [{ search_suggestions: html }] }) as Step;
const asked: Step = { type: 'user_input', content: [{ type: 'text', text: 'Why?' }] };

const slots = (container: HTMLElement) =>
  [...container.querySelectorAll('[data-slot="turn"] > [data-slot], .ris-chunk > [data-slot]')].map((part) =>
    part.getAttribute('data-slot'),
  );

test('search suggestions stand under the answer that they ground, and never in what folds', () => {
  const steps = [asked, call('a'), found('a', '<b>1</b>'), { type: 'thought' } as Step, answer, call('b')];
  const { container } = render(<InteractionSteps steps={[...steps, found('b', '<b>2</b>')]} />);
  expect(slots(container)).toEqual([
    'user-input',
    'activity',
    'model-output',
    'search-suggestions',
    'activity',
    'search-suggestions',
    'turn-end',
  ]);
  expect(container.querySelector('[data-slot="activity"] [data-slot="search-suggestions"]')).toBeNull();
});

test('they find the answer past the end of a chunk, each once', () => {
  const searches = Array.from({ length: 120 }, (_, at) => [call(`${at}`), found(`${at}`, '<b>same</b>')]).flat();
  const { container } = render(<InteractionSteps steps={[asked, ...searches, answer]} />);
  expect(container.querySelectorAll('[data-slot="search-suggestions"]')).toHaveLength(1);
  expect(slots(container).slice(-3)).toEqual(['model-output', 'search-suggestions', 'turn-end']);
});

test('while the answer is being written they wait, so that nothing is pushed away', async () => {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed, scheduler: { schedule: (flush) => (flush(), () => {}) } });
  const { container } = render(<InteractionSteps stream={{ store }} />);
  const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  await act(async () => void store.getState().send('Go.'));
  feed.push(
    created('i'),
    { event_type: 'step.start', index: 0, step: call('a') },
    stop(0),
    { event_type: 'step.start', index: 1, step: found('a', '<b>1</b>') },
    stop(1),
    startText(2),
    text(2, 'Ra'),
  );
  await settle();
  expect(container.querySelector('[data-slot="search-suggestions"]')).toBeNull();
  feed.push(stop(2));
  await settle();
  expect(slots(container).slice(-2)).toEqual(['model-output', 'search-suggestions']);
  feed.push(completed('i'));
  await settle();
  expect(slots(container).slice(-3)).toEqual(['model-output', 'search-suggestions', 'turn-end']);
});

test('a turn that ends without an answer shows them all the same', () => {
  const { container } = render(
    <InteractionSteps interaction={{ status: 'failed', steps: [asked, call('a'), found('a', '<b>1</b>')] }} />,
  );
  expect(slots(container)).toEqual(['user-input', 'activity', 'search-suggestions', 'notice']);
});

test('what is placed is the same list as long as it says the same', () => {
  const rows = () =>
    entriesOf(call('a') as never, found('a', '<b>1</b>') as never).map((entry) => ({ key: entry.key, entry }));
  const before = ['<b>0</b>'];
  const one = rows();
  const { left } = placeSuggestions(one, before);
  expect(left).toEqual(['<b>0</b>', '<b>1</b>']);
  expect(placeSuggestions(one, before).left).toBe(left);
  expect(placeSuggestions(one, [...before]).left).toBe(left);
});

test('a result with holes in it, or with anything else in the place of its rows, is survived', () => {
  const broken = [Object.assign([], { length: 2 }), [null, 3], 'rows', { search_suggestions: 5 }].map((result) => ({
    type: 'google_search_result',
    result,
  }));
  const { container } = render(<InteractionSteps steps={[...(broken as Step[]), found('a', '<b>1</b>'), answer]} />);
  expect(container.querySelectorAll('[data-slot="search-suggestions"]')).toHaveLength(1);
});

// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { serverThread } from '../store/serverThread.ts';

async function showBranches() {
  const { store } = serverThread({});
  const { container } = render(<InteractionSteps stream={{ store }} />);
  const state = store.getState();
  await act(() => state.send('One.'));
  await act(() => state.send('Two.'));
  expect(screen.queryByRole('button', { name: 'Next version' })).toBeNull();
  await act(() => state.edit('1', 'Two, but other.'));
  await act(() => state.regenerate());
  return { store, container };
}

const picker = () => document.querySelector<HTMLElement>('[data-slot="branch-picker"]');
const place = () => picker()?.querySelector('.ris-branch-place')?.textContent;
const arrow = (name: 'Previous version' | 'Next version') => screen.getByRole('button', { name });
const said = () => [...document.querySelectorAll('.ris-bubble')].map(({ textContent }) => textContent);
const spoken = () => document.querySelector('[aria-live]')?.textContent;

test('a turn that was asked in several ways shows which one this is, and goes to the others', async () => {
  const { store, container } = await showBranches();
  expect(place()).toBe('3 / 3');
  expect(said()).toEqual(['One.', 'Two, but other.']);
  expect(
    [...(container.querySelectorAll('[data-slot="turn"]')[1]?.children ?? [])].map((row) => row.className),
  ).toEqual([
    expect.stringContaining('ris-user-input'),
    expect.stringContaining('ris-branch-picker'),
    expect.stringContaining('ris-model-output'),
    expect.stringContaining('ris-turn-end'),
  ]);
  const previous = arrow('Previous version');
  previous.focus();
  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard('{Enter}');
  expect(place()).toBe('1 / 3');
  expect(said()).toEqual(['One.', 'Two.']);
  expect(spoken()).toBe('Version 1 of 3');
  expect(document.activeElement).toBe(previous);
  expect(previous.getAttribute('aria-disabled')).toBe('true');
  await userEvent.keyboard('{Enter}');
  expect(place()).toBe('1 / 3');

  await userEvent.click(arrow('Next version'));
  expect(place()).toBe('2 / 3');
  expect(store.getState().interactions.map(({ key }) => key)).toEqual(['0', '2']);
  expect(document.querySelectorAll('[aria-live]')).toHaveLength(1);
});

test('while the thread runs the branch cannot be changed', async () => {
  const { store } = await showBranches();
  act(() => void store.getState().send('Three.', { labels: { pace: '100000' } }));
  expect(picker()?.dataset.state).toBe('busy');
  expect(arrow('Previous version').getAttribute('aria-disabled')).toBe('true');
  await userEvent.click(arrow('Previous version'));
  expect(place()).toBe('3 / 3');
  act(() => store.getState().stop());
  expect(picker()?.dataset.state).toBe('idle');
  expect(arrow('Previous version').getAttribute('aria-disabled')).toBe('false');
});

test('the first turn has branches too', async () => {
  const { store } = serverThread({});
  render(<InteractionSteps stream={{ store }} />);
  await act(() => store.getState().send('One.'));
  await act(() => store.getState().edit('0', 'Uno.'));
  expect(place()).toBe('2 / 2');
  await userEvent.click(arrow('Previous version'));
  expect(said()).toEqual(['One.']);
});

// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import type { ThreadTurn } from '../../../src/components/thread/ThreadTurn.ts';
import { UsageDetails } from '../../../src/components/thread/UsageDetails.tsx';
import { hasUsage, usageParts } from '../../../src/components/thread/usageParts.ts';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { Step } from '../../../src/protocol/Step.ts';
import type { Usage } from '../../../src/protocol/Usage.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { completed, createFeed, created, startText, stop, text } from '../react/createFeed.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const answer = (text: string): Step => ({
  type: 'model_output',
  content: [
    { type: 'text', text, annotations: [{ type: 'url_citation', url: 'https://a.example/', end_index: 4 }] },
    { type: 'image', data: 'AAAA', mime_type: 'image/png' },
  ],
});
const asked: Step = { type: 'user_input', content: [{ type: 'text', text: 'Why?' }] };

function liveThread() {
  const feed = createFeed();
  const store = createInteractionStore({ transport: feed, scheduler: { schedule: (flush) => (flush(), () => {}) } });
  const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  const push = async (...events: InteractionSSEEvent[]) => {
    feed.push(...events);
    await settle();
  };
  const send = async () => {
    await act(async () => void store.getState().send('Go.'));
    await settle();
  };
  return { store, push, send };
}

test('an answer is copied as markdown, without its chips', async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
  render(<InteractionSteps steps={[asked, answer('**One** of two.'), { type: 'thought' }, answer('Two.\n')]} />);
  const user = userEvent.setup({ writeToClipboard: false });
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
  await user.click(screen.getByRole('button', { name: 'Copy answer' }));
  expect(writeText).toHaveBeenCalledWith('**One** of two.\n\nTwo.');
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
});

test('where there is no clipboard, that is said', async () => {
  const user = userEvent.setup({ writeToClipboard: false });
  render(<InteractionSteps steps={[answer('One.')]} />);
  vi.stubGlobal('navigator', {});
  await user.click(screen.getByRole('button', { name: 'Copy answer' }));
  expect(await screen.findByRole('button', { name: 'Could not be copied' })).toBeTruthy();
});

test('the host’s actions are asked for when the turn is over, not while it streams', async () => {
  const { store, push, send } = liveThread();
  const actions = vi.fn(({ key, text: said, usage }: ThreadTurn) => (
    <button type="button">{`Rate ${key}: ${said} ${usage?.total_tokens}`}</button>
  ));
  render(<InteractionSteps stream={{ store }} actions={actions} />);
  await send();
  await push(created('i'), startText(0));
  for (let at = 0; at < 50; at += 1) await push(text(0, `${at} `));
  expect(actions).not.toHaveBeenCalled();
  expect(document.querySelectorAll('.ris-turn-end:empty')).toHaveLength(1);
  await push(stop(0), {
    event_type: 'interaction.completed',
    interaction: { id: 'i', status: 'completed', usage: { total_tokens: 7, total_input_tokens: 7 } },
  });
  expect(screen.getByRole('button', { name: /^Rate 0: 0 1 2 .* 49 7$/ })).toBeTruthy();
  const calls = actions.mock.calls.length;
  expect(calls).toBeLessThan(3);
  await send();
  await push(created('j'), startText(0));
  const asked = actions.mock.calls.length;
  expect(actions.mock.lastCall?.[0].isLast).toBe(false);
  for (let at = 0; at < 50; at += 1) await push(text(0, `${at} `));
  expect(actions).toHaveBeenCalledTimes(asked);
  await push(stop(0), completed('j'));
  expect(actions.mock.lastCall?.[0]).toMatchObject({ status: 'completed', outcome: 'finished', isLast: true });
  expect(screen.getAllByRole('button', { name: /^Rate/ })).toHaveLength(2);
});

test('actions that throw, or draw what throws, cost no more than themselves', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const fail = (): never => {
    throw new Error('no such rating');
  };
  const Fail = () => fail();
  for (const actions of [fail, () => <Fail />]) {
    const { container, unmount } = render(<InteractionSteps steps={[asked, answer('One.')]} actions={actions} />);
    expect(container.textContent).toContain('One.');
    expect(screen.getByRole('button', { name: 'Copy answer' })).toBeTruthy();
    expect(screen.getByText('no such rating')).toBeTruthy();
    unmount();
  }
});

test('a turn without anything to do about it has no end', () => {
  const { container } = render(<InteractionSteps steps={[asked]} />);
  expect(container.querySelector('.ris-turn-end')).toBeNull();
});

const usage: Usage = {
  total_input_tokens: 1200,
  total_cached_tokens: 300,
  total_output_tokens: 400,
  total_thought_tokens: 400,
  input_tokens_by_modality: [
    { modality: 'TEXT', tokens: 900 },
    { modality: 'image', tokens: 290 },
    { modality: 'constructor', tokens: 10 },
  ],
};

test('usage is shown on demand: the figures, by modality, and shares of the bar', async () => {
  render(<InteractionSteps interaction={{ status: 'completed', steps: [answer('One.')], usage }} />);
  const button = screen.getByRole('button', { name: 'Token usage', expanded: false });
  await userEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  const details = document.getElementById(button.getAttribute('aria-controls') ?? '');
  expect([...(details?.querySelectorAll('.ris-usage-row') ?? [])].map((row) => row.textContent)).toEqual([
    'Input1,200text 900 · images 290 · constructor 10',
    'Cached input300',
    'Thoughts400',
    'Output400',
  ]);
  await userEvent.click(button);
  expect(document.querySelector('[data-slot="usage-details"]')).toBeNull();
});

test('the usage of all interactions of a turn is added up', async () => {
  const { store, push } = liveThread();
  const actions = vi.fn(() => null);
  render(<InteractionSteps stream={{ store }} actions={actions} />);
  await act(async () => void store.getState().send('Go.'));
  const call: Step = { type: 'function_call', id: 'a', name: 'f', arguments: {} };
  await push(created('i'), { event_type: 'step.start', index: 0, step: call }, stop(0), {
    event_type: 'interaction.completed',
    interaction: { id: 'i', status: 'requires_action', usage: { total_input_tokens: 10 } },
  });
  await act(async () => void store.getState().send([{ type: 'function_result', call_id: 'a', result: 1 }] as never));
  await push(created('j'), startText(0), text(0, 'Yes.'), stop(0), {
    event_type: 'interaction.completed',
    interaction: { id: 'j', status: 'completed', usage: { total_input_tokens: 32, total_output_tokens: 2 } },
  });
  expect(actions).toHaveBeenLastCalledWith(
    expect.objectContaining({ key: '0', usage: { total_input_tokens: 42, total_output_tokens: 2 } }),
  );
});

test('shares add up whatever the API counts, and are no more than all', () => {
  expect(usageParts(usage).map(({ kind, share }) => [kind, share])).toEqual([
    ['input', 0.45],
    ['cached', 0.15],
    ['thought', 0.2],
    ['output', 0.2],
  ]);
  const odd = { total_input_tokens: 10, total_cached_tokens: 99, total_output_tokens: '5' as never };
  expect(usageParts(odd).map(({ kind, tokens, share }) => [kind, tokens, share.toFixed(2)])).toEqual([
    ['input', 10, '0.00'],
    ['cached', 99, '0.67'],
    ['output', 5, '0.33'],
  ]);
});

test.each([undefined, {}, { total_input_tokens: 0 }, { total_output_tokens: Number.NaN }, 'x' as never])(
  'usage that says nothing is not offered: %j',
  (said) => {
    expect(hasUsage(said)).toBe(false);
    render(<UsageDetails usage={said} />);
    expect(screen.getByText(/did not say how many tokens/)).toBeTruthy();
  },
);

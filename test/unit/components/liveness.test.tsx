// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';
import { completed, createFeed, created, startText, stop, text } from '../react/createFeed.ts';

/** A thread on screen. Its second connection, and all after it, are those of `get`. */
function showThread(options: InteractionStreamOptions = {}, canGet = true) {
  const feed = createFeed();
  let open = () => {};
  const get = vi.fn(async () => {
    await new Promise<void>((resolve) => (open = resolve));
    return feed.open();
  });
  const store = createInteractionStore({
    transport: canGet ? { ...feed, get } : feed,
    reconnect: { delay: 0 },
    scheduler: { schedule: (flush) => (flush(), () => {}) },
    ...options,
  });
  const { container } = render(<InteractionSteps stream={{ store }} />);
  const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  const send = async () => {
    await act(async () => void store.getState().send('Go.'));
    await settle();
  };
  const push = async (...events: InteractionSSEEvent[]) => {
    feed.push(...events);
    await settle();
  };
  const drop = async () => {
    feed.close();
    await settle();
  };
  const reopen = async () => {
    open();
    await settle();
  };
  return { feed, store, container, get, send, push, drop, reopen };
}

const pending = () => document.querySelector('[data-slot="pending"]')?.textContent?.trim();
const spoken = () => document.querySelector('[aria-live]')?.textContent;
const buttons = () =>
  screen
    .queryAllByRole('button')
    .filter((button) => !button.closest('[data-slot="turn-end"]'))
    .map(({ textContent }) => textContent);
const withId = (event: InteractionSSEEvent, event_id: string) => ({ ...event, event_id }) as InteractionSSEEvent;

test('while a dropped connection is taken up again, that is said, and what came stays', async () => {
  const { get, send, push, drop, reopen } = showThread();
  await send();
  await push(withId(created('i'), '1'), withId(startText(0), '2'), withId(text(0, 'Half an'), '3'));
  expect(pending()).toBeUndefined();
  await drop();
  expect(pending()).toBe('Reconnecting…');
  expect(spoken()).toBe('Reconnecting');
  expect(screen.getByText('Half an')).toBeTruthy();
  expect(document.querySelector('[data-slot="steps"]')?.getAttribute('data-state')).toBe('running');
  expect(document.querySelector('[data-slot="notice"]')).toBeNull();

  await reopen();
  await push(withId(text(0, ' answer.'), '4'));
  expect(pending()).toBeUndefined();
  expect(spoken()).toBe('');
  await push(withId(stop(0), '5'), withId(completed('i'), '6'));
  expect(screen.getByText('Half an answer.')).toBeTruthy();
  expect(spoken()).toBe('Answer ready');
  expect(get).toHaveBeenCalledOnce();
});

test('what was stopped here may go on there: it can be resumed, and is not sent again', async () => {
  const { feed, store, get, send, push, reopen } = showThread();
  await send();
  await push(created('i'), startText(0), text(0, 'So far'));
  await act(async () => store.getState().stop());
  expect(buttons()).toEqual(['Resume']);
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
  await reopen();
  expect(get).toHaveBeenCalledWith('i', expect.anything());
  expect(buttons()).toEqual([]);
  await push(created('i'), startText(0), text(0, 'So far, so good.'), stop(0), completed('i'));
  expect(screen.getByText('So far, so good.')).toBeTruthy();
  expect(feed.requests).toHaveLength(1);
});

test('what broke off is resumed where that can be done, and else sent again', async () => {
  for (const [canGet, button] of [
    [true, 'Resume'],
    [false, 'Try again'],
  ] as const) {
    const { send, push, drop, container } = showThread({ reconnect: false }, canGet);
    await send();
    await push(created('i'), startText(0), text(0, 'Half'));
    await drop();
    expect([...container.querySelectorAll('.ris-notice .ris-button')].map((each) => each.textContent)).toEqual([
      button,
    ]);
  }
});

test('a resume that fails at once is said in the thread, and rejects nothing that nobody handles', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const { store, get, send, push } = showThread({ reconnect: false });
  get.mockRejectedValue(new TypeError('Failed to fetch'));
  await send();
  await push(created('i'), startText(0), text(0, 'Half'));
  await act(async () => store.getState().stop());
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(document.querySelector('[data-slot="notice"]')).not.toBeNull();
  expect(buttons()).toEqual(['Resume']);
});

test('an agent is queued, then works, also after it has said something, and its time is shown', async () => {
  const since = Date.now() - 65_000;
  const { send, push } = showThread({ now: () => since });
  await send();
  await push({
    event_type: 'interaction.created',
    interaction: { id: 'i', status: 'queued', agent: 'deep-research' },
  } as InteractionSSEEvent);
  expect(pending()).toMatch(/^Queued…\s+1 min \d+ s$/);
  expect(spoken()).toBe('Queued');
  await push({ event_type: 'interaction.status_update', interaction_id: 'i', status: 'in_progress' });
  expect(pending()).toMatch(/^Working…\s+1 min \d+ s$/);
  expect(spoken()).toBe('');
  await push(startText(0), text(0, 'First, the plan.'));
  expect(pending()).toBeUndefined();
  await push(stop(0));
  expect(pending()).toMatch(/^Working…/);
  await push(completed('i'));
  expect(pending()).toBeUndefined();
});

test('a model that has just written its answer is not said to be waited for', async () => {
  const { send, push } = showThread();
  await send();
  expect(pending()).toBe('Waiting for the model…');
  await push(created('i'), startText(0), text(0, 'Done.'), stop(0));
  expect(pending()).toBeUndefined();
});

test.each([
  ['a model', undefined, 'Try again'],
  ['an agent', 'deep-research', 'Resume'],
])('what %s failed at by its own word is best helped by the right button', async (_, agent, button) => {
  const { send, push, drop, container } = showThread({ reconnect: false });
  await send();
  await push({ event_type: 'interaction.created', interaction: { id: 'i', status: 'in_progress', agent } } as never, {
    event_type: 'error',
    error: { code: 'gateway_timeout', message: 'The deadline passed.' },
  });
  await drop();
  expect([...container.querySelectorAll('.ris-notice .ris-button')].map((each) => each.textContent)).toEqual([button]);
});

// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { EndNoticeProps } from '../../../src/react/StepComponents.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { completed, createFeed, created, startText, stop, text } from '../react/createFeed.ts';

function liveThread() {
  const feed = createFeed();
  const store = createInteractionStore({
    transport: feed,
    reconnect: false,
    scheduler: { schedule: (flush) => (flush(), () => {}) },
  });
  const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  const push = async (...events: InteractionSSEEvent[]) => {
    feed.push(...events);
    await settle();
  };
  const send = async () => {
    await act(async () => void store.getState().send('Go.'));
    await settle();
  };
  return { feed, store, push, send, settle };
}

const endOf = (status: string): InteractionSSEEvent => ({
  event_type: 'interaction.completed',
  interaction: { id: 'i', status },
});
const polite = () => document.querySelector('[aria-live="polite"]')?.textContent;
const urgent = () => document.querySelector('[role="alert"]')?.textContent;

test.each([
  ['incomplete', 'Continue'],
  ['budget_exceeded', 'Continue'],
  ['cancelled', 'Try again'],
])('what ended %s has the button that helps: %s', async (status, button) => {
  const { store, feed, push, send } = liveThread();
  render(<InteractionSteps stream={{ store }} />);
  await send();
  await push(created('i'), startText(0), text(0, 'Half'), stop(0), endOf(status));
  feed.close();
  const buttons = [...document.querySelectorAll('.ris-notice button')];
  expect(buttons.map(({ textContent }) => textContent)).toEqual([button]);
  await userEvent.click(buttons[0] as HTMLElement);
  await push();
  expect(feed.requests).toHaveLength(2);
  expect(feed.requests[1]?.params.input).toEqual(button === 'Continue' ? 'Continue.' : 'Go.');
});

test('what was stored has nobody to press a button for', () => {
  render(<InteractionSteps interaction={{ status: 'budget_exceeded', steps: [] }} />);
  expect(document.querySelector('.ris-notice button')).toBeNull();
});

test('the host may put an error into words of its own, by its kind, or by a component that is given the error', async () => {
  const { store, feed, push, send } = liveThread();
  const Own = ({ error, children }: EndNoticeProps) => <aside data-type={error?.type}>{children}</aside>;
  const { rerender } = render(
    <InteractionProvider labels={{ notice: { errors: { other: 'Anything but that.' } } }}>
      <InteractionSteps stream={{ store }} />
    </InteractionProvider>,
  );
  await send();
  await push(created('i'), { event_type: 'error', error: { code: 'internal', message: 'Broken.' } });
  feed.close();
  await push();
  expect(document.querySelector('.ris-notice')?.textContent).toMatch(
    /^Anything but that\. DetailsThe API reported an error \(internal\): Broken\./,
  );
  rerender(<InteractionSteps stream={{ store }} components={{ notice: Own }} />);
  expect(document.querySelector('aside')?.dataset.type).toBe('api');
});

test('what was stopped before anything came says so, and can be sent again', async () => {
  const { store, send, feed } = liveThread();
  render(<InteractionSteps stream={{ store }} />);
  await send();
  act(() => store.getState().stop());
  expect(document.querySelector('.ris-notice')?.textContent).toContain('Stopped before an answer came.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(feed.requests).toHaveLength(2);
});

test('the host may say the end in a component of its own, with the reason and the button', async () => {
  const seen: string[] = [];
  const End = ({ reason, tone, action, children }: EndNoticeProps) => {
    seen.push(`${reason} ${tone}`);
    return (
      <aside>
        {children} {action}
      </aside>
    );
  };
  const { store, feed, push, send, settle } = liveThread();
  render(<InteractionSteps stream={{ store }} components={{ notice: End }} />);
  await send();
  await push(created('i'), startText(0), text(0, 'Half'));
  feed.close();
  await settle();
  expect(seen).toContain('truncated warn');
  expect(document.querySelector('aside')?.textContent).toContain('The connection ended');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  expect(document.querySelector('.ris-notice')).toBeNull();
});

test('errors are said at once, and all else politely', async () => {
  const { store, feed, push, send, settle } = liveThread();
  render(<InteractionSteps stream={{ store }} />);
  await send();
  await push(created('i'), { event_type: 'step.start', index: 0, step: { type: 'thought' } });
  expect([polite(), urgent()]).toEqual(['Thinking', '']);
  await push(stop(0), { event_type: 'error', error: { code: 'gateway_timeout', message: 'The deadline passed.' } });
  feed.close();
  await settle();
  expect([polite(), urgent()]).toEqual(['', 'The service is busy just now. What had arrived is kept.']);
  await send();
  expect(urgent()).toBe('');
});

test('what is still being done is said at the end, where the last row does not say it', async () => {
  const { store, push, send } = liveThread();
  const { container } = render(<InteractionSteps stream={{ store }} />);
  const line = () => container.querySelector('[data-slot="pending"]');
  await send();
  await push(created('i'), {
    event_type: 'step.start',
    index: 0,
    step: { type: 'google_search_call', id: 's', arguments: {} },
  });
  expect(line()).toBeNull();
  await push(stop(0), { event_type: 'step.start', index: 1, step: { type: 'thought' } }, stop(1));
  const first = line();
  expect(first?.textContent?.trim()).toBe('Searching the web…');
  await push({ event_type: 'step.start', index: 2, step: { type: 'thought' } }, stop(2));
  expect(line()?.textContent?.trim()).toBe('Searching the web…');
  expect(line()).not.toBe(first);
  await push(
    { event_type: 'step.start', index: 3, step: { type: 'google_search_result', call_id: 's', result: [] } },
    stop(3),
  );
  expect(line()?.textContent).toContain('Waiting for the model…');
  await push(completed('i'));
  expect(line()).toBeNull();
});

// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import type { InteractionInput } from '../../../src/protocol/CreateInteractionParams.ts';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import { createInteractionStore } from '../../../src/store/thread/createInteractionStore.ts';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { completed, created, startText, text } from '../react/createFeed.ts';
import { unfold } from './unfold.ts';

const asStream = (...events: InteractionSSEEvent[]) =>
  events.map((event) => `event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

/** Attaches a stream of these events and draws the thread after its end. */
async function drawAttached(events: InteractionSSEEvent[], input?: InteractionInput, canSend = false) {
  const transport = canSend ? createReplayTransport(asStream(created('i'), completed('i'))) : undefined;
  const store = createInteractionStore({ transport });
  render(<InteractionSteps stream={{ store }} />);
  await act(() => store.getState().attach(new Response(asStream(...events)), { input }));
}

const notices = () => [...document.querySelectorAll('.ris-notice-text')].map((notice) => notice.textContent);
const retryButton = () => screen.queryByRole('button', { name: 'Try again' });
const liveText = () => document.querySelector('[aria-live]')?.textContent;

test.each([
  ['with an input and a transport', 'Go.', true, true],
  ['with an input alone', 'Go.', false, false],
  ['with a transport alone', undefined, true, false],
])(
  'a stream attached %s: the button to try again is there only where it can work',
  async (_, input, canSend, shown) => {
    await drawAttached([created('i'), startText(0), text(0, 'Half')], input, canSend);
    expect(notices()).toEqual([expect.stringContaining('The connection ended')]);
    expect(retryButton() !== null).toBe(shown);
  },
);

test.each(['completed', 'requires_action', 'odd'])('an answer of no step with status %s says that', async (status) => {
  await drawAttached(
    [created('i'), { event_type: 'interaction.completed', interaction: { id: 'i', status } }],
    'Go.',
    true,
  );
  expect(notices()).toEqual(['The model ended without an answer.']);
  expect(liveText()).toBe('The model ended without an answer.');
  expect(retryButton()).toBeTruthy();
});

test.each([
  ['a thought', { type: 'thought', signature: 'c2ln' }],
  ['an empty answer', { type: 'model_output', content: [{ type: 'text', text: ' ' }] }],
])('%s and nothing else is no answer', async (_, step) => {
  const start = { event_type: 'step.start', index: 0, step } as InteractionSSEEvent;
  await drawAttached([created('i'), start, completed('i')], 'Go.', true);
  expect(notices()).toEqual(['The model ended without an answer.']);
  expect(retryButton()).toBeTruthy();
});

test('a call that nobody answers is no answer to a screen reader, but needs no notice', async () => {
  const step = { type: 'function_call', id: 'a', name: 'f', arguments: {} } as const;
  await drawAttached([created('i'), { event_type: 'step.start', index: 0, step }, completed('i')], 'Go.');
  expect(notices()).toEqual([]);
  expect(liveText()).toBe('The model ended without an answer.');
});

test('a status that this version does not know is said under what there is of an answer', async () => {
  const expired = { id: 'i', status: 'expired' };
  await drawAttached(
    [created('i'), startText(0), text(0, 'Half'), { event_type: 'interaction.completed', interaction: expired }],
    'Go.',
    true,
  );
  expect(notices()).toEqual(['The API ended this with the status “expired”.']);
  expect(liveText()).toBe('The API ended this with the status “expired”.');
  expect(retryButton()).toBeTruthy();
});

test('what comes for a known step in deltas of unknown types stands under it', async () => {
  const odd = { event_type: 'step.delta', index: 0, delta: { type: 'scent', note: 'rose' } } as unknown;
  await drawAttached([created('i'), startText(0), odd as InteractionSSEEvent, completed('i')]);
  fireEvent.click(screen.getByRole('button', { name: /Unsupported content: scent/ }));
  expect(notices()).toEqual([]);
  expect(document.body.textContent).toContain('"note": "rose"');
});

test('bare steps say nothing of an end', () => {
  render(<InteractionSteps steps={[]} />);
  expect(notices()).toEqual([]);
});

test('what went wrong is said once, in whichever fields the API says it', async () => {
  const errors = [{ code: 'safety', message: 'The answer was withheld.' }];
  await drawAttached([
    created('i'),
    { event_type: 'interaction.completed', interaction: { id: 'i', status: 'failed', errors } },
  ]);
  expect(notices()).toHaveLength(1);
  expect(notices()[0]).toContain('The answer was withheld.');
});

test.each([
  [
    'live',
    async (interaction: Interaction) =>
      drawAttached([created('i'), { event_type: 'interaction.completed', interaction: interaction as never }]),
  ],
  ['stored', async (interaction: Interaction) => void render(<InteractionSteps interaction={interaction} />)],
])('the errors of an interaction that did not fail as a whole are said too: %s', async (_, draw) => {
  await draw({ id: 'i', status: 'incomplete', errors: [{ message: 'Two pages could not be read.' }] });
  expect(notices().join()).toContain('Two pages could not be read.');
  expect(notices().join()).toContain('The token limit was reached');
});

test('an interaction that was stored in another dialect is drawn like any other', () => {
  const stored = {
    id: 'i',
    steps: [
      { type: 'google_search_call', status: 'done', query: 'ramen' },
      { type: 'thought', summary: 'Thinking of soup.' },
      { type: 'model_output', content: [{ text: 'Soup.', annotations: [{ uri: 'https://a.example/', title: 'A' }] }] },
    ],
  } as unknown as Interaction;
  const { rerender, container } = render(<InteractionSteps interaction={stored} />);
  unfold(container);
  for (const again of [stored, { id: 'i', outputs: stored.steps } as unknown as Interaction]) {
    rerender(<InteractionSteps interaction={again} />);
    expect(screen.getByRole('button', { name: /Searched the web ramen/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Thought\s*$/ })).toBeTruthy();
    expect(screen.getByText('Soup.')).toBeTruthy();
  }
  rerender(<InteractionSteps steps={stored.steps ?? []} />);
  expect(screen.getByRole('link', { name: /A/ }).getAttribute('href')).toBe('https://a.example/');
});

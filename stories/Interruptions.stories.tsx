import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import {
  createFetchTransport,
  createReplayTransport,
  type InteractionStreamHandle,
  type InteractionTransport,
} from '../src/index.ts';
import { recordings, type RecordingName } from '../src/testing.ts';
import { AppButton } from './fixtures/AppButton.tsx';
import { bytesUpTo } from './fixtures/bytesUpTo.ts';
import { createHeldTransport } from './fixtures/createHeldTransport.ts';
import { endsWith } from './fixtures/endsWith.ts';
import { provided } from './fixtures/provided.tsx';
import { Situation } from './fixtures/Situation.tsx';

const meta = {
  title: 'Situations/In the middle',
  component: Situation,
  parameters: {
    docs: {
      description: {
        component:
          'Turns caught while they run, turns that break off or are stopped, and what the reader can do about it: what had arrived stays, and trying again works.',
      },
    },
  },
} satisfies Meta<typeof Situation>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A turn that stays as it is at the event in which these words stand. */
const heldAt = (name: RecordingName, words: string): InteractionTransport =>
  createHeldTransport(name, bytesUpTo(name, words));

const situationIn = (canvasElement: HTMLElement) => within(canvasElement).getByTestId('situation');

export const Waiting: Story = {
  args: { input: 'Count from 1 to 25.', transport: heldAt('counting', 'interaction.status_update') },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Waiting for the model/)).toBeInTheDocument();
  },
};

export const WhileThinking: Story = {
  args: {
    input: 'What is the greatest common divisor of 1071 and 462?',
    transport: heldAt('thinking', 'Working Through the Remainders'),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: /^Working Through the Remainders…/ })).toBeVisible();
  },
};

export const WhileSearching: Story = {
  args: {
    input: 'How is the weather on the largest mountain in Europe?',
    transport: heldAt('search-and-function-call', '"queries"'),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Searching the web/, { selector: '.ris-row-verb' })).toBeVisible();
  },
};

/** The arguments of the last call are half there. */
export const WhileArgumentsArrive: Story = {
  args: {
    input: 'What is the weather in Boston?',
    transport: heldAt('migration-dialect', '"\\"Boston"'),
  },
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: /Calling get_weather Boston/, expanded: true });
    await expect(canvas.getByText('location')).toBeInTheDocument();
  },
};

export const WhileAnswering: Story = {
  args: {
    input: 'Who won the science Nobel prizes of 2025?',
    transport: heldAt('grounded-answer', 'Medicine'),
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('.ris-caret')).toBeInTheDocument());
    await expect(situationIn(canvasElement)).toHaveAttribute('data-outcome', 'running');
  },
};

/** The connection closes in the middle of the answer, as if all were well. It is not, and the reader is told. */
export const Truncated: Story = {
  args: {
    input: 'Who won the science Nobel prizes of 2025?',
    transport: createReplayTransport(recordings['grounded-answer'], {
      cutAt: bytesUpTo('grounded-answer', 'Medicine'),
    }),
  },
  play: endsWith({
    outcome: 'truncated',
    says: ['The three science prizes', 'The connection ended before the answer was complete', 'Try again'],
    shows: { 'model-output': 1, notice: 1 },
  }),
};

/** It may break off in the middle of an event, and of a character. */
export const TruncatedWithinAnEvent: Story = {
  args: {
    input: 'ما هي الأفلاج في سلطنة عُمان؟',
    transport: createReplayTransport(recordings.rtl, { cutAt: bytesUpTo('rtl', 'model_output') + 131 }),
  },
  play: endsWith({
    outcome: 'truncated',
    says: ['The connection ended before the answer was complete'],
    shows: { notice: 1 },
  }),
};

/** There is more of the answer than the app reads. What came first stays, and the notice names the limit. */
export const LimitMet: Story = {
  args: {
    input: 'Who won the science Nobel prizes of 2025?',
    transport: createReplayTransport(recordings['grounded-answer']),
  },
  decorators: [provided({ limits: { streamBytes: bytesUpTo('grounded-answer', 'Medicine') } })],
  play: endsWith({
    outcome: 'truncated',
    says: ['The three science prizes', 'The answer is larger than is shown here', 'streamBytes'],
    shows: { 'model-output': 1, notice: 1 },
  }),
};

/** The connection breaks rather than closes. To the reader it is the same. */
export const Broken: Story = {
  args: {
    input: 'Why is the sky blue?',
    transport: createReplayTransport(recordings['mid-stream-error'], {
      cutAt: bytesUpTo('mid-stream-error', 'The sky is blue'),
      cutWith: 'error',
    }),
  },
  play: endsWith({ outcome: 'truncated', says: ['The sky is blue', 'Try again'], shows: { notice: 1 } }),
};

/** Twice the way to an answer: the first attempt is cut, the second one takes its place. */
const secondTry = (): InteractionTransport =>
  createReplayTransport([
    { recording: recordings.counting, cutAt: bytesUpTo('counting', '1, 2, 3,') },
    { recording: recordings.counting },
  ]);

export const TriedAgain: Story = {
  args: { input: 'Count from 1 to 25.', transport: secondTry() },
  loaders: [async () => ({ transport: secondTry() })],
  render: (args, { loaded }) => <Situation {...args} transport={loaded.transport as InteractionTransport} />,
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }));
    await endsWith({ says: ['24, 25'], shows: { 'user-input': 1, 'model-output': 1, notice: 0 } })({ canvasElement });
  },
};

/** The server is too busy, and the thread does not ask again by itself; the reader's second request goes through. */
const busyAtFirst = (): InteractionTransport => {
  let requests = 0;
  return createFetchTransport({
    url: 'https://proxy.example/v1beta/interactions',
    fetch: async () =>
      requests++ === 0
        ? Response.json(
            { error: { code: 'rate_limit_exceeded', message: 'Too many requests. Wait a little and try again.' } },
            { status: 429 },
          )
        : new Response(recordings.counting, { headers: { 'Content-Type': 'text/event-stream' } }),
  });
};

export const RefusedThenTriedAgain: Story = {
  args: { input: 'Count from 1 to 25.', transport: busyAtFirst(), options: { reconnect: false } },
  loaders: [async () => ({ transport: busyAtFirst() })],
  render: (args, { loaded }) => <Situation {...args} transport={loaded.transport as InteractionTransport} />,
  play: async ({ canvas, canvasElement, userEvent }) => {
    await expect(
      await canvas.findByText(/^The service is busy just now/, { selector: '.ris-notice *, .ris-notice' }),
    ).toBeVisible();
    await expect(canvas.getByText('Count from 1 to 25.')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await endsWith({ says: ['24, 25'], shows: { 'user-input': 1, notice: 0 } })({ canvasElement });
  },
};

/** Refused: nothing but the error to show. */
export const Refused: Story = {
  args: {
    input: 'Count from 1 to 25.',
    transport: createFetchTransport({
      url: 'https://proxy.example/v1beta/interactions',
      fetch: async () =>
        Response.json({ error: { code: 400, status: 'INVALID_ARGUMENT', message: 'Unknown model.' } }, { status: 400 }),
    }),
  },
  play: endsWith({ outcome: 'error', says: ['Count from 1 to 25.', 'Unknown model.'], shows: { notice: 1 } }),
};

/** What the reader stops is no alarm. */
export const Stopped: Story = {
  args: {
    input: 'Who won the science Nobel prizes of 2025?',
    transport: heldAt('grounded-answer', 'Medicine'),
    children: ({ stop, outcome }: InteractionStreamHandle) => (
      <AppButton onClick={stop} disabled={outcome !== 'running'}>
        Stop
      </AppButton>
    ),
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await waitFor(() => expect(canvasElement.querySelector('.ris-caret')).toBeInTheDocument());
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
    await endsWith({ outcome: 'stopped', says: ['The three science prizes', 'Stopped.'], shows: { notice: 1 } })({
      canvasElement,
    });
    await expect(canvasElement.querySelector('.ris-caret')).toBeNull();
  },
};

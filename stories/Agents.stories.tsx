import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import type { InteractionStreamHandle, InteractionTransport, Step } from '../src/index.ts';
import { AppButton } from './fixtures/AppButton.tsx';
import { createScriptedTransport } from './fixtures/createScriptedTransport.ts';
import { endsWith } from './fixtures/endsWith.ts';
import { Situation } from './fixtures/Situation.tsx';

const meta = {
  title: 'Situations/Agents',
  component: Situation,
  args: {
    input: 'Compare the harbours of the Hanseatic League.',
    options: { params: { agent: 'deep-research-pro-preview', background: true } },
  },
  parameters: {
    docs: {
      description: {
        component:
          'Agents work for long: what they wait for and for how long is said while nothing else moves, and a connection that drops is taken up again.',
      },
      story: { inline: false, height: '320px' },
    },
  },
} satisfies Meta<typeof Situation>;

export default meta;
type Story = StoryObj<typeof meta>;

const said = (text: string): Step => ({ type: 'model_output', content: [{ type: 'text', text }] });

/** An agent is told apart by the name that its interaction carries. */
export const Queued: Story = {
  args: {
    transport: createScriptedTransport({ respond: () => [said('Done.')], queuedFor: 3_600_000 }),
    children: ({ cancel, outcome }: InteractionStreamHandle) => (
      <AppButton onClick={() => void cancel()} disabled={outcome !== 'running'}>
        Cancel
      </AppButton>
    ),
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await expect(await canvas.findByText('Queued…', { selector: '.ris-row-verb' })).toBeInTheDocument();
    await waitFor(() => expect(canvas.getByText(/^\d s$/)).toBeInTheDocument(), { timeout: 5000 });
    await userEvent.click(canvas.getByRole('button', { name: 'Cancel' }));
    await endsWith({ says: ['Cancelled.'], shows: { pending: 0, notice: 1 } })({ canvasElement });
  },
};

/** It has said something, and goes on without a word. */
export const Working: Story = {
  args: { transport: { create: async () => openAfterThePlan() } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Working…', { selector: '.ris-row-verb' })).toBeInTheDocument();
    await expect(canvas.getByText(/First I read/)).toBeVisible();
  },
};

function openAfterThePlan(): ReadableStream<Uint8Array> {
  const events = [
    {
      event_type: 'interaction.created',
      interaction: { id: 'a', status: 'in_progress', agent: 'deep-research-pro-preview' },
    },
    { event_type: 'step.start', index: 0, step: { type: 'model_output' } },
    { event_type: 'step.delta', index: 0, delta: { type: 'text', text: 'First I read what Lübeck says of itself.' } },
    { event_type: 'step.stop', index: 0 },
  ];
  const text = events.map((event) => `event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) });
}

/** The first connection breaks off in the middle of the answer, and the next one takes its time. */
function dropping(whenOpen: () => Promise<void>): InteractionTransport {
  const inner = createScriptedTransport({
    respond: () => [said('Lübeck led, Hamburg traded, Bremen quarrelled. Danzig had the grain.')],
    eventIds: true,
    faults: ({ action }) => (action === 'create' ? { type: 'cut_after', events: 6 } : undefined),
  });
  return {
    ...inner,
    async get(...asked) {
      await whenOpen();
      return (await inner.get?.(...asked)) as never;
    },
  };
}

/** What had come stays on the page while the connection is taken up again. */
export const Reconnecting: Story = {
  args: { transport: dropping(() => new Promise(() => {})), options: { reconnect: { delay: 1 } } },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('Reconnecting…', { selector: '.ris-row-verb' })).toBeInTheDocument();
    await expect(canvasElement).toHaveTextContent(/Lübeck led/);
    await expect(canvasElement.querySelector('[data-slot="notice"]')).toBeNull();
  },
};

export const Reconnected: Story = {
  args: { transport: dropping(async () => {}), options: { reconnect: { delay: 1 } } },
  play: endsWith({
    says: ['Lübeck led, Hamburg traded, Bremen quarrelled. Danzig had the grain.'],
    shows: { notice: 0 },
  }),
};

/** The reader stopped it here; the server may have gone on. */
export const Resumable: Story = {
  args: {
    transport: createScriptedTransport({
      respond: () => [said('Lübeck led, Hamburg traded, Bremen quarrelled. Danzig had the grain.')],
      pace: 150,
    }),
    children: ({ stop, outcome }: InteractionStreamHandle) => (
      <AppButton onClick={stop} disabled={outcome !== 'running'}>
        Stop
      </AppButton>
    ),
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await waitFor(() => expect(canvasElement).toHaveTextContent(/Lübeck/), { timeout: 5000 });
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
    await userEvent.click(await canvas.findByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(canvasElement).toHaveTextContent(/Danzig had the grain/), { timeout: 5000 });
  },
};

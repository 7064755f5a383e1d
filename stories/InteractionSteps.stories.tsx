import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, spyOn, waitFor } from 'storybook/test';
import { InteractionSteps, type Interaction, type Step, type StepEntry } from '../src/index.ts';
import { recordedInteraction } from './fixtures/recordedInteraction.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Thread/InteractionSteps',
  component: InteractionSteps,
  parameters: {
    docs: {
      description: {
        component:
          'Draws every step of a thread in the order it came: what was asked, thoughts, calls with their results, answers, and what became of each interaction. Give it one of `stream` (see Situations), `interaction` or `steps`.',
      },
    },
  },
} satisfies Meta<typeof InteractionSteps>;

export default meta;
type Story = StoryObj<typeof meta>;

const asked: Step = { type: 'user_input', content: [{ type: 'text', text: 'Write a sonnet about the sea.' }] };
const begun: Step = {
  type: 'model_output',
  content: [{ type: 'text', text: 'The grey tide turns, and turning takes the sand' }],
};
const ended = (status: string, rest: Partial<Interaction> = {}): Interaction => ({
  status,
  steps: [asked, begun],
  ...rest,
});

const agent = recordedInteraction('tool-agent');
const task: Step = {
  type: 'user_input',
  content: [{ type: 'text', text: 'The test of the tokenizer fails. Fix it.' }],
};

/** A stored interaction, fetched without streaming. */
export const Stored: Story = {
  args: { interaction: { ...agent, steps: [task, ...(agent.steps ?? [])] } },
  play: async ({ canvas, canvasElement, userEvent }) => {
    const slotsOf = (selector: string) =>
      [...canvasElement.querySelectorAll(selector)].map((row) => row.getAttribute('data-slot'));
    await expect(slotsOf('[data-slot="turn"] > *')).toEqual(['user-input', 'activity', 'model-output', 'turn-end']);
    await userEvent.click(canvas.getByRole('button', { name: /^Thought/ }));
    const slots = slotsOf('[data-slot="activity"] [data-slot]');
    await expect(slots.filter((slot) => slot === 'function-call-card')).toHaveLength(4);
    await waitFor(() => expect(canvas.getByRole('button', { name: /Searched the web/ })).toBeVisible());
  },
};

/** Rows that the reader opened stay open; the others are left alone. */
export const Opened: Story = {
  args: Stored.args,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Thought/ }));
    for (const row of canvas.getAllByRole('button', { expanded: false })) await userEvent.click(row);
    await expect(canvas.queryByRole('button', { expanded: false, name: /Ran|Thought|Searched/ })).toBeNull();
  },
};

/** The bare steps: whether the interaction ended well is not known then. */
export const Steps: Story = {
  args: { steps: recordedInteraction('interleaved-images').steps ?? [] },
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('img', { name: 'Image' })).toHaveLength(3);
  },
};

const entries: StepEntry[] = [
  { key: 'a', index: 0, status: 'done', step: asked },
  { key: 'b', index: 1, status: 'done', step: { type: 'thought', signature: 'x' }, startedAt: 0, stoppedAt: 4200 },
  { key: 'c', index: 2, status: 'streaming', step: begun },
];

/** Entries of a store tell what is still streaming. */
export const StreamingEntries: Story = {
  args: { steps: entries },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelector('[data-slot="steps"]')).toHaveAttribute('data-state', 'running');
    await expect(canvas.getByText('Thought for 4.2 s')).toBeVisible();
    await expect(canvasElement.querySelector('.ris-caret')).toBeVisible();
  },
};

export const RequiresAction: Story = {
  args: { interaction: recordedInteraction('parallel-function-calls') },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByText('Needs an answer')).toHaveLength(5);
    await expect(
      canvas.getByText(/^Waiting for the result of get_weather, search_flights/, {
        selector: '.ris-notice *, .ris-notice',
      }),
    ).toBeVisible();
  },
};

export const Failed: Story = {
  args: {
    interaction: ended('failed', { errors: [{ code: 'prohibited_content', message: 'The prompt was blocked.' }] }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The model failed: The prompt was blocked.')).toBeVisible();
  },
};

export const FailedSilently: Story = { args: { interaction: { status: 'failed' } } };

export const Cancelled: Story = { args: { interaction: ended('cancelled') } };

export const Incomplete: Story = {
  args: { interaction: ended('incomplete') },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/stopped at its token limit/)).toBeVisible();
  },
};

export const BudgetExceeded: Story = { args: { interaction: ended('budget_exceeded') } };

export const InProgress: Story = { args: { interaction: ended('in_progress') } };

/** A status of next year: kept, and no cause for alarm. */
export const UnknownStatus: Story = {
  args: { interaction: ended('rehearsing') },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The API ended this with the status “rehearsing”.')).toBeVisible();
  },
};

export const UnknownSteps: Story = { args: { interaction: recordedInteraction('unknown-things') } };

/** One bad step never takes the thread down. */
export const BrokenComponent: Story = {
  beforeEach: () => {
    spyOn(console, 'error').mockImplementation(() => {});
  },
  args: {
    interaction: ended('completed', { steps: [asked, { type: 'thought', summary: [] }, begun] }),
    components: {
      thought: () => {
        throw new Error('No thought today.');
      },
    },
  },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByText('This step could not be drawn.')).toBeVisible();
    await expect(canvas.getByText(/The grey tide turns/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Raw JSON' }));
    await expect(canvas.getByText(/"type": "thought"/)).toBeVisible();
  },
};

/** The wire is looser than its types. */
export const Malformed: Story = {
  args: {
    steps: [
      null,
      'text',
      {},
      { type: 'user_input', content: 'bare text' },
      { type: 'thought', summary: 'bare text' },
      { type: 'function_call' },
      { type: 'google_search_result', result: {} },
      { type: 'code_execution_call', arguments: 7 },
      { type: 'model_output', content: [{ type: 'text', text: 'Still here.' }] },
    ] as unknown as Step[],
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Still here.')).toBeVisible();
  },
};

export const Empty: Story = {
  args: { steps: [] },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(/^$/);
  },
};

export const VeryLong: Story = {
  args: {
    steps: Array.from({ length: 60 }, (_, at): Step[] => [
      { type: 'user_input', content: [{ type: 'text', text: `Question ${at + 1}` }] },
      { type: 'thought', signature: 'x' },
      { type: 'model_output', content: [{ type: 'text', text: `Answer ${at + 1}, which is *short*.` }] },
    ]).flat(),
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('Question 60')).toBeInTheDocument();
    await expect(canvasElement.querySelectorAll('[data-slot="turn"]')).toHaveLength(60);
  },
};

export const RightToLeft: Story = {
  args: {
    interaction: {
      status: 'incomplete',
      steps: [
        { type: 'user_input', content: [{ type: 'text', text: 'ما هي الأفلاج؟' }] },
        { type: 'function_call', id: 'a', name: 'lookup', arguments: { الموضوع: 'الأفلاج' } },
        { type: 'function_result', call_id: 'a', result: 'نظام ري قديم' },
        ...(recordedInteraction('rtl').steps ?? []),
      ],
    },
  },
  decorators: [rightToLeft],
};

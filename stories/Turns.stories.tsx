import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, waitFor } from 'storybook/test';
import { InteractionSteps, Notice, type EndNoticeProps, type StepEntry } from '../src/index.ts';
import { AppButton } from './fixtures/AppButton.tsx';
import { recordedInteraction, recordedStep } from './fixtures/recordedInteraction.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';
import { took } from './fixtures/took.ts';

const meta = {
  title: 'Thread/Turns',
  component: InteractionSteps,
  parameters: {
    docs: {
      description: {
        component:
          'What a turn is made of: the activity on the way to the answer, which folds to one line when the turn is over, the search suggestions under the answer, what can be done with it, and how it ended.',
      },
    },
  },
} satisfies Meta<typeof InteractionSteps>;

export default meta;
type Story = StoryObj<typeof meta>;

const asked = { type: 'user_input', content: [{ type: 'text', text: 'Is the night train to Lisbon worth it?' }] };
const answer = {
  type: 'model_output',
  content: [{ type: 'text', text: 'Yes, if you sleep well on trains: it costs **€119** and saves a hotel.' }],
};
const asks = ['night train Lisbon price', 'couchette to Lisbon', 'Lisbon by train', 'Sud Expresso timetable'];
const suggestions = recordedStep('grounded-answer', 'google_search_result').result[0]?.search_suggestions?.replace(
  /(?<=>)Nobel[^<]*/g,
  () => asks.shift() ?? '',
);
const done = [
  { type: 'thought', summary: [{ type: 'text', text: '**Comparing the Routes**\n\nThe night train needs no hotel.' }] },
  { type: 'google_search_call', id: 's', arguments: { queries: ['night train Lisbon price'] } },
  { type: 'google_search_result', call_id: 's', result: [{ search_suggestions: suggestions }] },
  { type: 'function_call', id: 'f', name: 'search_flights', arguments: { to: 'LIS' } },
  { type: 'function_result', call_id: 'f', name: 'search_flights', result: { cheapest: 84 } },
];
const entries = (steps: readonly object[]): StepEntry[] =>
  steps.map((step, index) => ({
    key: `e${index}`,
    index,
    status: 'done',
    step: step as StepEntry['step'],
    ...took(2000 + 1000 * index),
  }));

/** The turn is over: one line, and the answer. */
export const Folded: Story = {
  args: { steps: entries([asked, ...done, answer]) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('button', { name: /Thought for 3 s · 1 search · 1 function/ })).toBeVisible();
    const [group, frame] = ['activity', 'search-suggestions'].map((slot) =>
      canvasElement.querySelector(`[data-slot="${slot}"]`),
    );
    await expect(frame).toBeVisible();
    await expect(group).not.toContainElement(frame as HTMLElement);
  },
};

export const Unfolded: Story = {
  args: Folded.args,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /^Thought for/ }));
    await userEvent.click(canvas.getByRole('button', { name: /Ran search_flights/ }));
    await waitFor(() => expect(canvas.getByText('cheapest')).toBeVisible());
  },
};

/** While the turn goes on each row shows, and the last one says what is being done. */
export const Running: Story = {
  args: {
    steps: [
      ...entries([asked, ...done]),
      { key: 'now', index: 6, status: 'streaming', step: { type: 'thought' }, startedAt: Date.now() - 3000 },
    ],
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelector('[data-slot="activity"]')).toHaveAttribute('data-state', 'plain');
    await expect(canvas.getByText('Thinking…')).toBeVisible();
  },
};

/** What failed is said on the line. */
export const FoldedWithFailure: Story = {
  args: {
    steps: entries([
      asked,
      ...done,
      { type: 'function_call', id: 'g', name: 'search_hotels', arguments: {} },
      { type: 'function_result', call_id: 'g', is_error: true, result: 'No such city.' },
      answer,
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: /2 functions.*1 failed/ })).toBeVisible();
  },
};

/** A row by itself is a row. */
export const SingleRow: Story = {
  args: { steps: entries([asked, { type: 'thought', signature: 'x' }, answer]) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Thought for 3 s')).toBeVisible();
  },
};

/** A slot for what the app adds under each turn. */
export const Actions: Story = {
  args: {
    interaction: {
      ...recordedInteraction('grounded-answer'),
      usage: { total_input_tokens: 12, total_output_tokens: 480 },
    },
    actions: (turn) => <AppButton onClick={() => rated(turn.text)}>Good answer</AppButton>,
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Good answer' }));
    await expect(rated).toHaveBeenCalledWith(expect.stringContaining('Physiology'));
    await expect(canvas.getByRole('button', { name: 'Copy answer' })).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Token usage' }));
    await waitFor(() => expect(canvas.getByText('480')).toBeVisible());
  },
};
const rated = fn();

/** The end of an interaction in a component of the app's own. */
export const OwnNotice: Story = {
  args: {
    interaction: { status: 'budget_exceeded', steps: [asked as never, answer as never] },
    components: { notice: OwnEnd },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/Ask your team for more/)).toBeVisible();
  },
};

function OwnEnd({ reason, tone, action, children }: EndNoticeProps) {
  return (
    <Notice tone={tone} action={action}>
      {reason === 'budget_exceeded' ? 'Your budget is used up. Ask your team for more.' : children}
    </Notice>
  );
}

export const RightToLeft: Story = { args: Folded.args, decorators: [rightToLeft], play: Unfolded.play };

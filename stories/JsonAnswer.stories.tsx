import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { InteractionSteps, JsonAnswer, type Interaction } from '../src/index.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';
import { useGrowingText } from './fixtures/useGrowingText.ts';

const meta = {
  title: 'Content/JsonAnswer',
  component: JsonAnswer,
  parameters: {
    docs: {
      description: {
        component:
          'Draws an answer in JSON: where the request had a `response_format` with a schema, or the text’s `mime_type` says so. Its values show from the first of them on; its text can be looked at, copied and saved. What turns out to be no JSON is drawn as markdown.',
      },
    },
  },
} satisfies Meta<typeof JsonAnswer>;

export default meta;
type Story = StoryObj<typeof meta>;

const recipe = {
  name: 'Spaghetti alla carbonara',
  servings: 4,
  vegetarian: false,
  tags: ['pasta', 'Roman', '30 min'],
  ingredients: [
    { item: 'spaghetti', amount: 400, unit: 'g' },
    { item: 'guanciale', amount: 150, unit: 'g' },
    { item: 'egg yolks', amount: 5, unit: null },
    { item: 'pecorino romano', amount: 60, unit: 'g' },
  ],
  steps: [
    'Fry the guanciale in a cold pan over a low flame, until it is crisp.',
    'Whisk the yolks with the cheese and much black pepper.',
    'Cook the spaghetti, and take them out a minute early.',
    'Toss everything off the heat, with a ladle of the water.',
  ],
  nutrition: { energy: { kcal: 640, kJ: 2678 }, protein: '27 g' },
};
const text = JSON.stringify(recipe, undefined, 2);

export const Done: Story = {
  args: { text },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await expect(canvas.getByRole('columnheader', { name: 'amount' })).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Raw JSON' }));
    await expect(canvasElement.querySelector('pre')).toHaveTextContent('"servings": 4');
    await userEvent.click(canvas.getByRole('button', { name: 'Raw JSON', pressed: true }));
    await expect(canvas.getByRole('button', { name: 'Copy code' })).toBeVisible();
  },
};

/** The values that have come, up to the one that is still open. */
export const Streaming: Story = {
  args: { text: text.slice(0, 430), status: 'streaming' },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText('guanciale')).toBeVisible();
    await expect(canvasElement.querySelector('.ris-caret')).toBeVisible();
  },
};

/** Nothing has come yet. */
export const Waiting: Story = { args: { text: '', status: 'streaming' } };

/** Its height only grows. */
export const Growing: Story = {
  args: { text },
  render: function Growing(args) {
    const { text: grown, status } = useGrowingText(args.text, 12);
    return <JsonAnswer {...args} text={grown} status={status} />;
  },
  play: async ({ canvas, canvasElement }) => {
    const heights: number[] = [];
    const observer = new ResizeObserver(() => heights.push(canvasElement.getBoundingClientRect().height));
    observer.observe(canvasElement);
    await waitFor(() => expect(canvasElement.querySelector('[data-state="done"]')).toBeVisible(), { timeout: 20_000 });
    observer.disconnect();
    await expect(canvas.getByText('27 g')).toBeVisible();
    await expect(heights.length).toBeGreaterThan(5);
    const shrunk = heights.filter((height, at) => height < (heights[at - 1] ?? 0) - 1);
    await expect(shrunk).toEqual([]);
  },
};

/** The token limit, or a lost connection. */
export const BrokenOff: Story = {
  args: { text: text.slice(0, 500), status: 'interrupted' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The JSON breaks off here.')).toBeVisible();
  },
};

/** The model may refuse in plain words. */
export const NoJson: Story = {
  name: 'No JSON',
  args: { text: 'I cannot give a **recipe** for that.' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('strong')).toHaveTextContent('recipe');
  },
};

export const OneValue: Story = { args: { text: '42' } };
export const Empty: Story = { args: { text: '{}' } };

/** Ten thousand rows: a hundred at a time. */
export const VeryLong: Story = {
  args: {
    text: JSON.stringify({
      report: Array.from({ length: 10_000 }, (_, at) => ({ day: at + 1, visitors: (at * 7919) % 1000 })),
      pages: Array.from({ length: 300 }, (_, at) => ({ path: `/page/${at}`, by: { country: { PT: at, FR: at * 2 } } })),
      note: 'Everything that was counted. '.repeat(100),
    }),
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await expect(canvas.getAllByRole('row')).toHaveLength(101);
    await userEvent.click(canvas.getByRole('button', { name: '9900 more' }));
    await expect(canvas.getAllByRole('row')).toHaveLength(201);
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

/** What is too much, or too deep, folds. */
export const VeryDeep: Story = {
  args: { text: `${'{"in":'.repeat(300)}"the middle"${'}'.repeat(300)}` },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: '1 entry', expanded: false }));
    await expect(canvas.getAllByRole('button', { name: '1 entry' })).toHaveLength(2);
  },
};

/** In a thread: the interaction says what was asked for. */
export const InAThread: Story = {
  args: { text },
  render: (args) => (
    <InteractionSteps
      interaction={
        {
          id: 'recipe',
          status: 'completed',
          response_format: { type: 'text', mime_type: 'application/json', schema: {} },
          steps: [
            { type: 'user_input', content: [{ type: 'text', text: 'Carbonara, please.' }] },
            { type: 'model_output', content: [{ type: 'text', text: args.text }] },
          ],
        } as Interaction
      }
    />
  ),
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('[data-slot="json-answer"]')).toBeVisible();
  },
};

export const RightToLeft: Story = {
  args: { text: JSON.stringify({ المدينة: 'نزوى', السكان: 114_000, القلاع: ['نزوى', 'بهلاء'] }) },
  decorators: [rightToLeft],
};

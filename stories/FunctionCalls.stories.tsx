import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState, type ReactNode } from 'react';
import { expect, waitFor } from 'storybook/test';
import {
  defineFunction,
  isStep,
  type CreateInteractionParams,
  type FunctionCallProps,
  type Step,
} from '../src/index.ts';
import { AppButton } from './fixtures/AppButton.tsx';
import { createScriptedTransport } from './fixtures/createScriptedTransport.ts';
import { endsWith, type Ending } from './fixtures/endsWith.ts';
import { Situation } from './fixtures/Situation.tsx';

/** Calls these functions, and then says this. */
function respondWith(calls: readonly [name: string, args: object][], says: string) {
  return ({ input }: CreateInteractionParams): Step[] => {
    const isAnswered = Array.isArray(input) && (input as Step[]).some((step) => isStep(step, 'function_result'));
    if (isAnswered) return [{ type: 'model_output', content: [{ type: 'text', text: says }] }];
    return calls.map(([name, args], at) => ({ type: 'function_call', id: `call_${at}`, name, arguments: { ...args } }));
  };
}

/** Waits for the answer that the results bring, and then looks at what is left. */
function answersWith(text: string | RegExp, ending: Ending) {
  return async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    await waitFor(() => expect(canvasElement).toHaveTextContent(text), { timeout: 10_000 });
    await endsWith(ending)({ canvasElement });
  };
}

const wait = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, import.meta.env.MODE === 'test' ? 1 : milliseconds));

const delete_file = defineFunction({
  description: 'Deletes a file for good.',
  needsApproval: true,
  async run({ path }: { path: string }) {
    await wait(2500);
    return { deleted: path };
  },
});

const meta = {
  title: 'Situations/Function calls',
  component: Situation,
  parameters: {
    docs: {
      description: {
        component:
          'What the thread does by itself with `functions`: it runs them, asks before those that need approval, draws those that bring a component of their own, and sends the results back.',
      },
      story: { autoplay: false, inline: false, height: '420px' },
    },
  },
} satisfies Meta<typeof Situation>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Nobody is asked: the function runs, and the model goes on. */
export const RunsByItself: Story = {
  args: {
    input: 'What is the weather in Lisbon?',
    transport: createScriptedTransport({
      respond: respondWith([['get_weather', { location: 'Lisbon' }]], 'It is **22 °C** and sunny in Lisbon.'),
    }),
    options: {
      functions: {
        get_weather: {
          run: async ({ location }) => {
            await wait(2500);
            return { location, temperature: 22, unit: '°C', condition: 'sunny' };
          },
        },
      },
    },
  },
  play: answersWith('It is 22 °C and sunny', {
    says: ['Ran get_weather'],
    shows: { turn: 1, 'function-call-card': 1, 'model-output': 1, notice: 0 },
  }),
};

const deletion = createScriptedTransport({
  respond: respondWith([['delete_file', { path: 'drafts/2019/notes.md', force: true }]], 'As you wish.'),
});

/** Approve or deny: both go on from here. */
export const Approval: Story = {
  args: { input: 'Delete my old notes.', transport: deletion, options: { functions: { delete_file } } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Approve' })).toBeInTheDocument();
    await expect(canvas.getByText('drafts/2019/notes.md', { selector: 'dd *' })).toBeInTheDocument();
  },
};

export const Approved: Story = {
  ...Approval,
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Approve' }));
    await answersWith('As you wish.', { says: ['Ran delete_file', 'Approved by you'], shows: { notice: 0 } })({
      canvasElement,
    });
    await waitFor(() => expect(canvas.getByRole('button', { name: /Ran delete_file/, expanded: true })).toBeVisible());
  },
};

export const Denied: Story = {
  ...Approval,
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Deny' }));
    await answersWith('As you wish.', { says: ['Did not run delete_file', 'Denied by you'], shows: { notice: 0 } })({
      canvasElement,
    });
  },
};

/** A function without `run`: its component asks the reader, and what they pick is the result. */
function PickDate({ result, respond }: FunctionCallProps): ReactNode {
  const [date, setDate] = useState('2026-06-04');
  if (!respond) return <p style={{ margin: 0 }}>{result ? `You picked ${String(result.result)}.` : 'Pick a date …'}</p>;
  return (
    <form
      style={{ display: 'flex', gap: 8, alignItems: 'center' }}
      onSubmit={(event) => {
        event.preventDefault();
        respond({ result: date });
      }}
    >
      <label>
        When do you leave?{' '}
        <input type="date" value={date} onChange={(event) => setDate(event.target.value)} style={{ font: 'inherit' }} />
      </label>
      <AppButton type="submit">That day</AppButton>
    </form>
  );
}

export const OwnComponent: Story = {
  args: {
    input: 'Find me a flight to Paris.',
    transport: createScriptedTransport({
      respond: respondWith([['pick_date', { label: 'Departure' }]], 'There are three flights on that day.'),
    }),
    options: { functions: { pick_date: { description: 'Asks the user for a date.', component: PickDate } } },
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'That day' }));
    await answersWith('There are three flights on that day.', {
      says: ['You picked 2026-06-04.'],
      shows: { 'function-call-card': 0, notice: 0 },
    })({ canvasElement });
  },
};

/** Two are done, one waits for the reader. Their results go back together. */
export const ParallelCalls: Story = {
  args: {
    input: 'Tidy up: what is in drafts, how large is it, and delete the notes of 2019.',
    transport: createScriptedTransport({
      respond: respondWith(
        [
          ['list_files', { folder: 'drafts' }],
          ['measure', { folder: 'drafts' }],
          ['delete_file', { path: 'drafts/2019/notes.md' }],
        ],
        'Four files were left in **drafts**, 1.2 MB in all.',
      ),
    }),
    options: {
      functions: {
        delete_file,
        list_files: { run: () => ['2019/notes.md', 'a.md', 'b.md', 'c.md', 'letter.md'] },
        measure: { run: () => ({ files: 5, size: '1.3 MB' }) },
      },
    },
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByRole('button', { name: 'Approve' })).toBeInTheDocument();
    const states = [...canvasElement.querySelectorAll<HTMLElement>('[data-slot="function-call-card"]')].map(
      ({ dataset }) => dataset.state,
    );
    await expect(states).toEqual(['done', 'done', 'requires_action']);
  },
};

/** The model is told what went wrong, and may do better. */
export const Throws: Story = {
  args: {
    input: 'What is the weather in Atlantis?',
    transport: createScriptedTransport({
      respond: respondWith([['get_weather', { location: 'Atlantis' }]], 'No weather station knows Atlantis.'),
    }),
    options: {
      functions: {
        get_weather: {
          run: ({ location }) => {
            throw new Error(`There is no station near ${String(location)}.`);
          },
        },
      },
    },
  },
  play: answersWith('No weather station knows Atlantis.', {
    says: ['Ran get_weather', 'Failed'],
    shows: { notice: 0 },
  }),
};

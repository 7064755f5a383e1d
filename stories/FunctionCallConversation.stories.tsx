import type { Meta, StoryObj } from '@storybook/react-vite';
import { useMemo, type ReactNode } from 'react';
import { expect } from 'storybook/test';
import {
  createReplayTransport,
  FunctionCallCard,
  type FunctionCallProps,
  type FunctionCallStep,
  type InteractionStreamHandle,
  isStep,
  useInteractionSelector,
} from '../src/index.ts';
import { recordings } from '../src/testing.ts';
import { AppButton } from './fixtures/AppButton.tsx';
import { endsWith } from './fixtures/endsWith.ts';
import { Situation } from './fixtures/Situation.tsx';
import { provided } from './fixtures/provided.tsx';

interface ConversationProps {
  /** Between two events, in ms. */
  pace: number;
}

/** The model asks for a function, the reader lets the app run it, and the model answers with its result. */
function Conversation({ pace }: ConversationProps): ReactNode {
  const transport = useMemo(
    () => createReplayTransport([recordings['function-call-turn-1'], recordings['function-call-turn-2']], { pace }),
    [pace],
  );
  return (
    <Situation key={pace} input="What is the weather in Paris?" transport={transport}>
      {(stream) => <Answer stream={stream} />}
    </Situation>
  );
}

/** Offers to run the call that waits for the app. */
function Answer({ stream }: { stream: InteractionStreamHandle }): ReactNode {
  const call = useInteractionSelector(stream, ({ interactions }) => {
    const last = interactions.at(-1);
    if (last?.status !== 'requires_action') return undefined;
    return last.steps.map(({ step }) => step).find((step): step is FunctionCallStep => isStep(step, 'function_call'));
  });
  if (!call || stream.outcome === 'running') return null;
  const run = () => {
    const result = { celsius: 22, sky: 'sunny' };
    void stream.send([{ type: 'function_result', call_id: call.id, name: call.name, result }]);
  };
  return <AppButton onClick={run}>Run {call.name}</AppButton>;
}

const meta = {
  title: 'Situations/Function call conversation',
  component: Conversation,
  args: { pace: import.meta.env.MODE === 'test' ? 1 : 120 },
  argTypes: { pace: { control: { type: 'range', min: 0, max: 400, step: 10 } } },
  parameters: {
    docs: {
      description: {
        component:
          'Two interactions, one turn: the first ends with a function call that the app must answer, the second is sent with its result. The call and its result are one card.',
      },
      story: { inline: false, height: '420px' },
    },
  },
} satisfies Meta<typeof Conversation>;

export default meta;
type Story = StoryObj<typeof meta>;

export const TwoTurns: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Run get_weather' }, { timeout: 10_000 }));
    await endsWith({
      says: ['What is the weather in Paris?', 'Ran get_weather', 'a temperature of 22°C'],
      shows: { turn: 1, 'user-input': 1, 'function-call-card': 1, 'thought-summary': 2, 'model-output': 1, notice: 0 },
    })({ canvasElement });
    await expect(canvas.getByRole('button', { name: /Ran get_weather/, expanded: true })).toBeVisible();
    await expect(canvas.getByText('celsius')).toBeVisible();
  },
};

function WeatherCall(props: FunctionCallProps): ReactNode {
  const waits = props.status === 'requires_action';
  return (
    <FunctionCallCard {...props}>{waits && <p>The app asks a weather station near the place.</p>}</FunctionCallCard>
  );
}

/** A card of the app's own for one function. */
export const OwnCard: Story = {
  decorators: [provided({ components: { functions: { get_weather: WeatherCall } } })],
  play: async ({ canvas, canvasElement, userEvent }) => {
    const run = await canvas.findByRole('button', { name: 'Run get_weather' }, { timeout: 10_000 });
    await expect(canvas.getByText(/asks a weather station/)).toBeInTheDocument();
    await userEvent.click(run);
    await endsWith({ says: ['a temperature of 22°C'], shows: { 'function-call-card': 1 } })({ canvasElement });
    await expect(canvas.queryByText(/asks a weather station/)).toBeNull();
  },
};

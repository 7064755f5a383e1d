import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import {
  FunctionCallCard,
  InteractionProvider,
  InteractionSteps,
  type FunctionCallProps,
  type Interaction,
  type Step,
  type ThoughtProps,
} from '../src/index.ts';
import { german } from './fixtures/german.ts';
import { remoteImage } from './fixtures/media.ts';
import { recordedInteraction } from './fixtures/recordedInteraction.ts';

const meta = {
  title: 'Thread/InteractionProvider',
  component: InteractionProvider,
  parameters: {
    docs: {
      description: {
        component:
          'Says once, for all components below, how steps are drawn (`components`), in which words (`labels`), and which URLs are linked and loaded (`policy`). Optional: without it the defaults hold. Providers nest.',
      },
    },
  },
} satisfies Meta<typeof InteractionProvider>;

export default meta;
type Story = StoryObj<typeof meta>;

const weather: Interaction = {
  status: 'completed',
  steps: [
    { type: 'user_input', content: [{ type: 'text', text: 'What is the weather in Paris?' }] },
    { type: 'thought', summary: [{ type: 'text', text: '**Asking the Tool**\n\nThere is a tool for that.' }] },
    { type: 'function_call', id: 'a', name: 'get_weather', arguments: { location: 'Paris, France' } },
    { type: 'function_result', call_id: 'a', name: 'get_weather', result: { celsius: 22, sky: 'clear' } },
    { type: 'model_output', content: [{ type: 'text', text: 'It is **22 °C** and clear.' }] },
  ],
};

const thread = <InteractionSteps interaction={weather} />;

/** Every word can be replaced; what is left out stays English. */
export const OtherWords: Story = {
  args: {
    labels: german,
    children: <InteractionSteps interaction={recordedInteraction('search-and-function-call')} />,
  },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByText('Hat im Web gesucht')).toBeVisible();
    await userEvent.click(canvas.getByText('Hat im Web gesucht'));
    await expect(canvas.getByText('Suchanfragen')).toBeInTheDocument();
    await expect(canvas.getByText('Wartet auf')).toBeVisible();
    await expect(canvas.getByText('Es fehlt das Ergebnis von get_weather.')).toBeVisible();
  },
};

function QuietThought({ step }: ThoughtProps) {
  return <p data-testid="quiet">{step.summary?.length ? 'Thought about it.' : 'Had no thought.'}</p>;
}

function WeatherCard({ call, result }: FunctionCallProps) {
  const { celsius } = (result?.result ?? {}) as { celsius?: number };
  return (
    <p data-testid="weather" style={{ display: 'flex', gap: 12, margin: '8px 0', fontFamily: 'system-ui' }}>
      <strong style={{ fontSize: '1.5rem' }}>{celsius}°</strong>
      <span>{String(call?.arguments.location)}</span>
    </p>
  );
}

/** A component for a step type, and one for the calls of a function by its name. */
export const OwnComponents: Story = {
  args: { components: { thought: QuietThought, functions: { get_weather: WeatherCard } }, children: thread },
  play: async ({ canvas }) => {
    await expect(canvas.getByTestId('quiet')).toBeVisible();
    await expect(canvas.getByTestId('weather')).toHaveTextContent('22°Paris, France');
    await expect(canvas.queryByRole('button', { name: /get_weather/ })).toBeNull();
    await expect(canvas.getByText('22 °C')).toBeVisible();
  },
};

function AnnotatedCard(props: FunctionCallProps) {
  return (
    <FunctionCallCard {...props} data-testid="annotated">
      <p>Measured at Montsouris.</p>
    </FunctionCallCard>
  );
}

/** A component of your own may use the library's and add to it. */
export const BuiltOnOurs: Story = {
  args: { components: { function_call: AnnotatedCard }, children: thread },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /1 function/ }));
    await userEvent.click(canvas.getByRole('button', { name: /get_weather/ }));
    await expect(canvas.getByText('Measured at Montsouris.')).toBeInTheDocument();
  },
};

/** The inner provider is laid over the outer one. */
export const Nested: Story = {
  args: {
    labels: german,
    children: (
      <InteractionProvider
        components={{ functions: { get_weather: WeatherCard } }}
        labels={{ thought: { done: 'Überlegt' } }}
      >
        {thread}
      </InteractionProvider>
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Überlegt')).toBeVisible();
    await expect(canvas.getByTestId('weather')).toBeVisible();
  },
};

const picture: Step[] = [
  { type: 'model_output', content: [{ type: 'text', text: `Here it is:\n\n![A harbour](${remoteImage})` }] },
];

/** By default, remote media wait for the reader's click. */
export const MediaOnClick: Story = {
  args: { children: <InteractionSteps steps={picture} /> },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.queryByRole('img')).toBeNull();
    await userEvent.click(canvas.getByRole('button', { name: 'Load image' }));
    await expect(await canvas.findByRole('img', { name: 'A harbour' })).toBeInTheDocument();
  },
};

export const MediaBlocked: Story = {
  args: { policy: { media: 'block' }, children: <InteractionSteps steps={picture} /> },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button', { name: 'Load image' })).toBeNull();
    await expect(canvas.getByText(/Image blocked/)).toBeVisible();
  },
};

/** Media of the origins that the app trusts load by themselves. */
export const MediaAllowed: Story = {
  args: { policy: { media: [new URL(remoteImage).origin] }, children: <InteractionSteps steps={picture} /> },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('img', { name: 'A harbour' })).toBeInTheDocument();
  },
};

import type { UIMessage } from 'ai';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState, type ReactNode } from 'react';
import { expect } from 'storybook/test';
import { fromGenerateContent } from '../src/generateContent.ts';
import { createInteractionStore, createReplayTransport, InteractionSteps } from '../src/index.ts';
import type { InteractionTransport } from '../src/index.ts';
import { fromUIMessages } from '../src/uiMessages.ts';
import { endsWith } from './fixtures/endsWith.ts';
import codeExecution from './fixtures/generateContent/code-execution.sse?raw';
import functionCall from './fixtures/generateContent/function-call.sse?raw';
import googleSearch from './fixtures/generateContent/google-search.sse?raw';
import { Situation } from './fixtures/Situation.tsx';

/** Between two chunks, in ms: slow enough to watch in Storybook, fast enough for a test. */
const PACE = import.meta.env.MODE === 'test' ? 1 : 400;

interface BridgedProps {
  /** What `streamGenerateContent?alt=sse` answers. */
  recording: string;
  input: string;
}

/** An app that still talks to `generateContent`: its transport answers with that API's stream. */
function Bridged({ recording, input }: BridgedProps): ReactNode {
  const [transport] = useState((): InteractionTransport => {
    const replay = createReplayTransport(recording, { pace: PACE });
    return {
      create: async (params, options) => fromGenerateContent((await replay.create(params, options)) as Response),
    };
  });
  return <Situation input={input} transport={transport} />;
}

const meta = {
  title: 'Situations/Other APIs',
  component: Bridged,
  parameters: {
    docs: {
      description: {
        component:
          'Streams of the older `generateContent` API by way of `fromGenerateContent`, and messages of the AI SDK by way of `fromUIMessages`: the same cards, citations and sources.',
      },
      story: { autoplay: false, inline: false, height: '420px' },
    },
  },
} satisfies Meta<typeof Bridged>;

export default meta;
type Story = StoryObj<typeof meta>;

export const GenerateContentFunctionCall: Story = {
  args: { recording: functionCall, input: 'What is the weather in Zürich and in Kraków?' },
  play: endsWith({
    says: ['Choosing the tool', 'get_weather', 'Zürich', 'Kraków'],
    shows: { 'thought-summary': 1, 'function-call-card': 2, 'unknown-step': 0 },
  }),
};

export const GenerateContentSearch: Story = {
  args: { recording: googleSearch, input: 'Who won Euro 2024?' },
  play: endsWith({
    says: ['Mikel Oyarzabal scored the winner'],
    shows: { 'search-result-card': 1, 'search-suggestions': 1, 'model-output': 1, sources: 1, 'unknown-step': 0 },
  }),
};

export const GenerateContentCode: Story = {
  args: { recording: codeExecution, input: 'What is the sum of the first five primes? Draw them.' },
  play: endsWith({ says: ['28'], shows: { 'tool-card': 1, 'image-step': 1, 'unknown-step': 0 } }),
};

const messages: UIMessage[] = [
  { id: 'u', role: 'user', parts: [{ type: 'text', text: 'What should I wear in Oslo today?' }] },
  {
    id: 'a',
    role: 'assistant',
    parts: [
      { type: 'reasoning', text: '**Checking the weather**\n\nClothes depend on it.' },
      {
        type: 'tool-get_weather',
        toolCallId: 'call-1',
        state: 'output-available',
        input: { location: 'Oslo' },
        output: { temperature: 4, condition: 'light rain' },
      },
      { type: 'source-url', sourceId: 's', url: 'https://weather.example/oslo', title: 'Oslo, hour by hour' },
      { type: 'text', text: 'It is **4 °C** with light rain: a coat that keeps water out, and good shoes.' },
    ],
  },
];

export const UIMessages: Story = {
  args: { recording: '', input: '' },
  render: function Messages() {
    const [store] = useState(() => createInteractionStore({ initialInteractions: fromUIMessages(messages) }));
    return <InteractionSteps stream={{ store }} />;
  },
  play: async ({ canvasElement }) => {
    const count = (slot: string) => canvasElement.querySelectorAll(`[data-slot="${slot}"]`).length;
    await expect(canvasElement).toHaveTextContent('What should I wear in Oslo today?');
    await expect(canvasElement).toHaveTextContent('a coat that keeps water out');
    await expect(count('model-output')).toBe(1);
    await expect(count('unknown-step')).toBe(0);
  },
};

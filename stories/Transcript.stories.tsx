import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Transcript, type TextContent } from '../src/index.ts';
import { recordedStep } from './fixtures/recordedInteraction.ts';
import { rightToLeft } from './fixtures/rightToLeft.tsx';

const meta = {
  title: 'Content/Transcript',
  component: Transcript,
  parameters: {
    docs: {
      description: {
        component:
          'Draws a text item whose annotations say who speaks (`speech_metadata`) and when each word is said (`word_info`): speaker, time and text of each segment. `ModelOutput` uses it by itself; a word’s own time shows under a mouse that rests on it.',
      },
    },
  },
} satisfies Meta<typeof Transcript>;

export default meta;
type Story = StoryObj<typeof meta>;

const recorded = recordedStep('transcription', 'model_output').content?.[0] as TextContent;
const spoken = (text: string, segments: readonly [start: number, speaker: string, more?: object][]): TextContent => ({
  type: 'text',
  text,
  annotations: segments.map(([start_index, speaker, more]) => ({
    type: 'speech_metadata',
    start_index,
    speaker,
    ...more,
  })),
});

export const TwoSpeakers: Story = {
  args: { content: recorded },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByText('Speaker 1')).toHaveLength(2);
    await expect(canvas.getByText('0:09')).toBeVisible();
    await expect(canvas.getByText('café')).toHaveAttribute('title', '0:05');
  },
};

export const Streaming: Story = {
  args: { content: { ...recorded, text: recorded.text.slice(0, 80) }, status: 'streaming' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('.ris-caret')).toBeVisible();
  },
};

export const Interrupted: Story = {
  args: { content: { ...recorded, text: recorded.text.slice(0, 80) }, status: 'interrupted' },
};

/** Names are shown as they are; what nobody is said to say stands by itself. */
export const Names: Story = {
  args: {
    content: spoken('(Applause)\nThank you all for coming. It is late, so I will be short.\nPlease do.', [
      [11, 'Ada Okafor', { style: 'warm' }],
      [37, 'Ada Okafor'],
      [70, 'Someone in the audience'],
    ]),
  },
};

/** Without `speech_metadata`, words tell the speakers apart. */
export const WordsAlone: Story = {
  args: {
    content: {
      type: 'text',
      text: 'Ready? Ready.',
      annotations: [
        { type: 'word_info', text: 'Ready', speaker: 'spk_1', start_offset: '0.200s', start_index: 0, end_index: 5 },
        { type: 'word_info', text: 'Ready', speaker: 'spk_2', start_offset: '61.500s', start_index: 7, end_index: 12 },
      ],
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('1:01')).toBeVisible();
  },
};

const turns = Array.from(
  { length: 400 },
  (_, at) => `This is sentence ${String(at).padStart(3, '0')} of a long call.\n`,
);

export const VeryLong: Story = {
  args: {
    content: spoken(
      turns.join(''),
      turns.map((text, at) => [at * text.length, `spk:${at % 3}`]),
    ),
  },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.ris-segment')).toHaveLength(400);
  },
};

export const RightToLeft: Story = {
  args: {
    content: spoken('صباح الخير.\nصباح النور، كيف حالك؟', [
      [0, 'spk:0'],
      [22, 'spk:1'],
    ]),
  },
  decorators: [rightToLeft],
};

export const Empty: Story = {
  args: { content: { type: 'text', text: '' } },
  play: async ({ canvasElement }) => {
    await expect(canvasElement).toHaveTextContent(/^$/);
  },
};

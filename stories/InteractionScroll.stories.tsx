import type { Meta, StoryObj } from '@storybook/react-vite';
import { useEffect } from 'react';
import {
  createReplayTransport,
  InteractionScroll,
  type InteractionScrollProps,
  InteractionSteps,
  useInteractionStream,
} from '../src/index.ts';
import { recordings } from '../src/testing.ts';

const transport = createReplayTransport([recordings.thinking, recordings['grounded-answer']], { pace: 15 });

const meta = {
  title: 'Thread/InteractionScroll',
  component: InteractionScroll,
  args: { style: { blockSize: 360 } },
  parameters: {
    docs: {
      description: {
        component:
          'A box that scrolls and follows what grows in it, until the reader scrolls up; a button leads back to the end. Anything may stand in it: the thread, and what the app puts above and below.',
      },
    },
  },
} satisfies Meta<typeof InteractionScroll>;

export default meta;
type Story = StoryObj<typeof meta>;

function Conversation(props: InteractionScrollProps) {
  const stream = useInteractionStream({ transport });
  const { send } = stream;
  useEffect(() => {
    send('How does it work?')
      .then(() => send('And who was it?'))
      .catch(() => undefined);
  }, [send]);
  return (
    <InteractionScroll {...props} stream={stream}>
      <InteractionSteps stream={stream} />
    </InteractionScroll>
  );
}

/** Turn after turn: the end stays in sight. Scroll up to let go of it. */
export const Following: Story = {
  render: (args) => <Conversation {...args} />,
};

/** Anything may stand in it. */
export const AnyContent: Story = {
  args: {
    children: Array.from({ length: 40 }, (_, at) => <p key={at}>Line {at + 1}</p>),
  },
};

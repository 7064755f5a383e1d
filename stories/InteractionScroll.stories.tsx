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

/** A box that scrolls and follows what grows in it, until the reader scrolls up. */
const meta = {
  title: 'Components/InteractionScroll',
  component: InteractionScroll,
  args: { style: { blockSize: 360 } },
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

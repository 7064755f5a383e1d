import { memo, Profiler } from 'react';
import { type InteractionStreamHandle, InteractionSteps, type StepComponents } from '../../src/index.ts';
import type { RenderCounter } from '../createRenderCounter.ts';
import { PlaygroundStreamProvider } from '../PlaygroundStream.ts';
import { AnswerCard } from './AnswerCard.tsx';
import { UserMessage } from './UserMessage.tsx';

const COMPONENTS: StepComponents = { user_input: UserMessage, function_call: AnswerCard };

interface ThreadProps {
  stream: InteractionStreamHandle;
  renders: RenderCounter;
}

/** The steps, and the count of what they cost. */
export const Thread = memo(function Thread({ stream, renders }: ThreadProps) {
  return (
    <PlaygroundStreamProvider value={stream}>
      <Profiler id="thread" onRender={(_id, _phase, duration) => renders.add(duration)}>
        <InteractionSteps stream={stream} components={COMPONENTS} />
      </Profiler>
    </PlaygroundStreamProvider>
  );
});

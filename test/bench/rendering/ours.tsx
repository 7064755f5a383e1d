import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { ModelOutput } from '../../../src/components/steps/ModelOutput.tsx';
import type { Interaction } from '../../../src/protocol/Interaction.ts';
import type { InteractionSSEEvent } from '../../../src/protocol/InteractionSSEEvent.ts';
import type { ModelOutputProps } from '../../../src/react/StepComponents.ts';
import { useInteractionStream } from '../../../src/react/useInteractionStream.ts';
import type { InteractionTransport } from '../../../src/stream/InteractionTransport.ts';
import '../../../src/styles.css';
import type { Candidate } from './Candidate.ts';

const encoder = new TextEncoder();

/**
 * The whole way, from the bytes of server-sent events to the screen.
 *
 * @param throttle The least time between two commits, in ms.
 */
export const ours = (throttle: number): Candidate => ({
  async mount(root, past, onCommit) {
    let bytes: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (bytes = controller) });
    const transport: InteractionTransport = { create: async () => body };

    function Output(props: ModelOutputProps): ReactNode {
      useLayoutEffect(onCommit);
      return <ModelOutput {...props} />;
    }
    const components = { model_output: Output };
    function Chat({ onMount }: { onMount: () => void }): ReactNode {
      const [interactions] = useState(() => past.map(toInteraction));
      const stream = useInteractionStream({ transport, throttle, initialInteractions: interactions });
      const { send } = stream;
      useEffect(() => {
        void send('Go on.');
        onMount();
      }, [send, onMount]);
      return <InteractionSteps stream={stream} components={components} />;
    }
    await new Promise<void>((resolve) => createRoot(root).render(<Chat onMount={resolve} />));

    const push = (event: InteractionSSEEvent) => {
      bytes?.enqueue(encoder.encode(`event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`));
    };
    push({ event_type: 'interaction.created', interaction: { id: 'i', status: 'in_progress' } });
    push({ event_type: 'step.start', index: 0, step: { type: 'model_output' } });
    return {
      push: (text) => push({ event_type: 'step.delta', index: 0, delta: { type: 'text', text } }),
      end() {
        push({ event_type: 'step.stop', index: 0 });
        push({ event_type: 'interaction.completed', interaction: { id: 'i', status: 'completed' } });
        bytes?.close();
      },
    };
  },
});

function toInteraction(text: string, at: number): Interaction {
  return {
    id: `past-${at}`,
    status: 'completed',
    steps: [
      { type: 'user_input', content: [{ type: 'text', text: 'Go on.' }] },
      { type: 'model_output', content: [{ type: 'text', text }] },
    ],
  };
}

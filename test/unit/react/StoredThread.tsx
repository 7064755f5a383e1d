import type { ReactNode } from 'react';
import { InteractionSteps } from '../../../src/components/thread/InteractionSteps.tsx';
import { useInteractionSelector, useInteractionSteps } from '../../../src/react/useInteractionSelector.ts';
import { useInteractionStream } from '../../../src/react/useInteractionStream.ts';
import type { InteractionStreamOptions } from '../../../src/store/thread/InteractionStreamOptions.ts';

/** A page with all the hooks and the steps, as an app would render it on its server. */
export function StoredThread(options: InteractionStreamOptions): ReactNode {
  const stream = useInteractionStream(options);
  const steps = useInteractionSteps(stream);
  const keys = useInteractionSelector(stream, ({ interactions }) => interactions.map(({ key }) => [key]));
  return (
    <main data-outcome={stream.outcome} data-status={stream.status} data-keys={keys.join()}>
      <p>{steps.length} steps</p>
      <InteractionSteps stream={stream} />
      <button type="button" onClick={() => void stream.send('More.')}>
        Send
      </button>
    </main>
  );
}

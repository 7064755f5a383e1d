import { type ReactNode, useEffect, useState, version } from 'react';
import type { InitialInteractions } from '../../../src/store/thread/threadSnapshot.ts';
import { InteractionProvider } from '../../../src/react/InteractionProvider.tsx';
import { createReplayTransport } from '../../../src/stream/createReplayTransport.ts';
import { recordings } from '../../../src/testing/recordings.ts';
import { type Sample, samples } from '../../unit/components/samples.tsx';
import { StoredThread } from '../../unit/react/StoredThread.tsx';

const STATES = ['done', 'streaming', 'interrupted'];
const TIMES = { startedAt: 1_750_000_000_000, stoppedAt: 1_750_000_083_000 };

/** When it started and stopped, for what draws a step. */
function timesOf({ props }: Sample): object {
  return 'step' in props || 'call' in props ? TIMES : {};
}

export interface PageProps {
  thread: InitialInteractions;
  /** Shows every component that the library exports, too, by itself: whole, and while it grows. */
  samples?: boolean;
}

/** A thread that came with the page, and goes on from there. */
export function Page({ thread, samples: all = false }: PageProps): ReactNode {
  const [transport] = useState(() => createReplayTransport(recordings.rtl));
  // Effects run once all around them has been taken over.
  useEffect(() => {
    document.documentElement.dataset['react'] = version;
  }, []);
  return (
    <InteractionProvider transport={transport}>
      <StoredThread initialInteractions={thread} />
      {all &&
        samples.map(([name, sample]) =>
          STATES.map(
            (state) =>
              sample && <sample.Component key={name + state} {...sample.props} status={state} {...timesOf(sample)} />,
          ),
        )}
    </InteractionProvider>
  );
}

import { useMemo, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { InteractionStore } from '../../store/thread/createInteractionStore.ts';
import { alarm, announcement } from './announcement.ts';
import { arrangeThread, isWorking } from './arrangeThread.ts';
import { LiveRegion } from './LiveRegion.tsx';
import { slotProps } from '../parts/slotProps.ts';
import { SuggestionsPlaced } from '../steps/SuggestionsPlaced.ts';
import type { ThreadPart } from './ThreadPart.ts';
import { ThreadStore } from '../steps/ThreadStore.ts';
import { TurnView } from './TurnView.tsx';

export interface ThreadViewProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  parts: readonly ThreadPart[];
  /** Where the thread can be acted on. */
  store?: InteractionStore;
}

/** The turns of a thread, and its live regions: a polite one, and one for errors. */
export function ThreadView({ parts, store, className, ...rest }: ThreadViewProps): ReactNode {
  const labels = useLabels();
  const [said, say] = useState('');
  const turns = useMemo(() => arrangeThread(parts), [parts]);
  const thread = useMemo(() => store && { store, say }, [store]);
  const last = turns.at(-1);
  return (
    <ThreadStore.Provider value={thread}>
      <div {...rest} {...slotProps('steps', last && isWorking(last) ? 'running' : 'idle', className)}>
        <SuggestionsPlaced.Provider value={true}>
          {turns.map((turn, at) => (
            <TurnView key={at} turn={turn} isLast={turn === last} />
          ))}
        </SuggestionsPlaced.Provider>
        <LiveRegion text={announcement(turns, labels)} said={said} />
        <LiveRegion text={alarm(turns, labels)} isUrgent />
      </div>
    </ThreadStore.Provider>
  );
}

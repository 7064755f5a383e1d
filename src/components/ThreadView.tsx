import { useMemo, type ComponentPropsWithRef, type ReactNode } from 'react';
import { useLabels } from '../react/InteractionProvider.tsx';
import { announcement } from './announcement.ts';
import { arrangeThread, isRunning } from './arrangeThread.ts';
import { InteractionEnd } from './InteractionEnd.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { slotProps } from './slotProps.ts';
import { StepView } from './StepView.tsx';
import type { ThreadPart } from './ThreadPart.ts';
import { TurnRunning } from './TurnRunning.ts';

export interface ThreadViewProps extends Omit<ComponentPropsWithRef<'div'>, 'children'> {
  parts: readonly ThreadPart[];
  onRetry?: () => void;
}

/** The turns of a thread, and its one live region. */
export function ThreadView({ parts, onRetry, className, ...rest }: ThreadViewProps): ReactNode {
  const labels = useLabels();
  const turns = useMemo(() => arrangeThread(parts), [parts]);
  const running = parts.at(-1)?.outcome === 'running';
  return (
    <div {...rest} {...slotProps('steps', running ? 'running' : 'idle', className)}>
      {turns.map((turn) => (
        <TurnRunning.Provider key={turn.key} value={isRunning(turn)}>
          <div className="ris-turn" data-slot="turn">
            {turn.items.map((item) =>
              'part' in item ? (
                <InteractionEnd key={item.key} part={item.part} rows={item.rows} onRetry={onRetry} />
              ) : (
                <StepView key={item.key} entry={item.entry} result={item.result} status={item.status} />
              ),
            )}
          </div>
        </TurnRunning.Provider>
      ))}
      <LiveRegion text={announcement(turns, labels)} />
    </div>
  );
}

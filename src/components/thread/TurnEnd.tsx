import { useContext, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { Turn } from './arrangeThread.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { IconButton } from '../parts/Button.tsx';
import { StepErrorBoundary, StepFailure } from '../parts/StepErrorBoundary.tsx';
import { type ThreadTurn, threadTurn } from './ThreadTurn.ts';
import { TurnActions } from './TurnActions.ts';
import { UsageDetails } from './UsageDetails.tsx';
import { hasUsage } from './usageParts.ts';

export interface TurnEndProps {
  turn: Turn;
  isRunning: boolean;
  isLast: boolean;
}

/**
 * What can be done with a turn that is over: copy its answer, what the host adds, and see what it cost. Its place is kept
 * free while the turn goes on, so that nothing moves when it comes.
 */
export function TurnEnd({ turn, isRunning, isLast }: TurnEndProps): ReactNode {
  const actions = useContext(TurnActions);
  const [wasRunning, setWasRunning] = useState(isRunning);
  if (isRunning && !wasRunning) setWasRunning(true);
  const over = useMemo(() => (isRunning ? undefined : threadTurn(turn, isLast)), [turn, isRunning, isLast]);
  const own = useMemo(() => over && actionsFor(over, actions), [over, actions]);
  const hasOwn = own !== undefined && own !== null && own !== false;
  const isEmpty = !over || !(over.text || hasUsage(over.usage) || hasOwn);
  if (isEmpty) return wasRunning && <div className="ris-turn-end" />;
  return (
    <Actions turn={over}>
      <StepErrorBoundary resetKeys={[own]} pending={null}>
        {own}
      </StepErrorBoundary>
    </Actions>
  );
}

/** What the host adds to a turn. Its errors cost no more than that. */
function actionsFor(turn: ThreadTurn, actions: ((turn: ThreadTurn) => ReactNode) | undefined): ReactNode {
  try {
    return actions?.(turn);
  } catch (error) {
    return <StepFailure error={error} />;
  }
}

function Actions({ turn: { text, usage }, children }: { turn: ThreadTurn; children: ReactNode }): ReactNode {
  const { turn, usage: words } = useLabels();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const end = useRef<HTMLDivElement>(null);
  // What opens at the end of a box would stand below its edge. jsdom cannot scroll.
  useEffect(() => {
    if (isOpen) end.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isOpen]);
  return (
    <div className="ris-turn-end" data-slot="turn-end" ref={end}>
      <div className="ris-turn-actions">
        {text && <CopyButton label={turn.copy} read={() => text} />}
        {children}
        {hasUsage(usage) && (
          <IconButton
            icon="info"
            label={words.title}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setIsOpen(!isOpen)}
          />
        )}
      </div>
      {isOpen && usage && <UsageDetails id={id} usage={usage} />}
    </div>
  );
}

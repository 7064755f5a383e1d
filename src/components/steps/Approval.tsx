import { useContext, useState, type FocusEvent, type MouseEvent, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import { Button } from '../parts/Button.tsx';
import type { FunctionCallProps } from '../../react/StepComponents.ts';
import { TurnFolded } from './TurnFolded.ts';

export interface ApprovalProps {
  /** Of the function. */
  name: string;
  /** `coming`: its arguments still arrive. `ready`: they are whole, and more of the turn is to come. `over`: answered. */
  state: 'coming' | 'ready' | 'asked' | 'over';
  respond: FunctionCallProps['respond'];
  /** What there is to say once it is over. */
  children?: ReactNode;
}

/**
 * Asks whether a function may run. It has its room from the start, and what there is to say later takes it over:
 * nothing below moves, least of all the buttons of another call. The focus of whoever answered by them goes to the card's row.
 */
export function Approval({ name, state, respond, children }: ApprovalProps): ReactNode {
  const { functionCall } = useLabels();
  const isFolded = useContext(TurnFolded);
  const [isUsed, setIsUsed] = useState(false);
  const answer = (answered: { approve: true } | { deny: true }) => (event: MouseEvent<HTMLButtonElement>) => {
    const button = event.currentTarget;
    const row = button.closest('.ris-activity')?.querySelector<HTMLElement>('.ris-row');
    if (button === button.ownerDocument.activeElement) row?.focus({ preventScroll: true });
    setIsUsed(true);
    respond?.(answered);
  };
  const isOver = state === 'over';
  const disabled = isUsed || state !== 'asked';
  return (
    <div className="ris-answer">
      {!(isOver && isFolded) && (
        <div
          className="ris-approval"
          style={isOver || state === 'coming' ? { visibility: 'hidden' } : undefined}
          onFocus={keepToItself}
        >
          <p className="ris-approval-text">{functionCall.approvalHint(name)}</p>
          <div className="ris-buttons">
            <Button className="ris-button ris-primary" disabled={disabled} onClick={answer({ approve: true })}>
              {functionCall.approve}
            </Button>
            <Button disabled={disabled} onClick={answer({ deny: true })}>
              {functionCall.deny}
            </Button>
          </div>
        </div>
      )}
      {isOver && <div className="ris-answered">{children}</div>}
    </div>
  );
}

/** To answer is not to look: the card may fold once the turn is over. */
function keepToItself(event: FocusEvent): void {
  event.stopPropagation();
}

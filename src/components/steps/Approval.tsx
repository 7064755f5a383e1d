import { useState, type FocusEvent, type MouseEvent, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { FunctionCallProps } from '../../react/StepComponents.ts';

export interface ApprovalProps {
  /** Of the function. */
  name: string;
  respond: NonNullable<FunctionCallProps['respond']>;
}

/** Asks whether a function may run. The focus of whoever answered by it goes to the card's row: the buttons go away. */
export function Approval({ name, respond }: ApprovalProps): ReactNode {
  const { functionCall } = useLabels();
  const [isUsed, setIsUsed] = useState(false);
  const answer = (answered: Parameters<typeof respond>[0]) => (event: MouseEvent<HTMLButtonElement>) => {
    const button = event.currentTarget;
    const row = button.closest('.ris-activity')?.querySelector<HTMLElement>('.ris-row');
    if (button === button.ownerDocument.activeElement) row?.focus({ preventScroll: true });
    setIsUsed(true);
    respond(answered);
  };
  return (
    <div className="ris-approval" onFocus={keepToItself}>
      <p className="ris-approval-text">{functionCall.approvalHint(name)}</p>
      <div className="ris-buttons">
        <button type="button" className="ris-button ris-primary" disabled={isUsed} onClick={answer({ approve: true })}>
          {functionCall.approve}
        </button>
        <button type="button" className="ris-button" disabled={isUsed} onClick={answer({ deny: true })}>
          {functionCall.deny}
        </button>
      </div>
    </div>
  );
}

/** To answer is not to look: the card may fold once the turn is over. */
function keepToItself(event: FocusEvent): void {
  event.stopPropagation();
}

import { useState, type ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { Labels } from '../../react/labels.ts';
import type { CallStatus, FunctionCallProps } from '../../react/StepComponents.ts';
import type { CallDecision } from '../../store/state/CallDecision.ts';
import { Approval } from './Approval.tsx';
import { ArgumentsSection } from './ArgumentsSection.tsx';
import { CallResult } from './CallResult.tsx';
import { firstArgument } from './callFields.ts';
import { callRow, callStatus } from './callRow.ts';
import { Disclosure } from './Disclosure.tsx';
import { clipLine } from '../parts/clipLine.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { useCallArguments } from './useCallArguments.ts';

/** Props of `FunctionCallCard`: what every card of a function call is given, and a place for more. */
export interface FunctionCallCardProps extends FunctionCallProps {
  /** Stands in the opened card between the arguments and the result: what the host app adds of its own. */
  children?: ReactNode;
}

/**
 * A function call and its result: a row with the function's name and first argument, which opens on all arguments, filling
 * while they arrive, and on the result. Opens by itself when somebody must answer, from its first event on where that is
 * known; where the call waits to be approved, it has the buttons for that.
 */
export function FunctionCallCard({
  call,
  result,
  status,
  argumentsText,
  argumentsError,
  startedAt,
  stoppedAt,
  decision,
  respond,
  asks,
  children,
  ...rest
}: FunctionCallCardProps): ReactNode {
  const labels = useLabels();
  const words = labels.functionCall;
  const decided = decision?.decided;
  const isDenied = decided === 'denied';
  const answer = result ?? decision?.result;
  const state = isDenied && status === 'error' ? 'done' : callStatus(status, isDenied ? undefined : answer);
  const name = clipLine(textOf(recordOf(call).name) || textOf(recordOf(answer).name)) || words.unnamed;
  const asksToApprove = decision?.status === 'needs_approval' && respond !== undefined;
  const args = useCallArguments(call, argumentsText, state === 'streaming');
  const awaited = isAwaited(state);
  const isComing = asks === 'approval' && !decision && awaited;
  const [hasApproval, setHasApproval] = useState(false);
  if ((asksToApprove || isComing) && !hasApproval) setHasApproval(true);
  const row = callRow(labels, state, words, { startedAt, stoppedAt });
  if (state === 'streaming') row.verb = words.calling;
  else if (state === 'requires_action') row.verb = words.requiresAction;
  else if (isDenied) row.verb = words.denied;
  else if (!row.active && !answer) row.verb = words.called;
  if (!call) row.verb = words.orphanResult;
  if (asksToApprove) row.note = words.needsApproval;
  const outcome = (
    <>
      {decided && (decision.reason || row.note) && (
        <p className="ris-hint">{decisionLine(words, decided, decision.reason)}</p>
      )}
      {isDenied ? (
        <p className="ris-hint">{words.deniedHint}</p>
      ) : (
        <CallResult result={answer}>
          {call && awaited && (
            <p className="ris-hint" style={state === 'streaming' ? HIDDEN : undefined}>
              {words.requiresActionHint(name)}
            </p>
          )}
        </CallResult>
      )}
    </>
  );
  return (
    <Disclosure
      {...rest}
      slot="function-call-card"
      state={state}
      row={{
        ...row,
        icon: 'function',
        name,
        detail: argumentsError === undefined ? firstArgument(args.value, args.growing) : undefined,
        note: row.note ?? (decided && words.decided[decided]),
      }}
      defaultOpen={state === 'requires_action' || (asks !== undefined && awaited)}
      panel={
        <>
          {call && <ArgumentsSection args={args} text={argumentsText} error={argumentsError} status={state} />}
          {children}
          {hasApproval ? (
            <Approval
              name={name}
              state={asksToApprove ? 'asked' : !isComing ? 'over' : state === 'streaming' ? 'coming' : 'ready'}
              respond={asksToApprove ? respond : undefined}
            >
              {outcome}
            </Approval>
          ) : (
            outcome
          )}
        </>
      }
    />
  );
}

function decisionLine(
  { decided, because }: Labels['functionCall'],
  how: NonNullable<CallDecision['decided']>,
  reason: string | undefined,
): string {
  return reason ? because(decided[how], reason) : decided[how];
}

/** It keeps its room while the arguments that stand above it still grow. */
const HIDDEN = { visibility: 'hidden' } as const;

function isAwaited(state: CallStatus): boolean {
  return state === 'streaming' || state === 'requires_action' || state === 'running';
}

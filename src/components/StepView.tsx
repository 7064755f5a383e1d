import { createElement, memo, type ReactNode } from 'react';
import { useStepComponents } from '../react/InteractionProvider.tsx';
import type { CallStatus } from '../react/StepComponents.ts';
import type { StepEntry } from '../store/InteractionState.ts';
import { chooseCard, chooseStep } from './chooseComponent.ts';
import { recordOf, textOf } from './fields.ts';
import { callFamily, resultFamily } from './joinCalls.ts';
import { StepErrorBoundary } from './StepErrorBoundary.tsx';

export interface StepViewProps {
  /** A step by itself, or a call. */
  entry: StepEntry;
  /** What answers the call. */
  result?: StepEntry;
  /** Where the call stands. */
  status?: CallStatus;
}

/**
 * One row of a thread, drawn by the component that the providers name for it, else by the default one. Renders again only
 * when its own entries change.
 */
export const StepView = memo(function StepView({ entry, result, status }: StepViewProps): ReactNode {
  const components = useStepComponents();
  const { step, startedAt, argumentsText, argumentsError } = entry;
  const type = textOf(recordOf(step).type);
  const call = callFamily(type);
  const tool = call ?? resultFamily(type);
  const card = tool === undefined ? undefined : chooseCard(tool, step, result !== undefined, components);
  const stoppedAt = result?.stoppedAt ?? entry.stoppedAt;
  return (
    <StepErrorBoundary resetKeys={[entry, result, components]} value={step}>
      {card
        ? createElement(card, {
            ...(call === undefined ? { result: step } : { call: step, result: result?.step }),
            status,
            argumentsText,
            argumentsError,
            startedAt,
            stoppedAt,
          })
        : createElement(chooseStep(type, components), { step, status: entry.status, startedAt, stoppedAt })}
    </StepErrorBoundary>
  );
});

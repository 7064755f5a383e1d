import { createElement, memo, useCallback, useContext, type ReactNode } from 'react';
import { useStepComponents } from '../../react/InteractionProvider.tsx';
import type { FunctionCallProps, StepComponents } from '../../react/StepComponents.ts';
import type { FunctionCallAnswer } from '../../store/state/CallDecision.ts';
import type { InteractionFunctions } from '../../store/functions/InteractionFunction.ts';
import type { RowItem } from './arrangeRows.ts';
import { askOf } from './askOf.ts';
import { chooseCard, chooseStep } from './chooseComponent.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { callFamily, toolOf } from '../steps/joinCalls.ts';
import { StepErrorBoundary } from '../parts/StepErrorBoundary.tsx';
import { ThreadStore } from '../steps/ThreadStore.ts';
import { UnknownDeltas } from './UnknownDeltas.tsx';

export type StepViewProps = Omit<RowItem, 'key'>;

/**
 * One row of a thread, drawn by the component that the providers name for it, else by the one that the function brings
 * along, else by the default one, which stands in for one that suspends. Renders again only when its own entries, or what
 * was decided about them, change.
 */
export const StepView = memo(function StepView({
  entry,
  result,
  status,
  decision,
  format,
  byAgent,
}: StepViewProps): ReactNode {
  const components = useStepComponents();
  const options = useContext(ThreadStore)?.store.getOptions();
  const respond = useRespond(entry.key);
  const { step, argumentsText, argumentsError } = entry;
  const type = typeOf(step);
  const call = callFamily(type);
  const tool = toolOf(step);
  const times = timesOf(entry, result, decision);
  const isAsked = status === 'requires_action' && options?.transport !== undefined;
  const draw = (by: StepComponents, functions?: InteractionFunctions) => {
    const card = tool === undefined ? undefined : chooseCard(tool, step, result !== undefined, by, functions);
    return card
      ? createElement(card, {
          ...(call === undefined ? { result: step } : { call: step, result: result?.step ?? decision?.result }),
          status,
          argumentsText,
          argumentsError,
          ...times,
          ...(tool === 'function' && {
            decision,
            respond: isAsked ? respond : undefined,
            asks: call && options && askOf(step, options.functions, byAgent),
          }),
        })
      : createElement(chooseStep(type, by), {
          step,
          status: entry.status,
          ...times,
          ...(type === 'model_output' && { format }),
        });
  };
  const own = draw(components, options?.functions);
  const plain = draw({});
  const hasUnknown = Boolean(entry.unknownDeltas ?? result?.unknownDeltas);
  return (
    <>
      <StepErrorBoundary
        resetKeys={[entry, result, decision, components]}
        value={step}
        pending={own.type === plain.type ? undefined : plain}
      >
        {own}
      </StepErrorBoundary>
      {hasUnknown && <UnknownDeltas entry={entry} result={result} />}
    </>
  );
});

/** The same function as long as the row is of the same call. */
function useRespond(key: string): NonNullable<FunctionCallProps['respond']> {
  const store = useContext(ThreadStore)?.store;
  return useCallback(
    (answer: FunctionCallAnswer) => {
      store
        ?.getState()
        .respondToFunctionCall(key, answer)
        .catch(() => undefined);
    },
    [store, key],
  );
}

/** From the call to its result, or, where a function ran here, from its start to its end. How long people took is not said. */
function timesOf(entry: RowItem['entry'], result: RowItem['result'], decision: RowItem['decision']) {
  if (!decision) return { startedAt: entry.startedAt, stoppedAt: result?.stoppedAt ?? entry.stoppedAt };
  const { startedAt, stoppedAt } = decision;
  return { startedAt, stoppedAt: startedAt === undefined ? undefined : stoppedAt };
}

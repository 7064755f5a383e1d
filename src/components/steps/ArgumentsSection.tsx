import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { CallStatus } from '../../react/StepComponents.ts';
import type { CallArguments } from './useCallArguments.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { PanelSection } from './PanelSection.tsx';
import { ValueView } from '../json/ValueView.tsx';

export interface ArgumentsSectionProps {
  args: CallArguments;
  /** As they arrived. */
  text: string | undefined;
  /** Why they cannot be used. */
  error: string | undefined;
  status: CallStatus;
}

/** The arguments of a function call as names and values, while they arrive too; and what is wrong with them. */
export function ArgumentsSection({ args, text, error, status }: ArgumentsSectionProps): ReactNode {
  const { common, functionCall } = useLabels();
  const { value, growing, count, isEmpty, isPartial } = args;
  const isCut = isPartial && status !== 'streaming';
  if (error !== undefined && !isCut) {
    return (
      <PanelSection label={common.arguments}>
        <p className="ris-error-text">{functionCall.badArguments}</p>
        <p className="ris-hint">{error}</p>
        <FoldedText text={text ?? ''} mono />
      </PanelSection>
    );
  }
  if (isEmpty) return <p className="ris-hint">{emptyWords(functionCall, status, isCut)}</p>;
  return (
    <PanelSection label={common.arguments} raw={isPartial ? text : value}>
      <ValueView value={value} growing={growing} count={count} />
      {isCut && <p className="ris-hint">{functionCall.argumentsCut}</p>}
    </PanelSection>
  );
}

function emptyWords(
  words: { argumentsComing: string; argumentsMissing: string; noArguments: string },
  status: CallStatus,
  isCut: boolean,
): string {
  if (status === 'streaming') return words.argumentsComing;
  return status === 'interrupted' || isCut ? words.argumentsMissing : words.noArguments;
}

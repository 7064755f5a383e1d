import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepProps } from '../../react/StepComponents.ts';
import { Disclosure } from './Disclosure.tsx';
import { typeOf } from '../../protocol/Wire.ts';
import { JsonView } from '../parts/JsonView.tsx';

/** A step of a type that this version cannot draw: says so quietly, with its raw JSON on demand. */
export function UnknownStep({ step, status = 'done', startedAt: _, stoppedAt: __, ...rest }: StepProps): ReactNode {
  const labels = useLabels();
  return (
    <Disclosure
      {...rest}
      slot="unknown-step"
      state={status}
      row={{
        icon: 'unknown',
        verb: labels.unknown.step(typeOf(step)),
        note: status === 'interrupted' ? labels.status.interrupted : undefined,
      }}
      panel={<JsonView value={step} />}
    />
  );
}

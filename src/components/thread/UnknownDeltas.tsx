import type { ReactNode } from 'react';
import { isKnownStep } from '../../protocol/guards.ts';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { StepEntry } from '../../store/state/InteractionState.ts';
import { Disclosure } from '../steps/Disclosure.tsx';
import { typeOf } from '../../protocol/Wire.ts';
import { JsonView } from '../parts/JsonView.tsx';

/**
 * What came for a step in deltas that this version cannot draw, as raw JSON on demand: once the step is whole, and nothing of
 * it can push that down any more. An unknown step shows it itself.
 */
export function UnknownDeltas({ entry, result }: { entry: StepEntry; result?: StepEntry }): ReactNode {
  const { unknown } = useLabels();
  const deltas = [entry, result].flatMap((each) => (each && isKnownStep(each.step) ? (each.unknownDeltas ?? []) : []));
  if (deltas.length === 0 || entry.status === 'streaming') return null;
  const types = new Set(deltas.map(typeOf));
  return (
    <Disclosure
      slot="unknown-step"
      state={entry.status}
      row={{ icon: 'unknown', verb: unknown.content([...types].join(', ')) }}
      panel={<JsonView value={deltas.length === 1 ? deltas[0] : deltas} />}
    />
  );
}

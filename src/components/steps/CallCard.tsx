import type { ReactNode } from 'react';
import { useLabels } from '../../react/InteractionProvider.tsx';
import type { Verb } from '../../react/labels.ts';
import type { CallProps } from '../../react/StepComponents.ts';
import type { IconName } from '../parts/icons.tsx';
import { callRow, callStatus } from './callRow.ts';
import { Disclosure } from './Disclosure.tsx';

export interface CallCardProps extends CallProps {
  /** As of `Disclosure`. */
  slot: string;
  icon: IconName;
  verb: Verb;
  name?: string;
  detail: string | undefined;
  panel: ReactNode;
  children?: ReactNode;
}

/** What the cards of all tools of the server have in common. */
export function CallCard({
  icon,
  verb,
  name,
  detail,
  call: _call,
  result,
  status,
  startedAt,
  stoppedAt,
  argumentsText: _text,
  argumentsError: _error,
  ...rest
}: CallCardProps): ReactNode {
  const labels = useLabels();
  const state = callStatus(status, result);
  const row = { ...callRow(labels, state, verb, { startedAt, stoppedAt }), icon, name, detail };
  return <Disclosure {...rest} state={state} row={row} />;
}

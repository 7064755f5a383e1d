import type { CallStatus } from '../../react/StepComponents.ts';
import type { CallDecision } from '../../store/state/CallDecision.ts';
import type { StepEntry } from '../../store/state/InteractionState.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { recordOf } from '../parts/fields.ts';
import { callFamily } from '../steps/joinCalls.ts';
import type { ThreadPart } from './ThreadPart.ts';

/** Where the call in a row stands; nothing for a row that is none. */
export function rowStatus(
  entry: StepEntry,
  result: StepEntry | undefined,
  decision: CallDecision | undefined,
  part: Pick<ThreadPart, 'status' | 'outcome' | 'calls'>,
): CallStatus | undefined {
  const type = typeOf(entry.step);
  const answer = result ?? (type.endsWith('_result') ? entry : undefined);
  if (answer?.status === 'streaming') return 'running';
  if (answer) return endStatus(answer.step, decision) ?? answer.status;
  if (callFamily(type) === undefined) return undefined;
  if (entry.status !== 'done') return entry.status;
  if (decision?.status === 'answered') return endStatus(decision.result, decision) ?? 'done';
  if (decision && part.calls !== 'left') return decision.status === 'running' ? 'running' : 'requires_action';
  if (entry.argumentsError !== undefined) return 'error';
  if (part.status === 'requires_action' && type === 'function_call') return UNDECIDED[part.calls];
  if (part.outcome === 'finished') return 'done';
  return part.outcome === 'running' ? 'running' : 'interrupted';
}

const UNDECIDED = { asked: 'requires_action', taken: 'running', left: 'interrupted' } as const;

/** A denial is what the reader wanted, though the API has no other word for it than an error. */
function endStatus(result: unknown, decision: CallDecision | undefined): 'done' | 'error' | undefined {
  if (recordOf(result).is_error !== true) return undefined;
  return decision?.decided === 'denied' ? 'done' : 'error';
}

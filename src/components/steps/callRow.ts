import type { Labels, Verb } from '../../react/labels.ts';
import type { CallStatus } from '../../react/StepComponents.ts';
import type { Step } from '../../protocol/Step.ts';
import { durationOf, recordOf } from '../parts/fields.ts';
import type { StepRowContent } from './StepRow.tsx';

/** Where a call stands: as the caller says, else as the result does. */
export function callStatus(status: CallStatus | undefined, result: Step | undefined): CallStatus {
  return status ?? (recordOf(result).is_error === true ? 'error' : 'done');
}

/** When a call started and its result was whole, in ms since the epoch. */
interface Times {
  startedAt?: number;
  stoppedAt?: number;
}

/** What a call's row says by itself: the verb in the right tense, how it went, and how long it took to get a result, or has gone on by now. */
export function callRow(
  { status: words }: Labels,
  status: CallStatus,
  verb: Verb,
  { startedAt, stoppedAt }: Times,
): Pick<StepRowContent, 'verb' | 'active' | 'note' | 'noteTone' | 'duration' | 'since'> {
  switch (status) {
    case 'streaming':
    case 'running':
      return { verb: verb.active, active: true, since: startedAt };
    case 'requires_action':
      return { verb: verb.active, note: words.requiresAction, noteTone: 'accent' };
    case 'interrupted':
      return { verb: verb.done, note: words.interrupted };
    case 'error':
      return { verb: verb.done, note: words.error, noteTone: 'error', duration: durationOf(startedAt, stoppedAt) };
    default:
      return { verb: verb.done, duration: durationOf(startedAt, stoppedAt) };
  }
}

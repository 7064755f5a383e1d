import { isWire, typeOf } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import type { EndReason } from '../../react/StepComponents.ts';
import type { InteractionState, StepEntry } from '../../store/state/InteractionState.ts';
import type { RowItem } from './arrangeRows.ts';
import { errorWords } from './errorWords.ts';
import { listOf, recordOf, textOf } from '../parts/fields.ts';
import type { IconName } from '../parts/icons.tsx';
import type { NoticeTone } from '../parts/Notice.tsx';
import type { ThreadPart } from './ThreadPart.ts';

/** Takes it up where it broke off, sends the same again, or asks the model to go on. */
export type Remedy = 'resume' | 'retry' | 'continue';

/** One thing to say about the end of an interaction. */
export interface EndNotice {
  reason: EndReason;
  tone: NoticeTone;
  icon?: IconName;
  text: string;
  code?: string;
  error?: InteractionState['error'];
  /** What may help, the best first. */
  remedies?: readonly Remedy[];
}

/**
 * What to say under an interaction: how it ended if not well, or what it waits for. A call that waits for a decision says so
 * by itself.
 */
export function endNotices(part: ThreadPart, rows: readonly RowItem[], labels: Labels): EndNotice[] {
  const notices = [...outcomeNotices(part, labels), ...statusNotices(part, rows, labels)];
  if (notices.length === 0 && isUnanswered(part))
    return [{ reason: 'no_answer', tone: 'info', text: labels.notice.noAnswer, remedies: ['retry'] }];
  if (notices.length === 0 && isOther(part))
    return [{ reason: 'other', tone: 'info', text: labels.notice.otherStatus(part.status), remedies: ['retry'] }];
  return notices.filter(({ text }, at) => notices.findIndex((other) => other.text === text) === at);
}

function outcomeNotices(part: ThreadPart, labels: Labels): EndNotice[] {
  const { outcome, status, error, errors } = part;
  const { notice } = labels;
  const isLimit = error?.type === 'limit';
  switch (outcome) {
    case 'error':
      if (isLimit) return [{ reason: 'error', tone: 'error', error, ...errorWords(error, labels) }];
      return [{ reason: 'error', tone: 'error', error, ...errorWords(error, labels), remedies: remediesFor(part) }];
    case 'truncated':
      if (isLimit) return [{ reason: 'truncated', tone: 'warn', error, text: notice.limit, code: error.code }];
      return [{ reason: 'truncated', tone: 'warn', text: notice.truncated, remedies: ['resume', 'retry'] }];
    case 'stopped':
      return [{ reason: 'stopped', tone: 'info', icon: 'stopped', ...stoppedWords(part, notice) }];
    case 'finished':
      if (status === 'failed') return [];
      return error
        ? [{ reason: 'error', tone: 'warn', error, ...errorWords(error, labels) }]
        : errors.map((message) => ({ reason: 'error', tone: 'warn', text: notice.error(message) }));
    default:
      return [];
  }
}

/** Of what had not begun, nothing is kept. */
function stoppedWords({ entries }: ThreadPart, notice: Labels['notice']): Pick<EndNotice, 'text' | 'remedies'> {
  const isEmpty = entries.every(({ step }) => ['user_input', 'function_result'].includes(typeOf(step)));
  return isEmpty
    ? { text: notice.stoppedEmpty, remedies: ['resume', 'retry'] }
    : { text: notice.stopped, remedies: ['resume'] };
}

/** What a model said it failed at does not get better by asking for it again; what an agent does may go on all the same. */
function remediesFor({ error, isAgent }: ThreadPart): readonly Remedy[] {
  return error?.type === 'api' && !isAgent ? ['retry', 'resume'] : ['resume', 'retry'];
}

function statusNotices(part: ThreadPart, rows: readonly RowItem[], { notice, functionCall }: Labels): EndNotice[] {
  switch (part.status) {
    case 'failed':
      return failures(part, notice);
    case 'cancelled':
      return part.outcome === 'stopped'
        ? []
        : [{ reason: 'cancelled', tone: 'info', icon: 'stopped', text: notice.cancelled, remedies: ['retry'] }];
    case 'incomplete':
      return rows.some(isAnswer)
        ? [{ reason: 'incomplete', tone: 'warn', text: notice.incomplete, remedies: ['continue'] }]
        : [{ reason: 'incomplete', tone: 'warn', text: notice.incompleteEmpty, remedies: ['retry'] }];
    case 'budget_exceeded':
      return [{ reason: 'budget_exceeded', tone: 'warn', text: notice.budgetExceeded, remedies: ['continue'] }];
    case 'requires_action': {
      const names = namesOf(
        rows.filter(({ status, decision }) => status === 'requires_action' && !decision),
        functionCall,
      );
      return names === ''
        ? []
        : [{ reason: 'requires_action', tone: 'info', icon: 'waiting', text: notice.requiresAction(names) }];
    }
    case 'queued':
    case 'in_progress':
      return part.outcome === 'finished'
        ? [{ reason: 'in_progress', tone: 'info', icon: 'waiting', text: notice.inProgress, remedies: ['resume'] }]
        : [];
    default:
      return [];
  }
}

function failures({ errors, error }: ThreadPart, notice: Labels['notice']): EndNotice[] {
  const others = errors.filter((message) => !textOf(error?.message).includes(message));
  if (others.length > 0)
    return others.map((message) => ({
      reason: 'failed',
      tone: 'error',
      text: notice.failed(message),
      remedies: ['retry'],
    }));
  return error ? [] : [{ reason: 'failed', tone: 'error', text: notice.failedSilently, remedies: ['retry'] }];
}

/** Whether the API ended it without having sent a step, or with nothing but thoughts. Of bare steps that is not known. */
function isUnanswered({ outcome, status, entries }: ThreadPart): boolean {
  return outcome === 'finished' && status !== 'idle' && entries.every(saysNothing);
}

/** Whether the API ended it in a way that this version does not know. */
function isOther({ outcome, status }: ThreadPart): boolean {
  return outcome === 'finished' && !['idle', 'completed', 'requires_action'].includes(status);
}

function saysNothing(entry: StepEntry): boolean {
  const step = recordOf(entry.step);
  if (entry.unknownDeltas) return false;
  if (step.type === 'model_output') return listOf(step.content).every(isBlank) && !isWire(step.error);
  return ['user_input', 'function_result', 'thought'].includes(typeOf(step));
}

function isBlank(item: unknown): boolean {
  const { type, text } = recordOf(item);
  return type === 'text' && textOf(text).trim() === '';
}

/** Whether the row has something of an answer in it. */
export function isAnswer({ entry }: RowItem): boolean {
  const step = recordOf(entry.step);
  return step.type === 'model_output' && !listOf(step.content).every(isBlank);
}

/** The names of the functions that are called in these rows, each once. */
export function namesOf(rows: readonly RowItem[], { unnamed }: Labels['functionCall']): string {
  const names = rows.map(({ entry }) => textOf(recordOf(entry.step).name) || unnamed);
  return [...new Set(names)].join(', ');
}

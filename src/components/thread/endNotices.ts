import { isWire } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import type { EndReason } from '../../react/StepComponents.ts';
import type { InteractionState, StepEntry } from '../../store/state/InteractionState.ts';
import type { RowItem } from './arrangeRows.ts';
import { errorWords } from '../../react/errorWords.ts';
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
  /** The same for developers. */
  details?: string;
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
  const said = { error, ...errorWords(error, labels) };
  switch (outcome) {
    case 'error': {
      // What the API says of a failure in its own words is said below.
      if (status === 'failed' && errors.length > 0) return [];
      return [{ reason: 'error', tone: 'error', ...said, remedies: isLimit ? undefined : remediesFor(part) }];
    }
    case 'truncated':
      if (isLimit) return [{ reason: 'truncated', tone: 'warn', ...said }];
      return [{ reason: 'truncated', tone: 'warn', text: notice.truncated, remedies: ['resume', 'retry'] }];
    case 'stopped':
      return [{ reason: 'stopped', tone: 'info', icon: 'stopped', ...stoppedWords(part, notice) }];
    case 'finished':
      if (status === 'failed') return [];
      return error
        ? [{ reason: 'error', tone: 'warn', ...said }]
        : errors.map((text) => ({ reason: 'error', tone: 'warn', text }));
    default:
      return [];
  }
}

/** Of what had not begun, nothing is kept. */
function stoppedWords({ entries }: ThreadPart, notice: Labels['notice']): Pick<EndNotice, 'text' | 'remedies'> {
  const isEmpty = entries.every(({ step }) => ['user_input', 'function_result'].includes(textOf(recordOf(step).type)));
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
      // The error says why nobody answers them.
      if (part.error) return [];
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

function failures(part: ThreadPart, notice: Labels['notice']): EndNotice[] {
  const { errors, error } = part;
  const texts = errors.map((message) => notice.failed(message));
  if (texts.length === 0 && !error) texts.push(notice.errors.other);
  return texts.map((text) => ({ reason: 'failed', tone: 'error', text, error, remedies: remediesFor(part) }));
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
  return ['user_input', 'function_result', 'thought'].includes(textOf(step.type));
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

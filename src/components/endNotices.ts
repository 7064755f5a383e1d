import type { Labels } from '../react/labels.ts';
import type { RowItem } from './arrangeRows.ts';
import { errorWords } from './errorWords.ts';
import { listOf, recordOf, textOf } from './fields.ts';
import type { IconName } from './icons.tsx';
import type { NoticeTone } from './Notice.tsx';
import type { ThreadPart } from './ThreadPart.ts';

export type Remedy = 'resume' | 'retry';

/** One thing to say about the end of an interaction. */
export interface EndNotice {
  tone: NoticeTone;
  icon?: IconName;
  text: string;
  code?: string;
  /** What may help, the best first: to take it up where it broke off, or to send the same again. */
  remedies?: readonly Remedy[];
}

/**
 * What to say under an interaction: how it ended if not well, or what it waits for. A call that waits for a decision says so
 * by itself.
 */
export function endNotices(part: ThreadPart, rows: readonly RowItem[], labels: Labels): EndNotice[] {
  const notices = [...outcomeNotices(part, labels), ...statusNotices(part, rows, labels)];
  if (notices.length === 0 && isUnanswered(part))
    return [{ tone: 'info', text: labels.notice.noAnswer, remedies: ['retry'] }];
  return notices.filter(({ text }, at) => notices.findIndex((other) => other.text === text) === at);
}

function outcomeNotices(part: ThreadPart, labels: Labels): EndNotice[] {
  const { outcome, status, error, errors } = part;
  const { notice } = labels;
  switch (outcome) {
    case 'error':
      return [{ tone: 'error', ...errorWords(error, labels), remedies: remediesFor(part) }];
    case 'truncated':
      return [{ tone: 'warn', text: notice.truncated, remedies: ['resume', 'retry'] }];
    case 'stopped':
      return [{ tone: 'info', icon: 'stopped', text: notice.stopped, remedies: ['resume'] }];
    case 'finished':
      if (status === 'failed') return [];
      return error
        ? [{ tone: 'warn', ...errorWords(error, labels) }]
        : errors.map((message) => ({ tone: 'warn', text: notice.error(message) }));
    default:
      return [];
  }
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
      return part.outcome === 'stopped' ? [] : [{ tone: 'info', icon: 'stopped', text: notice.cancelled }];
    case 'incomplete':
      return [{ tone: 'warn', text: rows.some(isAnswer) ? notice.incomplete : notice.incompleteEmpty }];
    case 'budget_exceeded':
      return [{ tone: 'warn', text: notice.budgetExceeded }];
    case 'requires_action': {
      const names = namesOf(
        rows.filter(({ status, decision }) => status === 'requires_action' && !decision),
        functionCall,
      );
      return names === '' ? [] : [{ tone: 'info', icon: 'waiting', text: notice.requiresAction(names) }];
    }
    case 'queued':
    case 'in_progress':
      return part.outcome === 'finished' ? [{ tone: 'info', icon: 'waiting', text: notice.inProgress }] : [];
    default:
      return [];
  }
}

function failures({ errors, error }: ThreadPart, notice: Labels['notice']): EndNotice[] {
  const others = errors.filter((message) => !textOf(error?.message).includes(message));
  if (others.length > 0)
    return others.map((message) => ({ tone: 'error', text: notice.failed(message), remedies: ['retry'] }));
  return error ? [] : [{ tone: 'error', text: notice.failedSilently, remedies: ['retry'] }];
}

/** Whether the API ended it without having sent a single step. Of bare steps that is not known. */
function isUnanswered({ outcome, status, entries }: ThreadPart): boolean {
  const isOurs = ({ step }: ThreadPart['entries'][number]) =>
    ['user_input', 'function_result'].includes(textOf(recordOf(step).type));
  return outcome === 'finished' && status !== 'idle' && entries.every(isOurs);
}

/** Whether the row has something of an answer in it. */
function isAnswer({ entry }: RowItem): boolean {
  const step = recordOf(entry.step);
  return step.type === 'model_output' && listOf(step.content).length > 0;
}

/** The names of the functions that are called in these rows, each once. */
export function namesOf(rows: readonly RowItem[], { unnamed }: Labels['functionCall']): string {
  const names = rows.map(({ entry }) => textOf(recordOf(entry.step).name) || unnamed);
  return [...new Set(names)].join(', ');
}

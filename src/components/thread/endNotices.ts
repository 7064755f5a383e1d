import { isWire, typeOf } from '../../protocol/Wire.ts';
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
  if (notices.length === 0 && isUnanswered(part)) return [say('no_answer', 'info', labels.notice.noAnswer, ['retry'])];
  if (notices.length === 0 && isOther(part))
    return [say('other', 'info', labels.notice.otherStatus(part.status), ['retry'])];
  return notices.filter(({ text }, at) => notices.findIndex((other) => other.text === text) === at);
}

function say(
  reason: EndReason,
  tone: NoticeTone,
  text: string,
  remedies?: readonly Remedy[],
  icon?: IconName,
): EndNotice {
  return { reason, tone, text, remedies, icon };
}

function outcomeNotices(part: ThreadPart, labels: Labels): EndNotice[] {
  const { outcome, status, error, errors } = part;
  const { notice } = labels;
  const isLimit = error?.type === 'limit';
  const { text, details } = errorWords(error, labels);
  const failure = { reason: 'error', error, text: withKept(text, part, notice), details } as const;
  switch (outcome) {
    case 'error':
      // What the API says of a failure in its own words is said below.
      if (status === 'failed' && errors.length > 0) return [];
      return [{ ...failure, tone: 'error', remedies: isLimit ? undefined : remediesFor(part) }];
    case 'truncated':
      if (isLimit) return [{ ...failure, reason: 'truncated', tone: 'warn' }];
      return [
        {
          reason: 'truncated',
          tone: 'warn',
          text: withKept(notice.truncated, part, notice),
          remedies: isGone(error) ? ['retry'] : ['resume', 'retry'],
          ...(error && { error, details }),
        },
      ];
    case 'stopped':
      return hasBegun(part)
        ? [say('stopped', 'info', notice.stopped, ['resume'], 'stopped')]
        : [say('stopped', 'info', notice.stoppedEmpty, ['resume', 'retry'], 'stopped')];
    case 'finished':
      if (status === 'failed') return [];
      return error ? [{ ...failure, tone: 'warn' }] : errors.map((message) => say('error', 'warn', message));
    default:
      return [];
  }
}

function withKept(text: string, part: ThreadPart, { kept }: Labels['notice']): string {
  return hasBegun(part) ? `${text} ${kept}` : text;
}

/** Whether the server has none of it any more. */
function isGone(error: ThreadPart['error']): boolean {
  return error?.status === 404 || error?.status === 410;
}

/** Whether anything came; of what had not begun, nothing is kept. */
function hasBegun({ entries }: ThreadPart): boolean {
  return entries.some(({ step }) => !['user_input', 'function_result'].includes(typeOf(step)));
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
        : [say('cancelled', 'info', withKept(notice.cancelled, part, notice), ['retry'], 'stopped')];
    case 'incomplete':
      return rows.some(isAnswer)
        ? [say('incomplete', 'warn', notice.incomplete, ['continue'])]
        : [say('incomplete', 'warn', notice.incompleteEmpty, ['retry'])];
    case 'budget_exceeded':
      return [say('budget_exceeded', 'warn', notice.budgetExceeded, ['continue'])];
    case 'requires_action': {
      // The error says why nobody answers them.
      if (part.error) return [];
      const undecided = rows.filter(({ status, decision }) => status === 'requires_action' && !decision);
      const names = namesOf(undecided, functionCall);
      return names === '' ? [] : [say('requires_action', 'info', notice.requiresAction(names), undefined, 'waiting')];
    }
    case 'queued':
    case 'in_progress':
      return part.outcome === 'finished' ? [say('in_progress', 'info', notice.inProgress, ['resume'], 'waiting')] : [];
    default:
      return [];
  }
}

function failures(part: ThreadPart, notice: Labels['notice']): EndNotice[] {
  const { errors, error } = part;
  const texts = errors.length > 0 || error ? errors.map((message) => notice.failed(message)) : [notice.errors.other];
  return texts.map((text) => ({ ...say('failed', 'error', text, remediesFor(part)), error }));
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

import { typeOf } from '../../protocol/Wire.ts';
import type { Labels } from '../../react/labels.ts';
import type { CallDecisionStatus } from '../../store/state/CallDecision.ts';
import { lastIndexWhere } from '../../store/reducer/lastIndexWhere.ts';
import type { RowItem } from './arrangeRows.ts';
import { endOf, isRunning, isWorking, type Turn } from './arrangeThread.ts';
import { endNotices, isAnswer, namesOf } from './endNotices.ts';
import { recordOf, textOf } from '../parts/fields.ts';
import { foldText } from '../parts/foldText.ts';
import { toolOf } from '../steps/joinCalls.ts';

/**
 * What a screen reader should know of a thread now: what is being done, that the answer is there, or what went wrong. Says
 * nothing while the answer is being written.
 */
export function announcement(turns: readonly Turn[], labels: Labels): string {
  const turn = turns.at(-1);
  const end = turn && endOf(turn);
  if (!end) return '';
  const { part, rows } = end;
  if (part.isReconnecting) return labels.notice.reconnecting;
  if (part.isAskingAgain) return labels.notice.askingAgain;
  if (part.outcome === 'running')
    return part.status === 'queued' ? labels.notice.queued : activity(rows.at(-1), labels);
  if (isWorking(turn)) return activity(rows[lastIndexWhere(rows, ({ status }) => status === 'running')], labels);
  const quiet = endNotices(part, rows, labels).filter(({ tone }) => tone !== 'error');
  if (alarm(turns, labels) !== '') return '';
  const notices = [...quiet.map(({ text }) => foldText(text)), ...questions(rows, labels)];
  if (notices.length > 0) return notices.join(' ');
  if (part.outcome !== 'finished' || rows.length === 0 || isRunning(turn)) return '';
  return rows.some(isAnswer) ? labels.announce.answerReady : labels.notice.noAnswer;
}

/** The errors with which a thread has ended. A screen reader says them at once. */
export function alarm(turns: readonly Turn[], labels: Labels): string {
  const end = turns.length > 0 && endOf(turns.at(-1) as Turn);
  if (!end || end.part.outcome === 'running') return '';
  const errors = endNotices(end.part, end.rows, labels).filter(({ tone }) => tone === 'error');
  return errors.map(({ text }) => foldText(text)).join(' ');
}

/** What the calls wait for that somebody has to decide about. */
function questions(rows: readonly RowItem[], { announce, notice, functionCall }: Labels): string[] {
  const namesWith = (stage: CallDecisionStatus) => {
    const asking = rows.filter(({ status, decision }) => status === 'requires_action' && decision?.status === stage);
    return namesOf(asking, functionCall);
  };
  const [toApprove, toAnswer] = [namesWith('needs_approval'), namesWith('needs_result')];
  return [toApprove && announce.needsApproval(toApprove), toAnswer && notice.requiresAction(toAnswer)].filter(Boolean);
}

/** What is being done in a row, in words; nothing if it is nothing to speak of. */
export function activity(row: RowItem | undefined, labels: Labels): string {
  if (!row) return '';
  const { step } = row.entry;
  const name = textOf(recordOf(step).name);
  if (typeOf(step) === 'thought') return row.entry.status === 'streaming' ? labels.thought.active : '';
  const tool = toolOf(step);
  if (tool === undefined || (row.status !== 'streaming' && row.status !== 'running')) return '';
  if (tool === 'google_search') return labels.search.active;
  if (tool === 'function') {
    return labels.announce.running(labels.functionCall.active, name || labels.functionCall.unnamed);
  }
  if (tool !== 'other' && Object.hasOwn(labels.tools, tool)) {
    const verb = labels.tools[tool] ?? labels.tools.other;
    return name === '' ? verb.active : labels.announce.running(verb.active, name);
  }
  return labels.announce.running(labels.tools.other.active, tool);
}

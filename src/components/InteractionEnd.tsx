import type { ReactNode } from 'react';
import { useLabels } from '../react/InteractionProvider.tsx';
import type { Labels } from '../react/labels.ts';
import { lastIndexWhere } from '../store/lastIndexWhere.ts';
import type { EndItem } from './arrangeThread.ts';
import { endNotices } from './endNotices.ts';
import { recordOf } from './fields.ts';
import { Notice } from './Notice.tsx';
import { RemedyButton } from './RemedyButton.tsx';
import { StepRow, type StepRowContent } from './StepRow.tsx';
import type { ThreadPart } from './ThreadPart.ts';

/** What stands under an interaction's steps: a sign of life while nothing else moves, or how it ended if not well. */
export function InteractionEnd({ part, rows }: Omit<EndItem, 'key'>): ReactNode {
  const labels = useLabels();
  if (part.outcome === 'running') {
    if (!isWaiting(part, rows)) return null;
    return (
      <div className="ris-pending" data-slot="pending">
        <StepRow {...pendingRow(part, labels)} active />
      </div>
    );
  }
  const notices = endNotices(part, rows, labels);
  const last = lastIndexWhere(notices, ({ remedies }) => remedies !== undefined);
  return notices.map(({ tone, icon, text, code, remedies }, at) => (
    <Notice
      key={text}
      {...{ tone, icon, code }}
      action={part.isLast && at === last && <RemedyButton remedies={remedies} />}
    >
      {text}
    </Notice>
  ));
}

/** Whether nothing shows that something still comes: no row streams or runs, and none is an answer just written. */
function isWaiting({ isReconnecting, isAgent }: ThreadPart, rows: EndItem['rows']): boolean {
  if (isReconnecting) return true;
  const last = rows.at(-1);
  if (rows.some(({ entry, status }) => entry.status === 'streaming' || status === 'running')) return false;
  return isAgent || last === undefined || recordOf(last.entry.step).type !== 'model_output';
}

/** What it waits for, and, where it is the model or the agent that takes its time, for how long by now. */
function pendingRow({ status, isReconnecting, isAgent, startedAt }: ThreadPart, { notice }: Labels): StepRowContent {
  if (isReconnecting) return { icon: 'waiting', verb: notice.reconnecting };
  if (status === 'queued') return { icon: 'waiting', verb: notice.queued, since: startedAt };
  return { icon: 'thought', verb: isAgent ? notice.working : notice.waiting, since: startedAt };
}

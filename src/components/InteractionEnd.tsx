import type { ReactNode } from 'react';
import { useLabels } from '../react/InteractionProvider.tsx';
import type { EndItem } from './arrangeThread.ts';
import { endNotices } from './endNotices.ts';
import { recordOf } from './fields.ts';
import { Notice } from './Notice.tsx';
import { StepRow } from './StepRow.tsx';

export interface InteractionEndProps extends Pick<EndItem, 'part' | 'rows'> {
  /** Offered under the last interaction, where trying again may help. */
  onRetry?: () => void;
}

/** What stands under an interaction's steps: a sign of life while nothing else moves, or how it ended if not well. */
export function InteractionEnd({ part, rows, onRetry }: InteractionEndProps): ReactNode {
  const labels = useLabels();
  if (part.outcome === 'running') {
    if (!isWaiting(rows)) return null;
    const queued = part.status === 'queued';
    return (
      <div className="ris-pending" data-slot="pending">
        <StepRow
          icon={queued ? 'waiting' : 'thought'}
          verb={queued ? labels.notice.queued : labels.notice.waiting}
          active
        />
      </div>
    );
  }
  const notices = endNotices(part, rows, labels);
  const last = notices.map(({ retry }) => retry === true).lastIndexOf(true);
  return notices.map(({ tone, icon, text, code }, at) => (
    <Notice key={text} {...{ tone, icon, code }} onRetry={part.isLast && at === last ? onRetry : undefined}>
      {text}
    </Notice>
  ));
}

/** Whether nothing shows that something still comes: no row streams or runs, and none is an answer just written. */
function isWaiting(rows: EndItem['rows']): boolean {
  const last = rows.at(-1);
  if (rows.some(({ entry, status }) => entry.status === 'streaming' || status === 'running')) return false;
  return last === undefined || recordOf(last.entry.step).type !== 'model_output';
}

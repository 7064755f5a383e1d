import type { ReactNode } from 'react';
import { useLabels, useStepComponents } from '../../react/InteractionProvider.tsx';
import type { Labels } from '../../react/labels.ts';
import { lastIndexWhere } from '../../store/reducer/lastIndexWhere.ts';
import { activity } from './announcement.ts';
import type { RowItem } from './arrangeRows.ts';
import type { EndItem } from './arrangeThread.ts';
import { type EndNotice, endNotices } from './endNotices.ts';
import { typeOf } from '../../protocol/Wire.ts';
import { FoldedText } from '../parts/FoldedText.tsx';
import { foldText } from '../parts/foldText.ts';
import { Notice } from '../parts/Notice.tsx';
import { RemedyButton } from './RemedyButton.tsx';
import { StepErrorBoundary } from '../parts/StepErrorBoundary.tsx';
import { StepRow, type StepRowContent } from '../steps/StepRow.tsx';
import type { ThreadPart } from './ThreadPart.ts';

/**
 * What stands under an interaction's steps: what is being done now, unless the last row says it, or how it ended if not
 * well.
 */
export function InteractionEnd({ part, rows }: Omit<EndItem, 'key'>): ReactNode {
  const labels = useLabels();
  if (part.outcome === 'running') {
    const row = pendingRow(part, rows, labels);
    // Another element after each row: none that moves.
    return (
      row && (
        <div className="ris-pending" data-slot="pending" key={rows.length}>
          <StepRow row={{ ...row, active: true }} />
        </div>
      )
    );
  }
  const notices = endNotices(part, rows, labels);
  const last = lastIndexWhere(notices, ({ remedies }) => remedies !== undefined);
  return notices.map((notice, at) => (
    <EndNoticeView
      key={notice.text}
      notice={notice}
      action={part.isLast && at === last && <RemedyButton remedies={notice.remedies} />}
    />
  ));
}

function EndNoticeView({ notice, action }: { notice: EndNotice; action: ReactNode }): ReactNode {
  const { notice: Own } = useStepComponents();
  const { reason, tone, icon, text, details, error } = notice;
  const words = foldText(text) === text ? text : <FoldedText text={text} />;
  const plain = <Notice {...{ tone, icon, details, action }}>{words}</Notice>;
  if (!Own) return plain;
  return (
    <StepErrorBoundary resetKeys={[text, Own]} value={notice} pending={plain}>
      <Own {...{ reason, tone, error, action }}>{words}</Own>
    </StepErrorBoundary>
  );
}

/**
 * What it waits for, and, where it is the model or the agent that takes its time, for how long by now. Nothing where the
 * last row streams or runs, or is an answer just written.
 */
function pendingRow(part: ThreadPart, rows: EndItem['rows'], labels: Labels): StepRowContent | undefined {
  const { notice } = labels;
  if (part.isReconnecting) return { icon: 'waiting', verb: notice.reconnecting };
  if (part.isAskingAgain) return { icon: 'waiting', verb: notice.askingAgain, since: part.startedAt };
  const last = rows.at(-1);
  if (last && isActive(last)) return undefined;
  const busy = rows[lastIndexWhere(rows, isActive)];
  if (busy) {
    const verb = activity(busy, labels);
    return verb === '' ? undefined : { icon: 'waiting', verb };
  }
  if (!part.isAgent && last && typeOf(last.entry.step) === 'model_output') return undefined;
  if (part.status === 'queued') return { icon: 'waiting', verb: notice.queued, since: part.startedAt };
  return { icon: 'thought', verb: part.isAgent ? notice.working : notice.waiting, since: part.startedAt };
}

function isActive({ entry, status }: RowItem): boolean {
  return entry.status === 'streaming' || status === 'running';
}

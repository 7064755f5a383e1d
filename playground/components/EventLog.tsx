import { InteractionProvider, InteractionScroll, type LabelsOverride } from '../../src/index.ts';
import type { Session } from '../createSession.ts';
import { formatSize } from '../formatSize.ts';
import { useTape } from '../useTape.ts';
import { EventRow } from './EventRow.tsx';

/** As many rows as stay quick to lay out. */
const MAX_ROWS = 2000;
const LABELS: LabelsOverride = { scroll: { region: 'Event log', jump: 'Go to the newest event' } };

/** Every event as it came, beside the steps that it became. A click goes back to it. */
export function EventLog({ session, at }: { session: Session; at: number | undefined }) {
  const { rows } = useTape(session.tape);
  const size = rows.reduce((sum, row) => sum + row.size, 0);
  const end = Math.min(rows.length, Math.max(MAX_ROWS, at === undefined ? rows.length : at + MAX_ROWS / 2));
  const shown = rows.slice(Math.max(0, end - MAX_ROWS), end);
  return (
    <section className="pg-section pg-log" aria-labelledby="log-title">
      <div className="pg-section-head">
        <h2 id="log-title">Events</h2>
        {rows.length > 0 && (
          <span className="pg-muted" dir="ltr">
            {rows.length} · {formatSize(size)}
          </span>
        )}
      </div>
      <InteractionProvider labels={LABELS}>
        <InteractionScroll className="pg-log-scroller">
          <ol className="pg-events" dir="ltr" start={(shown[0]?.number ?? 0) + 1}>
            {shown.map((row) => (
              <EventRow key={row.number} row={row} isCurrent={row.number + 1 === at} onPick={session.scrub} />
            ))}
          </ol>
          {rows.length === 0 && (
            <p className="pg-muted" dir="auto">
              Nothing has arrived yet.
            </p>
          )}
        </InteractionScroll>
      </InteractionProvider>
    </section>
  );
}

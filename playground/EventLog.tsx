import { memo, useState, useSyncExternalStore } from 'react';
import type { EventLog as EventLogStore, LoggedEvent } from './createEventLog.ts';
import { formatSize } from './formatSize.ts';
import { useStickToBottom } from './useStickToBottom.ts';

/** As many rows as stay quick to lay out. */
const MAX_ROWS = 2000;
/** Characters of an event's JSON that are shown. */
const MAX_JSON = 20_000;

/** Every event as it came, beside the steps that it became. */
export function EventLog({ log }: { log: EventLogStore }) {
  const events = useSyncExternalStore(log.subscribe, log.getEvents);
  const { ref } = useStickToBottom();
  const size = events.reduce((sum, event) => sum + event.size, 0);
  const shown = events.slice(-MAX_ROWS);
  return (
    <section className="pg-section pg-log" aria-labelledby="log-title">
      <div className="pg-section-head">
        <h2 id="log-title">Events</h2>
        {events.length > 0 && (
          <span className="pg-muted">
            {events.length} · {formatSize(size)}
          </span>
        )}
      </div>
      <div className="pg-log-scroller" ref={ref} tabIndex={0}>
        <ol className="pg-events" start={(shown[0]?.number ?? 0) + 1}>
          {shown.map((event) => (
            <EventRow key={event.number} {...event} />
          ))}
        </ol>
        {events.length === 0 && <p className="pg-muted">Nothing has arrived yet.</p>}
      </div>
    </section>
  );
}

const EventRow = memo(function EventRow({ time, event, size }: LoggedEvent) {
  const [isOpen, setOpen] = useState(false);
  const index = 'index' in event && typeof event.index === 'number' ? event.index : undefined;
  return (
    <li className="pg-event">
      <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
        <summary>
          <span className="pg-event-time">{(time / 1000).toFixed(2)}</span>
          <span className="pg-event-type">{event.event_type}</span>
          <span className="pg-event-detail">{detailOf(event)}</span>
          {index !== undefined && <span className="pg-event-index">{index}</span>}
          <span className="pg-event-size">{formatSize(size)}</span>
        </summary>
        {isOpen && (
          <pre ref={showWhole} tabIndex={0}>
            {toJson(event)}
          </pre>
        )}
      </details>
    </li>
  );
});

function showWhole(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** The one word that tells events of a type apart. */
function detailOf(event: LoggedEvent['event']): string {
  const { delta, step, status, interaction } = event as { [key: string]: unknown };
  const words = [delta, step].map((part) => (part as { type?: unknown } | undefined)?.type);
  const word = [...words, status, (interaction as { status?: unknown } | undefined)?.status].find(Boolean);
  return typeof word === 'string' ? word : '';
}

function toJson(event: unknown): string {
  const json = JSON.stringify(event, null, 2);
  return json.length > MAX_JSON ? `${json.slice(0, MAX_JSON)}…` : json;
}

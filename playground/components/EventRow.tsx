import { memo, useEffect, useRef, useState } from 'react';
import { formatSize } from '../formatSize.ts';
import { rowDetail, rowKind, rowType } from '../rowWords.ts';
import type { TapeRow } from '../tape/Tape.ts';

/** Characters of an event's JSON that are shown. */
const MAX_JSON = 20_000;

interface EventRowProps {
  row: TapeRow;
  /** The last of those that are shown. */
  isCurrent: boolean;
  onPick: (count: number) => void;
}

export const EventRow = memo(function EventRow({ row, isCurrent, onPick }: EventRowProps) {
  const [isOpen, setOpen] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const { number, time, size, event, problem } = row;
  const index = event && 'index' in event && typeof event.index === 'number' ? event.index : undefined;

  useEffect(() => {
    if (isCurrent) showWhole(item.current);
  }, [isCurrent]);

  return (
    <li className="pg-event" ref={item} aria-current={isCurrent || undefined} data-kind={rowKind(row)}>
      <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
        <summary onClick={() => !isOpen && onPick(number + 1)}>
          <span className="pg-event-time">{(time / 1000).toFixed(2)}</span>
          <span className="pg-event-type">{rowType(row)}</span>
          <span className="pg-event-detail">{rowDetail(row)}</span>
          {index !== undefined && <span className="pg-event-index">{index}</span>}
          <span className="pg-event-size">{formatSize(size)}</span>
        </summary>
        {isOpen && (
          <pre ref={showWhole} tabIndex={0} dir="ltr">
            {event ? toJson(event) : problem}
          </pre>
        )}
      </details>
    </li>
  );
});

function showWhole(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function toJson(event: unknown): string {
  const json = JSON.stringify(event, null, 2);
  return json.length > MAX_JSON ? `${json.slice(0, MAX_JSON)}…` : json;
}

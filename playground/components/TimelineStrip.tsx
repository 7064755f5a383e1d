import { memo, useMemo, type PointerEvent } from 'react';
import { type RowKind, rowKind } from '../rowWords.ts';
import type { TapeRow } from '../tape/Tape.ts';
import { timelinePlaces } from '../timelinePlaces.ts';

interface TimelineStripProps {
  rows: readonly TapeRow[];
  /** How many rows are shown. */
  at: number;
  onScrub: (count: number) => void;
}

const HEIGHT = 28;

/** Every event as a stroke: where it stands in time, and how large it is. The slider below does the same by keyboard. */
export function TimelineStrip({ rows, at, onScrub }: TimelineStripProps) {
  const places = useMemo(() => timelinePlaces(rows), [rows]);
  const scrub = (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    if (event.buttons !== 1 || rows.length === 0) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const place = (event.clientX - left) / width;
    onScrub(places.filter((candidate) => candidate <= place).length);
  };
  const shown = at === 0 ? 0 : (places[at - 1] ?? 1);
  return (
    <div
      className="pg-strip"
      aria-hidden="true"
      data-empty={rows.length === 0 || undefined}
      style={{ '--at': `${100 * (at === rows.length ? 1 : shown)}%` } as object}
      onPointerDown={scrub}
      onPointerMove={scrub}
    >
      <Strokes rows={rows} places={places} />
    </div>
  );
}

const Strokes = memo(function Strokes({ rows, places }: { rows: readonly TapeRow[]; places: readonly number[] }) {
  const paths = new Map<RowKind, string>();
  rows.forEach((row, at) => {
    const height = Math.min(HEIGHT, 2 + 3 * Math.log2(1 + row.size / 32));
    const stroke = `M${((places[at] ?? 0) * 1000).toFixed(1)} ${HEIGHT}v${(-height).toFixed(1)}`;
    paths.set(rowKind(row), (paths.get(rowKind(row)) ?? '') + stroke);
  });
  return (
    <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none">
      {[...paths].map(([kind, path]) => (
        <path key={kind} data-kind={kind} d={path} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
});

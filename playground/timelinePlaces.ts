import type { TapeRow } from './tape/Tape.ts';

/** Milliseconds that a pause between two requests takes up at most: a reader who thinks would squeeze all the rest. */
const PAUSE = 400;

/** Where each row stands on the timeline, from 0 to 1: by its time, or evenly where all came at once. */
export function timelinePlaces(rows: readonly TapeRow[]): readonly number[] {
  const times = timelineTimes(rows);
  const total = times.at(-1) ?? 0;
  return total > 0 ? times.map((time) => time / total) : rows.map((_, at) => at / Math.max(1, rows.length - 1));
}

/** Milliseconds from the first row to each, without the time in which only the reader thought. */
export function timelineTimes(rows: readonly TapeRow[]): readonly number[] {
  let total = 0;
  return rows.map(({ time, request }, at) => {
    const before = rows[at - 1];
    const gap = before ? Math.max(0, time - before.time) : 0;
    total += before && before.request !== request ? Math.min(gap, PAUSE) : gap;
    return total;
  });
}

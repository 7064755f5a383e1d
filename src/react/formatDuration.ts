/**
 * A duration in milliseconds in words: `0.4 s`, `2.4 s`, `48 s`, `3 min 12 s`, `1 h 4 min`. A negative or unknown one is
 * `0 s`: clocks differ and go back.
 */
export function formatDuration(milliseconds: number): string {
  const tenths = Number.isFinite(milliseconds) ? Math.max(0, Math.round(milliseconds / 100)) : 0;
  if (tenths < 100) return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(tenths / 10);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return withRest(`${minutes} min`, seconds % 60, 's');
  return withRest(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min');
}

function withRest(whole: string, rest: number, unit: string): string {
  return rest === 0 ? whole : `${whole} ${rest} ${unit}`;
}

const UNITS = ['B', 'KB', 'MB', 'GB'];

/** A size in bytes in words, in steps of 1,000 as files are shown: `512 B`, `48 KB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  let value = Number.isFinite(bytes) ? Math.max(0, bytes) : 0;
  let unit = 0;
  while (Math.round(value) >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const tenths = Math.round(value * 10) / 10;
  const short = unit > 0 && tenths < 10 ? tenths : Math.round(value);
  return `${short} ${UNITS[unit]}`;
}

/** A place in a recording, from milliseconds: `0:03`, `12:40`, `1:02:09`. A negative or unknown one is `0:00`. */
export function formatTimestamp(milliseconds: number): string {
  const seconds = Number.isFinite(milliseconds) ? Math.max(0, Math.floor(milliseconds / 1000)) : 0;
  const twoDigits = (count: number) => String(count % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const clock = minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${twoDigits(minutes)}`;
  return `${clock}:${twoDigits(seconds)}`;
}

import { formatTape } from './tape/formatTape.ts';
import type { TapeView } from './tape/Tape.ts';

/** Downloads a tape as an `.sse` file. */
export function saveTape(tape: TapeView, name = 'thread'): void {
  const url = URL.createObjectURL(formatTape(tape));
  const time = new Date(tape.startedAt).toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
  Object.assign(document.createElement('a'), { href: url, download: `${name}-${time}.sse` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

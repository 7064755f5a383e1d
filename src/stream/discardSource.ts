import type { InteractionSource } from './InteractionSource.ts';
import { readSource } from './readSource.ts';

/** Closes a source that nobody is going to read, now or when it is there. Never throws. */
export function discardSource(source: InteractionSource | Promise<InteractionSource>): void {
  const options = { onEvents: () => undefined, signal: AbortSignal.abort() };
  Promise.resolve(source)
    .then((opened) => readSource(opened, options))
    .catch(() => undefined);
}

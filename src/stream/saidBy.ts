import { isWire } from '../protocol/Wire.ts';

/** What a thrown value says of itself: an error's message, or a text. `''` for whatever else may be thrown. */
export function saidBy(thrown: unknown): string {
  const message = isWire(thrown) ? thrown.message : thrown;
  return typeof message === 'string' ? message : '';
}

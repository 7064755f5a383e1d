import { isWire } from '../protocol/Wire.ts';
import { excerptOf } from './redactKeys.ts';

/** What a thrown value says of itself: an error's message, or a text. `''` for whatever else may be thrown. */
export function saidBy(thrown: unknown): string {
  const message = isWire(thrown) ? thrown.message : thrown;
  return typeof message === 'string' ? message : '';
}

/** The same as part of a sentence, in brackets, with a space before them; `''` where it says nothing. */
export function saidInBrackets(thrown: unknown): string {
  const said = excerptOf(saidBy(thrown), 200);
  return said && ` (${said})`;
}

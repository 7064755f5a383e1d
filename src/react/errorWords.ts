import { errorKind } from '../stream/errorKind.ts';
import type { InteractionStreamErrorData } from '../stream/InteractionStreamError.ts';
import type { Labels } from './labels.ts';

/** What an error says to readers, and behind it to developers. */
export function errorWords(
  error: InteractionStreamErrorData | null | undefined,
  { notice }: Labels,
): { text: string; details: string | undefined } {
  const said: readonly unknown[] = [error?.message, error?.code];
  const details = said.find((words): words is string => typeof words === 'string' && words.trim() !== '');
  return { text: notice.errors[error ? errorKind(error) : 'other'], details };
}

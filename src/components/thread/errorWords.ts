import type { Labels } from '../../react/labels.ts';
import type { InteractionState } from '../../store/state/InteractionState.ts';
import { textOf } from '../parts/fields.ts';

/** An error in its own sentence, and beside it the API's code, unless the sentence says that too. */
export function errorWords(
  error: InteractionState['error'] | null,
  { notice }: Labels,
): { text: string; code: string | undefined } {
  const message = textOf(error?.message).trim();
  const text = message === '' ? notice.unknownError : notice.error(message, error ?? undefined);
  const code = textOf(error?.code);
  return { text, code: code === '' || text.includes(code) ? undefined : code };
}

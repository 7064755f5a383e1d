import type { DraftEntry } from './InteractionDraft.ts';
import { listField } from './listField.ts';
import { BREAKS_OFF } from './settleArguments.ts';
import { settleStep } from './settleStep.ts';

/** Up to this many characters a step is made whole again with every late delta. */
const SMALL = 4096;

/** How far a step has come in what is made whole only at its end: characters of JSON text, pieces of media. */
export function collectedOf({ argumentsText = '', pendingData = [] }: DraftEntry): { text: number; pieces: number } {
  return { text: argumentsText.length, pieces: pendingData.length };
}

/**
 * Makes a step whole again after a delta that came late, when it had stopped. To read all of it with each of them would cost
 * the square of its length: what is long is read again once it has grown by half, and when the interaction ends. Until then
 * its arguments break off, so that nobody runs the call on a part of them.
 *
 * @param before What {@link collectedOf} gave before the delta.
 */
export function settleLate(entry: DraftEntry, before: ReturnType<typeof collectedOf>): void {
  const { text, pieces } = collectedOf(entry);
  if (pieces < before.pieces) delete entry.unsettled;
  const isLonger = text > before.text;
  const last = pieces > before.pieces ? (entry.pendingData?.at(-1)?.length ?? 0) : 0;
  const added = (isLonger ? text - before.text : 0) + last;
  if (added === 0) return;
  const unsettled = (entry.unsettled ?? 0) + added;
  const size = text + mediaSize(entry);
  if (size <= SMALL || unsettled >= size / 2) return settleStep(entry);
  entry.unsettled = unsettled;
  if (isLonger) entry.argumentsError = BREAKS_OFF;
}

/** The characters of the last item that are in it already. */
function mediaSize({ step }: DraftEntry): number {
  const items: unknown = step[listField(step)];
  const item: unknown = Array.isArray(items) ? items.at(-1) : undefined;
  return typeof item === 'object' && item !== null && 'data' in item && typeof item.data === 'string'
    ? item.data.length
    : 0;
}

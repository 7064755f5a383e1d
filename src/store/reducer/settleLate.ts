import type { DraftEntry } from './InteractionDraft.ts';
import { BREAKS_OFF, settleArguments } from './settleArguments.ts';
import { joinedData, settleMedia } from './settleMedia.ts';

/** Up to this many characters a step is made whole again with every late delta. */
const SMALL = 4096;

/**
 * Makes a step whole again after a delta that came late, when it had stopped. To read all of it with each of them would cost
 * the square of its length: what is long is read again once it has grown by half, and when the interaction ends. Until then
 * its arguments break off, so that nobody runs the call on a part of them.
 *
 * @param before How long its arguments were before the delta, in characters.
 */
export function settleLate(entry: DraftEntry, before: number, jsonDepth: number): void {
  if ((joinedData(entry)?.length ?? 0) <= SMALL) settleMedia(entry);
  const length = entry.argumentsText?.length ?? 0;
  if (length === before) return;
  const unsettled = (entry.unsettled ?? 0) + length - before;
  if (length > SMALL && unsettled < length / 2) {
    entry.unsettled = unsettled;
    entry.argumentsError = BREAKS_OFF;
    return;
  }
  delete entry.unsettled;
  settleArguments(entry, jsonDepth);
}

/** Whether something came late that is not read yet. */
export function isUnsettled({ unsettled, pendingData }: Pick<DraftEntry, 'unsettled' | 'pendingData'>): boolean {
  return unsettled !== undefined || pendingData !== undefined;
}

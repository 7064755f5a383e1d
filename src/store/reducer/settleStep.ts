import type { DraftEntry } from './InteractionDraft.ts';
import { settleArguments } from './settleArguments.ts';
import { settleMedia } from './settleMedia.ts';

/** Makes whole what was only collected while the step streamed. */
export function settleStep(entry: DraftEntry, jsonDepth: number): void {
  delete entry.unsettled;
  settleMedia(entry);
  settleArguments(entry, jsonDepth);
}

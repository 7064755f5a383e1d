import { isWire } from '../../protocol/Wire.ts';
import type { DraftEntry } from './InteractionDraft.ts';
import { joinBase64 } from './joinBase64.ts';
import { listField } from './listField.ts';

/** Joins an entry's pending pieces into its last item. */
export function settleMedia(entry: DraftEntry): void {
  const { pendingData, step } = entry;
  const data = joinedData(entry);
  if (!pendingData || data === undefined) return;
  delete entry.pendingData;
  const items = step[listField(step)] as readonly object[];
  step[listField(step)] = [...items.slice(0, -1), { ...items.at(-1), data: joinBase64([data, pendingData]) }];
}

/** The base64 of the last item that is in it already. */
export function joinedData({ step }: Pick<DraftEntry, 'step'>): string | undefined {
  const items: unknown = step[listField(step)];
  const item: unknown = Array.isArray(items) ? items.at(-1) : undefined;
  return isWire(item) && typeof item.data === 'string' ? item.data : undefined;
}

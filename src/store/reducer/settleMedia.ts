import type { DraftEntry } from './InteractionDraft.ts';
import { joinBase64 } from './joinBase64.ts';
import { listField } from './listField.ts';

/** Joins an entry's pending pieces into its last item. */
export function settleMedia(entry: DraftEntry): void {
  const { pendingData, step } = entry;
  if (!pendingData) return;
  const items: unknown = step[listField(step)];
  const item: unknown = Array.isArray(items) ? items.at(-1) : undefined;
  if (typeof item !== 'object' || item === null || !('data' in item) || typeof item.data !== 'string') return;
  delete entry.pendingData;
  const whole = { ...item, data: joinBase64([item.data, pendingData]) };
  step[listField(step)] = [...(items as unknown[]).slice(0, -1), whole];
}

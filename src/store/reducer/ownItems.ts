import { isWire } from '../../protocol/Wire.ts';
import type { DraftEntry, InteractionDraft } from './InteractionDraft.ts';
import { listField } from './listField.ts';

/** A content item as it may really be. */
export type Item = { type: string; [key: string]: unknown };

/** The list of an entry's content items, to be written to. What is there but no list becomes one, and is not thrown away. */
export function ownItems(draft: InteractionDraft, entry: DraftEntry, field = listField(entry.step)): Item[] {
  const value = entry.step[field];
  const items = draft.own(Array.isArray(value) ? (value as Item[]) : wrap(value));
  entry.step[field] = items;
  return items;
}

function wrap(value: unknown): Item[] {
  if (value === undefined || value === null || value === '') return [];
  return [isWire(value) ? (value as Item) : { type: 'text', text: String(value) }];
}
